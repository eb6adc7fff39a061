package dev.verdict.core.observation;

import java.util.Optional;
import java.util.function.Function;

/// One look. *Absent* (looked, not there) and *unavailable* (could not look) are different facts,
/// and no method of this type turns one into the other.
public sealed interface Observation<T> {
    /// Looked, and this was there.
    record Seen<T>(T what) implements Observation<T> {}

    /// Looked, and nothing was there.
    record Absent<T>() implements Observation<T> {}

    /// Could not look.
    record Unavailable<T>(Gap why) implements Observation<T> {}

    static <T> Observation<T> seen(T value) {
        return new Seen<>(value);
    }

    static <T> Observation<T> absent() {
        return new Absent<>();
    }

    static <T> Observation<T> unavailable(Gap gap) {
        return new Unavailable<>(gap);
    }

    /// The value when there is one. Whoever asks has to treat "absent" and "unavailable" before.
    default Optional<T> value() {
        return this instanceof Seen<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /// The gap when the look failed.
    default Optional<Gap> gap() {
        return this instanceof Unavailable<T>(Gap gap) ? Optional.of(gap) : Optional.empty();
    }

    default <R> Observation<R> map(Function<T, R> change) {
        return switch (this) {
            case Seen<T>(T value) -> new Seen<>(change.apply(value));
            case Absent<T>() -> new Absent<>();
            case Unavailable<T>(Gap gap) -> new Unavailable<>(gap);
        };
    }
}
