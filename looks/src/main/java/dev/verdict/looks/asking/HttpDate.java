package dev.verdict.looks.asking;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `Date` header: `Mon, 23 Nov 2026 02:54:12 GMT`. Read by hand, because the library's
/// formatter loads the locale data of the whole world for it.
///
/// See [its one form](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
final class HttpDate {
    private static final Pattern FORM =
            Pattern.compile(
                    "[A-Z][a-z]{2}, (\\d{2}) ([A-Z][a-z]{2}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2})"
                            + " GMT");

    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private HttpDate() {}

    static Optional<Instant> parse(String header) {
        Matcher date = FORM.matcher(header);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    Integer.parseInt(date.group(3)),
                                    MONTHS.indexOf(date.group(2)) + 1,
                                    Integer.parseInt(date.group(1)),
                                    Integer.parseInt(date.group(4)),
                                    Integer.parseInt(date.group(5)),
                                    Integer.parseInt(date.group(6)))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
