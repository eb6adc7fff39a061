package dev.verdict.core.finding;

import dev.verdict.core.observation.Source;

import java.time.Instant;
import java.util.Optional;

/// One thing that was read: what it says, where it was read, its value as written, and when it
/// became so.
///
/// @param decides whether the verdict rests on it, or it only explains
public record Fact(What what, Source source, String value, Optional<Instant> at, boolean decides) {
    public static Fact deciding(What what, Source source, String value, Optional<Instant> at) {
        return new Fact(what, source, value, at, true);
    }

    public static Fact telling(What what, Source source, String value, Optional<Instant> at) {
        return new Fact(what, source, value, at, false);
    }

    /// Whether both say the same of the same.
    public boolean isAs(Fact other) {
        return source.equals(other.source) && value.equals(other.value);
    }

    /// The same, which only explains.
    public Fact telling() {
        return telling(what, source, value, at);
    }
}
