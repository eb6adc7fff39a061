package dev.verdict.core.pod;

import java.time.Instant;
import java.util.Optional;

/// What the kubelet says a container does.
public sealed interface ContainerState {
    /// Not started; reason and message are empty where the kubelet wrote none.
    record Waiting(String reason, String message) implements ContainerState {}

    record Running(Optional<Instant> startedAt) implements ContainerState {}

    /// Ended. `startedAt` is empty for a container that never ran (the API then says 1970).
    record Terminated(
            int exitCode,
            String reason,
            String message,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt)
            implements ContainerState {}

    /// The kubelet has said nothing about this container yet.
    record Unreported() implements ContainerState {}
}
