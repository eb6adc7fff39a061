package dev.verdict.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations and moments as people type them.
final class Times {
    /// Go's form, as kubectl takes it, and days, as kubectl prints them.
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private Times() {}

    /// When a claim was made.
    sealed interface When {
        record At(Instant instant) implements When {}

        /// So long before the moment of judging.
        record Ago(Duration age) implements When {}

        default Instant from(Instant now) {
            return switch (this) {
                case At(Instant instant) -> instant;
                case Ago(Duration age) -> now.minus(age);
            };
        }
    }

    /// Reads `20m`, `1h5m`, `1.5s`, `2d`; empty for anything else.
    static Optional<Duration> duration(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            double seconds = Double.parseDouble(part.group(1)) * secondsIn(part.group(2));
            sum = sum.plusMillis(Math.round(seconds * 1000));
            end = part.end();
        }
        return end > 0 && end == text.length() ? Optional.of(sum) : Optional.empty();
    }

    /// A flag's time that must be longer than none.
    static Duration positive(String flag, String text) throws Refusal {
        return duration(text)
                .filter(time -> time.isPositive())
                .orElseThrow(
                        () ->
                                Refusal.usage(
                                        flag
                                                + " "
                                                + Text.quoted(text)
                                                + " is not a length of time; write it like 30s, 5m"
                                                + " or 1h30m"));
    }

    /// `--request-timeout` in kubectl's form: a bare number is seconds, `0` is no limit.
    static Optional<Duration> requestTimeout(String text) throws Refusal {
        Optional<Duration> time =
                NUMBER.matcher(text).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : duration(text);
        if (time.isEmpty()) {
            throw Refusal.usage(
                    "--request-timeout "
                            + Text.quoted(text)
                            + " is not a length of time; write it like 5s or 1m30s, or 0 for none");
        }
        return time.filter(Duration::isPositive);
    }

    static When claimed(String text, Supplier<ZoneId> zone) throws Refusal {
        Optional<Duration> age = duration(text);
        if (age.isPresent()) {
            return new When.Ago(age.get());
        }
        String dated =
                text.length() > 10 && text.charAt(10) == ' '
                        ? text.substring(0, 10) + "T" + text.substring(11).stripLeading()
                        : text;
        try {
            return new When.At(OffsetDateTime.parse(dated).toInstant());
        } catch (DateTimeException _) {
            throw notATime(text, dated, zone);
        }
    }

    private static Refusal notATime(String text, String dated, Supplier<ZoneId> zone) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(dated);
        } catch (DateTimeException _) {
            return Refusal.usage(
                    "--claimed-at "
                            + Text.quoted(text)
                            + " is not a time; write it like 2026-11-23T02:54:03Z, or as an age"
                            + " like 20m or 1h5m");
        }
        ZoneId here = zone.get();
        String utc = TO_SECONDS.format(local.atOffset(ZoneOffset.UTC));
        String own = TO_SECONDS.format(local.atZone(here));
        String readings =
                utc.equals(own)
                        ? utc + " for UTC, which is this machine's time too"
                        : utc
                                + " if that is UTC, or "
                                + own
                                + " if that is this machine's time ("
                                + here.getId()
                                + ")";
        return Refusal.usage(
                "--claimed-at "
                        + Text.quoted(text)
                        + " does not say in which time zone; write "
                        + readings);
    }

    /// `10s`, `1m30s`.
    static String spoken(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return time.toMillis() + "ms";
        }
        return seconds < 60
                ? seconds + "s"
                : seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }

    private static double secondsIn(String unit) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> 1;
        };
    }
}
