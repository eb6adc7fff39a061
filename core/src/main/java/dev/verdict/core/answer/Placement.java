package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.SchedulerMessage;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Quantity;
import dev.verdict.core.pod.Volume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Has the pod a node, and if not, why?
///
/// The scheduler writes its reason into the condition `PodScheduled`, which unlike its event is
/// never cut. A pod whose scheduler does not exist gets no condition at all. See [where it is
/// written](https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/scheduler/schedule_one.go).
final class Placement {
    private static final Set<String> HELP_IS_COMING = Set.of("TriggeredScaleUp", "Nominated");

    private Placement() {}

    /// Empty when it has a node.
    static Optional<ServingAnswer> ask(Pod pod, Surroundings around) {
        if (!pod.spec().nodeName().isEmpty()) {
            return Optional.empty();
        }
        Optional<Condition> scheduled = pod.condition("PodScheduled");
        if (scheduled.filter(c -> c.reason().equals("SchedulingGated")).isPresent()
                || !pod.spec().schedulingGates().isEmpty()) {
            return Optional.of(gated(pod));
        }
        if (scheduled.isEmpty()) {
            return Optional.of(unnoticed(pod, around.now()));
        }
        if (scheduled.get().isTrue()) {
            return Optional.of(waiting(pod, Optional.empty()));
        }
        return Optional.of(refused(pod, scheduled.get(), around));
    }

