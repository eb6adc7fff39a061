package dev.verdict.core.build;

import java.util.OptionalInt;

/// How the builder's container ended, as its status says.
///
/// @param code empty where nobody knows it (it runs, its pod is gone, only a log was given)
/// @param reason the status' reason such as `OOMKilled`, empty without one
public record Exit(OptionalInt code, String reason) {
    /// What the kernel and a shell answer for a process that a signal ended: 128 and the signal.
    private static final int SIGNALLED = 128;

    /// Go's exit for a signal without handler, as recorded for an evicted Kaniko.
    private static final int GO_TERMINATED = 2;

    /// Go's exit code -1: the executor ended by itself because its child was killed.
    private static final int CHILD_KILLED = 255;

    public static Exit of(int code, String reason) {
        return new Exit(OptionalInt.of(code), reason);
    }

    public static Exit of(int code) {
        return of(code, "");
    }

    public static Exit unknown() {
        return new Exit(OptionalInt.empty(), "");
    }

    public boolean isZero() {
        return is(0);
    }

    public boolean is(int wanted) {
        return code.isPresent() && code.getAsInt() == wanted;
    }

    /// Whether a process of the container was ended by the kernel for its memory. Which one the
    /// reason does not say: see [containerd's use of
    /// it](https://github.com/containerd/containerd/blob/v2.1.0/internal/cri/server/events.go).
    public boolean isOutOfMemory() {
        return reason.equals("OOMKilled");
    }

    /// Whether the builder itself may have been ended from outside, so that its last word is
    /// missing.
    public boolean mayBeKilled() {
        return is(GO_TERMINATED) || reason.equals("ContainerStatusUnknown") || isBySignal();
    }

    /// Whether a signal ended the container's first process.
    public boolean isBySignal() {
        return code.isPresent() && code.getAsInt() > SIGNALLED && code.getAsInt() < CHILD_KILLED;
    }
}
