package dev.verdict.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The clock of the tests: everything is told as "so long before the moment of judging".
public final class Times {
    /// The moment of judging.
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Times() {}

    /// `ago("1m30s")`: a minute and a half before [#NOW].
    public static Instant ago(String duration) {
        return NOW.minus(length(duration));
    }

    public static Instant in(String duration) {
        return NOW.plus(length(duration));
    }

    /// `length("1h30m")`.
    public static Duration length(String duration) {
        return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT));
    }
}
