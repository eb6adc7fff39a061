package dev.verdict.core.answer;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Template;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known around the pods in question.
///
/// @param template the workload's own: a container that is not in it was added by somebody else
/// @param built the repositories that builders in sight push to
/// @param runsToEnd whether the pods are meant to end
record Surroundings(
        Evidence evidence,
        Place place,
        Template template,
        Set<Repository> built,
        boolean runsToEnd,
        Duration minReady) {
    Instant now() {
        return evidence.at();
    }

    Optional<Duration> patience() {
        return evidence.question().pins().patience();
    }

    /// Events about that very object, the latest last.
    List<ClusterEvent> about(ObjectRef object) {
        return place.eventsAbout(object);
    }

    /// The gap in the events, when they could not be read.
    Optional<Gap> eventsGap() {
        return place.events().gap();
    }

    Optional<Node> node(Pod pod) {
        return evidence.nodes().value().orElse(List.of()).stream()
                .filter(n -> n.name().equals(pod.spec().nodeName()))
                .findFirst();
    }

    /// Whether the container is only in the pod, not in the workload's template.
    boolean isInjected(Container container) {
        return template.container(container.name()).isEmpty();
    }

    /// The last lines the container printed, where they were read.
    List<String> lastWords(Pod pod, Container container) {
        for (boolean previous : new boolean[] {false, true}) {
            LogKey key =
                    new LogKey(pod.ref(), container.name(), previous, LogKey.Purpose.LAST_WORDS);
            if (log(key) instanceof Observation.Seen<ContainerLog>(ContainerLog log)
                    && log instanceof ContainerLog.LastWords(List<String> lines)
                    && !lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private Observation<ContainerLog> log(LogKey key) {
        Map<LogKey, Observation<ContainerLog>> logs = evidence.logs();
        Observation<ContainerLog> log = logs.get(key);
        return log == null ? Observation.unavailable(new Gap.NotAsked("not needed")) : log;
    }
}
