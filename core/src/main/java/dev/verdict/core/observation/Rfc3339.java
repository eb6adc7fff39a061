package dev.verdict.core.observation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// The instant that a text is, as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6)
/// writes it: the API's fields, a log line's beginning. What is no instant is no error: any text
/// may stand there. By hand, because a check reads hundreds and a table a hundred thousand.
public final class Rfc3339 {
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    public static Optional<Instant> parse(String text) {
        if (text.length() <= SHAPE.length()) {
            return Optional.empty();
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            boolean fits = wanted == '0' ? isDigit(text.charAt(i)) : text.charAt(i) == wanted;
            if (!fits) {
                return Optional.empty();
            }
        }
        int end = SHAPE.length();
        int nanos = 0;
        if (text.charAt(end) == '.') {
            int digits = 0;
            for (end++; end < text.length() && isDigit(text.charAt(end)); end++) {
                if (digits < NANO_DIGITS) {
                    nanos = nanos * 10 + text.charAt(end) - '0';
                    digits++;
                }
            }
            for (; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        int offset = offsetSeconds(text.substring(end));
        int month = number(text, 5);
        int day = number(text, 8);
        int hour = number(text, 11);
        int minute = number(text, 14);
        int second = number(text, 17);
        int year = number(text, 0) * 100 + number(text, 2);
        if (offset == Integer.MIN_VALUE
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour > 23
                || minute > 59
                || second > 59) {
            return Optional.empty();
        }
        return Optional.of(
                LocalDate.of(year, month, day)
                        .atTime(LocalTime.of(hour, minute, second, nanos))
                        .toInstant(ZoneOffset.UTC)
                        .minusSeconds(offset));
    }

    private static int offsetSeconds(String zone) {
        if (zone.equals("Z")) {
            return 0;
        }
        boolean fits =
                zone.length() == 6
                        && "+-".indexOf(zone.charAt(0)) >= 0
                        && zone.charAt(3) == ':'
                        && isDigit(zone.charAt(1))
                        && isDigit(zone.charAt(2))
                        && isDigit(zone.charAt(4))
                        && isDigit(zone.charAt(5));
        if (!fits) {
            return Integer.MIN_VALUE;
        }
        int seconds = (number(zone, 1) * 60 + number(zone, 4)) * 60;
        return zone.charAt(0) == '-' ? -seconds : seconds;
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