    private static ServingAnswer gated(Pod pod) {
        String gates = String.join(", ", pod.spec().schedulingGates());
        Fact fact =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".spec.schedulingGates"),
                        gates,
                        Optional.of(pod.createdAt()));
        return new ServingAnswer.Blocked(
                Trouble.of(Cause.SCHEDULING_GATED, Confidence.PROVEN, List.of(fact))
                        .ownedBy(Owner.PLATFORM, Owner.DEVELOPER));
    }

    private static ServingAnswer unnoticed(Pod pod, Instant now) {
        Instant due = pod.createdAt().plus(Patience.CONTROLLER);
        if (now.isBefore(due)) {
            return waiting(pod, Optional.of(due));
        }
        Fact fact =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".spec.schedulerName"),
                        pod.spec().schedulerName(),
                        Optional.of(pod.createdAt()));
        return new ServingAnswer.Blocked(
                Trouble.of(Cause.NO_SCHEDULER, Confidence.PROVEN, List.of(fact)));
    }

    private static ServingAnswer waiting(Pod pod, Optional<Instant> lookAgain) {
        Fact fact =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".spec.nodeName"),
                        "not placed yet",
                        Optional.of(pod.createdAt()));
        return new ServingAnswer.Converging(
                Stage.SCHEDULE, Optional.empty(), lookAgain, List.of(fact));
    }

    /// Whether an autoscaler said there that it makes room.
    static boolean isPromise(Fact fact) {
        return fact.source() instanceof Source.Event(ObjectRef _, String reason)
                && HELP_IS_COMING.contains(reason);
    }

    private static ServingAnswer refused(Pod pod, Condition scheduled, Surroundings around) {
        Instant since = scheduled.since().orElse(pod.createdAt());
        Fact said =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".status.conditions[PodScheduled]"),
                        scheduled.reason() + ": " + scheduled.message(),
                        Optional.of(since));
        boolean recent = around.now().isBefore(since.plus(Patience.AUTOSCALER));
        if (recent && around.eventsGap().isPresent()) {
            return new ServingAnswer.Unseen(
                    around.eventsGap().get(), Stage.SCHEDULE, false, List.of(said));
        }
        Optional<ClusterEvent> help =
                around.about(pod.ref()).stream()
                        .filter(e -> HELP_IS_COMING.contains(e.reason()))
                        .filter(e -> around.now().isBefore(e.lastSeen().plus(Patience.AUTOSCALER)))
                        .findFirst();
        if (help.isPresent()) {
            Fact coming =
                    Fact.deciding(
                            What.EVENT,
                            new Source.Event(pod.ref(), help.get().reason()),
                            help.get().message(),
                            Optional.of(help.get().lastSeen()));
            return new ServingAnswer.Converging(
                    Stage.SCHEDULE,
                    Optional.empty(),
                    Optional.of(help.get().lastSeen().plus(Patience.AUTOSCALER)),
                    List.of(said, coming));
        }
        return new ServingAnswer.Blocked(
                SchedulerMessage.diagnose(scheduled.message())
                        .map(d -> refine(d, pod, around, said))
                        .orElseGet(
                                () ->
                                        Trouble.unrecognised(
                                                Stage.SCHEDULE,
                                                Owner.PLATFORM,
                                                Confidence.PROVEN,
                                                scheduled.message(),
                                                List.of(said))));
    }

    private static Trouble refine(Diagnosis diagnosis, Pod pod, Surroundings around, Fact said) {
        Trouble trouble = Trouble.of(diagnosis, Confidence.PROVEN, List.of(said));
        return switch (diagnosis.cause()) {
            case INSUFFICIENT_RESOURCES -> sized(trouble, pod, around.evidence().nodes());
            case UNTOLERATED_TAINT -> tainted(trouble, pod, around.evidence().nodes());
            case VOLUME_NOT_BOUND -> claimed(trouble, pod, around);
            default -> trouble;
        };
    }

    /// Whether some node could ever hold the pod: then capacity is missing, else the request is
    /// wrong.
    private static Trouble sized(Trouble trouble, Pod pod, Observation<List<Node>> nodes) {
        if (nodes.value().isEmpty()) {
            boolean told = trouble.owners().equals(List.of(Owner.DEVELOPER));
            return told ? trouble : trouble.ownedBy(Owner.PLATFORM, Owner.DEVELOPER);
        }
        Map<String, Quantity> wanted = new HashMap<>();
        for (var container : pod.longRunning()) {
            container
                    .spec()
                    .requests()
                    .forEach(
                            (resource, text) ->
                                    Quantity.parse(text)
                                            .ifPresent(
                                                    q ->
                                                            wanted.merge(
                                                                    resource, q, Quantity::plus)));
        }
        if (nodes.value().get().isEmpty()) {
            return trouble.ownedBy(Owner.PLATFORM);
        }
        boolean fitsSomewhere = nodes.value().get().stream().anyMatch(n -> couldHold(n, wanted));
        Fact size =
                Fact.telling(
                        What.NODE_STATE,
                        Source.field(nodes.value().get().getFirst().ref(), ".status.allocatable"),
                        fitsSomewhere ? "large enough when empty" : "no node is large enough",
                        Optional.empty());
        return trouble.ownedBy(fitsSomewhere ? Owner.PLATFORM : Owner.DEVELOPER).with(size);
    }

    private static boolean couldHold(Node node, Map<String, Quantity> wanted) {
        return wanted.entrySet().stream()
                .allMatch(
                        e ->
                                Optional.ofNullable(node.allocatable().get(e.getKey()))
                                        .flatMap(Quantity::parse)
                                        .filter(q -> q.compareTo(e.getValue()) >= 0)
                                        .isPresent());
    }

    /// Which taint it was (newer schedulers do not name it), and whose.
    private static Trouble tainted(Trouble trouble, Pod pod, Observation<List<Node>> nodes) {
        if (nodes.value().isEmpty()) {
            return trouble.ownedBy(Owner.PLATFORM, Owner.DEVELOPER);
        }
        List<Diagnosis> ofNodes = new ArrayList<>();
        int custom = 0;
        for (Node node : nodes.value().get()) {
            List<Diagnosis> ofNode =
                    node.taints().stream()
                            .filter(t -> !t.effect().equals("PreferNoSchedule"))
                            .filter(t -> !tolerates(pod, t))
                            .map(t -> SchedulerMessage.byTaintKey(t.key(), t.key()))
                            .toList();
            if (ofNode.stream().anyMatch(d -> d.cause() == Cause.UNTOLERATED_TAINT)) {
                custom++;
            } else if (!ofNode.isEmpty()) {
                ofNodes.add(ofNode.getFirst());
            }
        }
        if (!ofNodes.isEmpty()) {
            Diagnosis node = ofNodes.getFirst();
            return new Trouble(
                    Optional.of(node.cause()),
                    Stage.SCHEDULE,
                    node.owners(),
                    trouble.confidence(),
                    trouble.causeConfidence(),
                    node.said(),
                    trouble.facts());
        }
        if (custom == 0) {
            return trouble.ownedBy(Owner.DEVELOPER, Owner.PLATFORM)
                    .withCauseConfidence(Confidence.INFERRED);
        }
        return trouble.ownedBy(
                custom == nodes.value().get().size() ? Owner.PLATFORM : Owner.DEVELOPER);
    }

    private static boolean tolerates(Pod pod, Node.Taint taint) {
        return pod.spec().tolerations().stream()
                .anyMatch(
                        t ->
                                (t.key().isEmpty() || t.key().equals(taint.key()))
                                        && (t.effect().isEmpty()
                                                || t.effect().equals(taint.effect()))
                                        && (t.operator().equals("Exists")
                                                || t.value().equals(taint.value())));
    }

    /// What the claim's own events say about whose it is.
    private static Trouble claimed(Trouble trouble, Pod pod, Surroundings around) {
        if (trouble.owners().size() == 1) {
            return trouble;
        }
        Set<String> claims =
                Set.copyOf(
                        pod.spec().volumes().stream()
                                .filter(v -> v.type().equals("persistentVolumeClaim"))
                                .map(Volume::names)
                                .toList());
        for (ClusterEvent event : around.place().events().value().orElse(List.of())) {
            if (event.regarding().kind().equals("PersistentVolumeClaim")
                    && claims.contains(event.regarding().name())
                    && EventMessage.read(event.reason(), event.message())
                            instanceof EventMessage.Reading.Known(Diagnosis diagnosis)
                    && diagnosis.cause() == Cause.VOLUME_NOT_BOUND) {
                Fact fact =
                        Fact.telling(
                                What.EVENT,
                                new Source.Event(event.regarding(), event.reason()),
                                event.message(),
                                Optional.of(event.lastSeen()));
                return trouble.ownedBy(diagnosis.owners().toArray(Owner[]::new)).with(fact);
            }
        }
        return trouble;
    }
}
