package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.ProbeMessage;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A container runs: is it ready, and if not, is it still within its patience?
///
/// A probe that *answers* with an error hurts; one that is refused before the first Ready only says
/// that nothing listens yet.
final class Readiness {
    /// Ready=False that is this much younger than the container's start was Ready=True in between.
    private static final Duration TURNED = Duration.ofSeconds(2);

    private Readiness() {}

    static ServingAnswer ask(
            Pod pod, Container container, Optional<Instant> startedAt, Surroundings around) {
        Fact state = ContainerFacts.running(pod, container, startedAt);
        if (container.ready()) {
            return new ServingAnswer.Serving(startedAt, List.of(state));
        }
        if (startedAt.isEmpty()) {
            return new ServingAnswer.Converging(
                    Stage.READY, Optional.empty(), Optional.empty(), List.of(state));
        }
        Instant end = startedAt.get().plus(Patience.unready(container, around.patience()));
        Optional<ClusterEvent> hurting = hurting(pod, container, startedAt.get(), around);
        Trouble trouble = trouble(pod, container, hurting, state);
        if (!around.now().isBefore(end)) {
            return new ServingAnswer.Failing(trouble);
        }
        return new ServingAnswer.Converging(
                Stage.READY,
                hurting.map(_ -> trouble.withCauseConfidence(Confidence.INFERRED)),
                Optional.of(end),
                List.of(state));
    }

    private static Trouble trouble(
            Pod pod, Container container, Optional<ClusterEvent> hurting, Fact state) {
        Trouble trouble = Trouble.of(cause(container, hurting), Confidence.PROVEN, List.of(state));
        return hurting.map(
                        e ->
                                trouble.with(
                                        Fact.deciding(
                                                What.EVENT,
                                                new Source.Event(pod.ref(), e.reason()),
                                                e.message(),
                                                Optional.of(e.lastSeen()))))
                .orElse(trouble);
    }

    private static Cause cause(Container container, Optional<ClusterEvent> hurting) {
        boolean startup =
                hurting.flatMap(e -> ProbeMessage.of(e.message()))
                        .map(p -> p.kind() == ProbeMessage.Kind.STARTUP)
                        .orElse(container.spec().readinessProbe().isEmpty());
        return startup && container.spec().startupProbe().isPresent()
                ? Cause.STARTUP_PROBE_FAILING
                : Cause.READINESS_PROBE_FAILING;
    }

    /// The latest word of a probe that answered with an error, or that failed after a first Ready.
    private static Optional<ClusterEvent> hurting(
            Pod pod, Container container, Instant startedAt, Surroundings around) {
        boolean wasReady =
                pod.condition("Ready")
                        .filter(Condition::isFalse)
                        .flatMap(Condition::since)
                        .filter(t -> t.isAfter(startedAt.plus(TURNED)))
                        .isPresent();
        return around.about(pod.ref()).reversed().stream()
                .filter(e -> e.reason().equals("Unhealthy") || e.reason().equals("ProbeError"))
                .filter(e -> e.container().equals(Optional.of(container.name())))
                .filter(e -> !e.lastSeen().isBefore(startedAt))
                .filter(
                        e ->
                                ProbeMessage.of(e.message())
                                        .filter(p -> p.kind() != ProbeMessage.Kind.LIVENESS)
                                        .filter(
                                                p ->
                                                        wasReady
                                                                || p.outcome()
                                                                        == ProbeMessage.Outcome
                                                                                .ANSWERED)
                                        .isPresent())
                .findFirst();
    }

    /// All containers are ready and the pod is not: somebody else's gate, or a status that lags.
    static ServingAnswer ofPod(Pod pod, Surroundings around) {
        Optional<Condition> ready = pod.condition("Ready");
        Fact fact =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".status.conditions[Ready]"),
                        ready.map(c -> c.status() + " " + c.reason()).orElse("not written"),
                        ready.flatMap(Condition::since));
        if (pod.isReady()) {
            return new ServingAnswer.Serving(ready.flatMap(Condition::since), List.of(fact));
        }
        Optional<Instant> start = latestStart(pod);
        Optional<Instant> end = start.map(t -> t.plus(Patience.unready(around.patience())));
        boolean over = end.filter(t -> !around.now().isBefore(t)).isPresent();
        if (over && !pod.spec().readinessGates().isEmpty()) {
            return new ServingAnswer.Failing(
                    Trouble.of(Cause.READINESS_GATE_UNMET, Confidence.PROVEN, List.of(fact)));
        }
        return new ServingAnswer.Converging(Stage.READY, Optional.empty(), end, List.of(fact));
    }

    private static Optional<Instant> latestStart(Pod pod) {
        return pod.longRunning().stream()
                .map(Container::state)
                .flatMap(
                        s ->
                                s instanceof ContainerState.Running(Optional<Instant> at)
                                        ? at.stream()
                                        : Stream.empty())
                .max(Instant::compareTo);
    }
}
