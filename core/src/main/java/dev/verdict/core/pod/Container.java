package dev.verdict.core.pod;

import dev.verdict.core.image.ImageId;

import java.util.Optional;

/// One container of a pod: what was asked for and what the kubelet reports, joined by name
/// (statuses are sorted by name and their order says nothing).
///
/// @param statusImage the status's `image`: a tag, or `sha256:...` of the config
/// @param imageId empty while the container waits
public record Container(
        ContainerSpec spec,
        boolean ready,
        int restartCount,
        String statusImage,
        Optional<ImageId> imageId,
        ContainerState state,
        Optional<ContainerState.Terminated> lastState) {
    public String name() {
        return spec.name();
    }

    public boolean isRunning() {
        return state instanceof ContainerState.Running;
    }

    /// Whether a process of this container ever ran.
    public boolean hasRun() {
        return switch (state) {
            case ContainerState.Running _ -> true;
            case ContainerState.Terminated terminated -> terminated.startedAt().isPresent();
            case ContainerState.Waiting _, ContainerState.Unreported _ ->
                    lastState.flatMap(ContainerState.Terminated::startedAt).isPresent();
        };
    }

    /// The end that is being looked at: the current one, else the previous one.
    public Optional<ContainerState.Terminated> lastEnd() {
        return state instanceof ContainerState.Terminated terminated
                ? Optional.of(terminated)
                : lastState;
    }
}
