package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.ContainerMessage;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.cause.WaitingReason;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far is one pod? Asked in the order in which a pod comes to life: its node, its sandbox and
/// volumes, its init containers, its containers, their readiness. State answers; events only say
/// why where the state says nothing.
final class PodQuestion {
    private PodQuestion() {}

    static ServingAnswer ask(Pod pod, Surroundings around) {
        return node(pod, around)
                .or(() -> Placement.ask(pod, around))
                .or(() -> initContainers(pod, around))
                .orElseGet(() -> containers(pod, around));
    }

    /// The heaviest of several answers, the first of equals.
    static ServingAnswer worst(List<ServingAnswer> answers) {
        ServingAnswer worst = answers.getFirst();
        for (ServingAnswer answer : answers) {
            if (answer.weight() > worst.weight()) {
                worst = answer;
            }
        }
        return worst;
    }

    private static Optional<ServingAnswer> node(Pod pod, Surroundings around) {
        if (pod.spec().nodeName().isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> node = around.node(pod);
        if (node.filter(Node::isLost).isPresent()) {
            Condition ready = node.get().condition("Ready").orElseThrow();
            Fact fact =
                    Fact.deciding(
                            What.NODE_STATE,
                            Source.field(node.get().ref(), ".status.conditions[Ready]"),
                            "Unknown " + ready.reason(),
                            ready.since());
            return Optional.of(
                    new ServingAnswer.Blocked(
                            Trouble.of(Cause.NODE_LOST, Confidence.PROVEN, List.of(fact))));
        }
        boolean disowned =
                pod.condition("Ready").filter(Condition::isFalse).isPresent()
                        && pod.condition("ContainersReady").filter(Condition::isTrue).isPresent()
                        && pod.spec().readinessGates().isEmpty();
        if (disowned && around.evidence().nodes().gap().isPresent()) {
            return Optional.of(
                    new ServingAnswer.Unseen(
                            around.evidence().nodes().gap().get(),
                            Stage.SANDBOX,
                            false,
                            List.of()));
        }
        return Optional.empty();
    }

    /// Empty when all of them are done.
    private static Optional<ServingAnswer> initContainers(Pod pod, Surroundings around) {
        for (Container container : pod.containers(ContainerSpec.Role.INIT)) {
            Optional<ServingAnswer> open =
                    switch (container.state()) {
                        case ContainerState.Waiting waiting ->
                                Optional.of(waiting(pod, container, waiting, around));
                        case ContainerState.Unreported _ ->
                                Optional.of(NotStarted.ask(pod, Optional.of(container), around));
                        case ContainerState.Running(Optional<Instant> startedAt) ->
                                Optional.of(
                                        Crashes.ask(pod, container, around)
                                                .filter(a -> a instanceof ServingAnswer.Failing)
                                                .orElseGet(
                                                        () ->
                                                                initRunning(
                                                                        pod, container, startedAt,
                                                                        around)));
                        case ContainerState.Terminated end ->
                                end.exitCode() == 0
                                        ? Optional.empty()
                                        : Optional.of(crashed(pod, container, end, around));
                    };
            if (open.isPresent()) {
                return Optional.of(owned(open.get(), container, around));
            }
        }
        return Optional.empty();
    }

    /// Trouble of a container that is not in the workload's own template is the platform's:
    /// somebody else added it.
    private static ServingAnswer owned(
            ServingAnswer answer, Container container, Surroundings around) {
        if (!around.isInjected(container)) {
            return answer;
        }
        return switch (answer) {
            case ServingAnswer.Blocked(Trouble trouble) ->
                    new ServingAnswer.Blocked(trouble.ownedBy(Owner.PLATFORM));
            case ServingAnswer.Failing(Trouble trouble) ->
                    new ServingAnswer.Failing(trouble.ownedBy(Owner.PLATFORM));
            case ServingAnswer.Converging(var stage, var hurts, var lookAgain, var facts) ->
                    new ServingAnswer.Converging(
                            stage, hurts.map(t -> t.ownedBy(Owner.PLATFORM)), lookAgain, facts);
            case ServingAnswer.Serving _,
                    ServingAnswer.OnHold _,
                    ServingAnswer.ScaledToZero _,
                    ServingAnswer.Unseen _ ->
                    answer;
        };
    }

    private static ServingAnswer initRunning(
            Pod pod, Container container, Optional<Instant> startedAt, Surroundings around) {
        Fact fact =
                Fact.deciding(
                        What.CONTAINER_STATE,
                        Source.field(
                                pod.ref(),
                                ".status.initContainerStatuses[" + container.name() + "].state"),
                        "running",
                        startedAt);
        Optional<Instant> end = startedAt.map(t -> t.plus(Patience.unready(around.patience())));
        if (!around.runsToEnd() && end.filter(t -> !around.now().isBefore(t)).isPresent()) {
            return new ServingAnswer.Failing(
                    Trouble.of(Cause.INIT_CONTAINER_FAILS, Confidence.PROVEN, List.of(fact)));
        }
        return new ServingAnswer.Converging(
                Stage.START,
                Optional.empty(),
                around.runsToEnd() ? Optional.empty() : end,
                List.of(fact));
    }

    private static ServingAnswer containers(Pod pod, Surroundings around) {
        List<ServingAnswer> answers =
                pod.longRunning().stream()
                        .map(c -> owned(container(pod, c, around), c, around))
                        .toList();
        if (answers.isEmpty()) {
            return NotStarted.ask(pod, Optional.empty(), around);
        }
        ServingAnswer worst = worst(answers);
        return worst instanceof ServingAnswer.Serving && !around.runsToEnd()
                ? Readiness.ofPod(pod, around)
                : worst;
    }

    private static ServingAnswer container(Pod pod, Container container, Surroundings around) {
        return switch (container.state()) {
            case ContainerState.Waiting waiting -> waiting(pod, container, waiting, around);
            case ContainerState.Unreported _ -> NotStarted.ask(pod, Optional.of(container), around);
            case ContainerState.Running(Optional<Instant> startedAt) ->
                    around.runsToEnd()
                            ? new ServingAnswer.Converging(
                                    Stage.READY,
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(ContainerFacts.running(pod, container, startedAt)))
                            : Crashes.ask(pod, container, around)
                                    .orElseGet(
                                            () -> Readiness.ask(pod, container, startedAt, around));
            case ContainerState.Terminated end ->
                    around.runsToEnd() && end.exitCode() == 0
                            ? new ServingAnswer.Serving(
                                    end.finishedAt(),
                                    List.of(ContainerFacts.ended(pod, container, end)))
                            : crashed(pod, container, end, around);
        };
    }

    private static ServingAnswer crashed(
            Pod pod, Container container, ContainerState.Terminated end, Surroundings around) {
        return Crashes.ask(pod, container, around)
                .orElseGet(
                        () ->
                                new ServingAnswer.Converging(
                                        Stage.START,
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(ContainerFacts.ended(pod, container, end))));
    }

    private static ServingAnswer waiting(
            Pod pod, Container container, ContainerState.Waiting waiting, Surroundings around) {
        return switch (WaitingReason.of(waiting.reason()).kind()) {
            case PULL -> Pulling.ask(pod, container, waiting, around);
            case CREATE -> unmade(pod, container, waiting);
            case START -> unstarted(pod, container, waiting, around);
            case CRASH_LOOP ->
                    Crashes.ask(pod, container, around)
                            .orElseGet(() -> NotStarted.ask(pod, Optional.of(container), around));
            case NOTHING ->
                    Crashes.ask(pod, container, around)
                            .orElseGet(() -> NotStarted.ask(pod, Optional.of(container), around));
            case UNRECOGNISED ->
                    new ServingAnswer.Blocked(
                            Trouble.unrecognised(
                                    Stage.CONFIG,
                                    Owner.PLATFORM,
                                    Confidence.PROVEN,
                                    waiting.reason() + ": " + waiting.message(),
                                    List.of(ContainerFacts.waiting(pod, container, waiting))));
        };
    }

    /// The runtime refuses to make the container.
    private static ServingAnswer unmade(
            Pod pod, Container container, ContainerState.Waiting waiting) {
        Fact fact = ContainerFacts.waiting(pod, container, waiting);
        Trouble trouble =
                ContainerMessage.diagnose(waiting.reason(), waiting.message())
                        .map(d -> Trouble.of(d, Confidence.PROVEN, List.of(fact)))
                        .orElseGet(
                                () ->
                                        Trouble.unrecognised(
                                                Stage.CONFIG,
                                                Owner.DEVELOPER,
                                                Confidence.PROVEN,
                                                waiting.message(),
                                                List.of(fact)));
        return trouble.stage() == Stage.START
                ? new ServingAnswer.Failing(trouble)
                : new ServingAnswer.Blocked(trouble);
    }

    /// The container is there and its program cannot be started.
    private static ServingAnswer unstarted(
            Pod pod, Container container, ContainerState.Waiting waiting, Surroundings around) {
        Optional<ServingAnswer> crash = Crashes.ask(pod, container, around);
        if (crash.filter(a -> a instanceof ServingAnswer.Failing).isPresent()) {
            return crash.get();
        }
        return ContainerMessage.diagnose(waiting.reason(), waiting.message()).isPresent()
                ? unmade(pod, container, waiting)
                : crash.orElseGet(() -> unmade(pod, container, waiting));
    }
}
