package dev.verdict.core.answer;

import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.Optional;

/// Facts about containers, worded once.
final class ContainerFacts {
    private ContainerFacts() {}

    static Fact waiting(Pod pod, Container container, ContainerState.Waiting waiting) {
        String said =
                waiting.message().isEmpty()
                        ? waiting.reason()
                        : waiting.reason() + ": " + waiting.message();
        return Fact.deciding(What.CONTAINER_STATE, state(pod, container), said, Optional.empty());
    }

    static Fact ended(Pod pod, Container container, ContainerState.Terminated end) {
        String reason = end.reason().isEmpty() ? "ended" : end.reason();
        return Fact.deciding(
                What.CONTAINER_STATE,
                state(pod, container),
                reason + ", exit " + end.exitCode(),
                end.finishedAt());
    }

    static Fact running(Pod pod, Container container, Optional<Instant> since) {
        return Fact.deciding(
                What.CONTAINER_STATE,
                state(pod, container),
                container.ready() ? "running, ready" : "running, not ready",
                since);
    }

    static Fact restarts(Pod pod, Container container) {
        return Fact.deciding(
                What.RESTARTS,
                Source.field(
                        pod.ref(),
                        ".status.containerStatuses[" + container.name() + "].restartCount"),
                String.valueOf(container.restartCount()),
                Optional.empty());
    }

    private static Source state(Pod pod, Container container) {
        return Source.field(pod.ref(), ".status.containerStatuses[" + container.name() + "].state");
    }
}
