package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.cause.VolumeMessage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Volume;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why has a placed pod's container not started, when its state says no more than
/// `ContainerCreating`?
///
/// Volumes are mounted and the sandbox is made before any container is; what stands in the way is
/// in events alone, which is why an answer here is inferred, and why nothing can be said where they
/// could not be read.
final class NotStarted {
    private static final Set<String> MOUNTED = Set.of("Pulling", "Pulled", "Created", "Started");
    private static final Set<Cause> OF_ATTACHING =
            Set.of(Cause.VOLUME_ATTACH_FAILED, Cause.VOLUME_MULTI_ATTACH);

    private NotStarted() {}

    /// What stands in the way, and the event that says so.
    private record Obstacle(Trouble trouble, ClusterEvent event) {}

    static ServingAnswer ask(Pod pod, Optional<Container> container, Surroundings around) {
        if (around.eventsGap().isPresent()) {
            return new ServingAnswer.Unseen(
                    around.eventsGap().get(), Stage.SANDBOX, false, List.of(state(pod)));
        }
        List<ClusterEvent> events = around.about(pod.ref());
        if (events.isEmpty()) {
            return new ServingAnswer.Unseen(
                    new Gap.Expired("the events of " + pod.ref().slashed()),
                    Stage.SANDBOX,
                    false,
                    List.of(state(pod)));
        }
        return obstacle(pod, events)
                .<ServingAnswer>map(o -> new ServingAnswer.Blocked(owned(o.trouble(), pod, around)))
                .orElseGet(() -> underWay(pod, container, events));
    }

    /// A path on the node that no pod in sight ever used is the manifest's; one that others use is
    /// missing on this node.
    private static Trouble owned(Trouble trouble, Pod pod, Surroundings around) {
        if (!trouble.is(Cause.HOST_PATH_MISMATCH)) {
            return trouble;
        }
        List<String> paths = hostPaths(pod).toList();
        boolean used =
                around.evidence().places().stream()
                        .flatMap(p -> p.pods().value().stream())
                        .flatMap(List::stream)
                        .filter(Pod::hasStartedAny)
                        .flatMap(NotStarted::hostPaths)
                        .anyMatch(paths::contains);
        return trouble.ownedBy(used ? Owner.PLATFORM : Owner.DEVELOPER);
    }

    private static Stream<String> hostPaths(Pod pod) {
        return pod.spec().volumes().stream()
                .filter(v -> v.type().equals("hostPath"))
                .map(Volume::names);
    }

    private static Optional<Obstacle> obstacle(Pod pod, List<ClusterEvent> events) {
        Optional<Obstacle> open = Optional.empty();
        for (ClusterEvent event : events) {
            if (MOUNTED.contains(event.reason())) {
                open = Optional.empty();
            } else if (event.reason().equals("SuccessfulAttachVolume")) {
                open =
                        open.filter(
                                o -> o.trouble().cause().filter(OF_ATTACHING::contains).isEmpty());
            } else {
                Optional<Obstacle> next = read(pod, event, open);
                open = next.isPresent() ? next : open;
            }
        }
        return open.filter(o -> !isCleared(pod, o));
    }

    private static Optional<Obstacle> read(Pod pod, ClusterEvent event, Optional<Obstacle> before) {
        if (!event.warning() || VolumeMessage.isNoise(event.message())) {
            return Optional.empty();
        }
        Fact fact =
                Fact.deciding(
                        What.EVENT,
                        new Source.Event(pod.ref(), event.reason()),
                        event.message(),
                        Optional.of(event.lastSeen()));
        Optional<Stage> stage = stageOf(event.reason());
        if (stage.isEmpty()) {
            return Optional.empty();
        }
        if (VolumeMessage.isSymptom(event.message())) {
            return before.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            new Obstacle(
                                    Trouble.of(
                                                    Cause.VOLUME_MOUNT_FAILED,
                                                    Confidence.INFERRED,
                                                    List.of(fact))
                                            .ownedBy(Owner.PLATFORM, Owner.DEVELOPER),
                                    event));
        }
        return switch (EventMessage.read(event.reason(), event.message())) {
            case EventMessage.Reading.Known(Diagnosis diagnosis) ->
                    Optional.of(
                            new Obstacle(
                                    Trouble.of(diagnosis, Confidence.INFERRED, List.of(fact)),
                                    event));
            case EventMessage.Reading.Harmless _ -> Optional.empty();
            case EventMessage.Reading.Unrecognised _ ->
                    Optional.of(
                            new Obstacle(
                                    Trouble.unrecognised(
                                            stage.get(),
                                            Owner.PLATFORM,
                                            Confidence.INFERRED,
                                            event.message(),
                                            List.of(fact)),
                                    event));
        };
    }

    /// The stage that an event of that reason holds up; empty for events that hold up nothing here.
    private static Optional<Stage> stageOf(String reason) {
        return switch (reason) {
            case "FailedMount", "FailedAttachVolume", "FailedMapVolume" ->
                    Optional.of(Stage.VOLUME);
            case "FailedCreatePodSandBox",
                    "NetworkNotReady",
                    "FailedPrepareDynamicResources",
                    "FailedCreatePodContainer" ->
                    Optional.of(Stage.SANDBOX);
            default -> Optional.empty();
        };
    }

    /// A sandbox that is there refutes what was said about making it.
    private static boolean isCleared(Pod pod, Obstacle obstacle) {
        return obstacle.trouble().stage() == Stage.SANDBOX
                && pod.condition("PodReadyToStartContainers")
                        .filter(Condition::isTrue)
                        .flatMap(Condition::since)
                        .filter(t -> !t.isBefore(obstacle.event().lastSeen()))
                        .isPresent();
    }

    private static ServingAnswer underWay(
            Pod pod, Optional<Container> container, List<ClusterEvent> events) {
        boolean pulling = false;
        boolean pulled = false;
        for (ClusterEvent event : events) {
            boolean mine =
                    container.isEmpty() || event.container().equals(container.map(Container::name));
            pulling |= mine && event.reason().equals("Pulling");
            pulled |= mine && event.reason().equals("Pulled");
        }
        Stage stage = pulled ? Stage.START : pulling ? Stage.PULL : Stage.SANDBOX;
        ClusterEvent last = events.getLast();
        Fact fact =
                Fact.deciding(
                        What.EVENT,
                        new Source.Event(pod.ref(), last.reason()),
                        last.message(),
                        Optional.of(last.lastSeen()));
        return new ServingAnswer.Converging(
                stage, Optional.empty(), Optional.empty(), List.of(state(pod), fact));
    }

    private static Fact state(Pod pod) {
        return Fact.deciding(
                What.POD_CONDITION,
                Source.field(pod.ref(), ".status.phase"),
                "placed, no container started",
                pod.startTime());
    }
}
