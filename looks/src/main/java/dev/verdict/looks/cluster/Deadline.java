package dev.verdict.looks.cluster;

import java.time.Duration;

/// The point after which nobody waits for an answer any more, on the machine's own steady clock.
public record Deadline(long nanoTime) {
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// Never negative.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean isOver() {
        return left().isZero();
    }

    /// The earlier of this and one a while from now: a look's own deadline inside the whole
    /// check's.
    public Deadline atMost(Duration time) {
        Deadline other = in(time);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }
}
