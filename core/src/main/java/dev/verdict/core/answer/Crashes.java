package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.ContainerMessage;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does a container crash, and why?
///
/// A crash is every end that the kubelet answers with a restart. Two of them and not ready is
/// *Failing*, one is still *Converging*. Ready is what a readiness probe answered; without one, a
/// container that crashed is ready only after it has run calmly for a while. The kubelet's
/// `ready=true` of the second after a restart proves nothing. See [how the kubelet counts
/// restarts](https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/kuberuntime/kuberuntime_manager.go).
final class Crashes {
    private static final int ENOUGH = 2;
    private static final int SHOWN_LINES = 3;

    /// The runtime lost track; nobody knows whether the process failed.
    private static final Set<String> NO_CRASH = Set.of("ContainerStatusUnknown", "Unknown");

    private Crashes() {}

    /// Empty when crashes have no say: there were none, or they are over.
    static Optional<ServingAnswer> ask(Pod pod, Container container, Surroundings around) {
        Optional<ContainerState.Terminated> end = container.lastEnd();
        if (end.isEmpty() || NO_CRASH.contains(end.get().reason())) {
            return Optional.empty();
        }
        int crashes = container.restartCount() - redefinitions(pod, container, around);
        boolean ended = !container.isRunning();
        if (!ended && crashes <= 0) {
            return Optional.empty();
        }
        Optional<Trouble> unstartable = unstartable(pod, container, end.get());
        if (ended && unstartable.isPresent()) {
            return Optional.of(new ServingAnswer.Failing(unstartable.get()));
        }
        if (ended) {
            return Optional.of(
                    judged(pod, container, end.get(), crashes, Optional.empty(), around));
        }
        return running(pod, container, end.get(), crashes, around);
    }

    private static Optional<ServingAnswer> running(
            Pod pod,
            Container container,
            ContainerState.Terminated end,
            int crashes,
            Surroundings around) {
        Optional<Instant> start = startOf(container);
        Instant calmAt =
                start.orElse(around.now()).plus(Patience.calm(container, around.minReady()));
        boolean calm = !around.now().isBefore(calmAt);
        boolean probed = container.spec().readinessProbe().isPresent();
        if (container.ready() && calm) {
            return Optional.empty();
        }
        if (container.ready() && probed) {
            return Optional.of(
                    new ServingAnswer.Converging(
                            Stage.READY,
                            Optional.empty(),
                            Optional.of(calmAt),
                            List.of(
                                    ContainerFacts.running(pod, container, start),
                                    ContainerFacts.restarts(pod, container))));
        }
        if (!container.ready() && calm && crashes < ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(judged(pod, container, end, crashes, Optional.of(calmAt), around));
    }

    private static ServingAnswer judged(
            Pod pod,
            Container container,
            ContainerState.Terminated end,
            int crashes,
            Optional<Instant> lookAgain,
            Surroundings around) {
        Trouble trouble = trouble(pod, container, end, around);
        if (crashes >= ENOUGH && !around.runsToEnd()) {
            return new ServingAnswer.Failing(trouble);
        }
        return new ServingAnswer.Converging(
                trouble.stage(), Optional.of(trouble), lookAgain, trouble.facts());
    }

    /// What ended it. `end` was not a success unless the container should have gone on.
    static Trouble trouble(
            Pod pod, Container container, ContainerState.Terminated end, Surroundings around) {
        List<Fact> facts = new ArrayList<>();
        facts.add(ContainerFacts.ended(pod, container, end));
        if (container.restartCount() > 0) {
            facts.add(ContainerFacts.restarts(pod, container));
        }
        List<String> words = around.lastWords(pod, container);
        for (String line : words.subList(Math.max(0, words.size() - SHOWN_LINES), words.size())) {
            facts.add(
                    Fact.telling(
                            What.CONTAINER_PRINTED,
                            new Source.Log(pod.ref(), container.name()),
                            line,
                            end.finishedAt()));
        }
        Trouble trouble =
                unstartable(pod, container, end)
                        .or(() -> outOfMemory(container, end, around, facts))
                        .or(() -> killedByProbe(pod, container, end, around, facts))
                        .or(() -> hook(pod, container, end, around, facts))
                        .or(() -> byItsOwnWords(words, facts))
                        .orElseGet(() -> plain(container, end, facts));
        return around.isInjected(container) ? trouble.ownedBy(Owner.PLATFORM) : trouble;
    }

    private static Trouble plain(
            Container container, ContainerState.Terminated end, List<Fact> facts) {
        if (container.spec().role() == ContainerSpec.Role.INIT) {
            return Trouble.of(Cause.INIT_CONTAINER_FAILS, Confidence.PROVEN, facts);
        }
        return Trouble.of(
                end.exitCode() == 0 ? Cause.CONTAINER_EXITS : Cause.CONTAINER_CRASHES,
                Confidence.PROVEN,
                facts);
    }

    /// What the container's state itself says can never start.
    private static Optional<Trouble> unstartable(
            Pod pod, Container container, ContainerState.Terminated end) {
        Optional<Diagnosis> stated = Optional.empty();
        if (container.state() instanceof ContainerState.Waiting(String reason, String message)) {
            stated = ContainerMessage.diagnose(reason, message);
        }
        if (stated.isEmpty() && end.startedAt().isEmpty()) {
            stated = ContainerMessage.diagnose(end.reason(), end.message());
        }
        return stated.filter(d -> d.stage() == Stage.START)
                .filter(d -> d.cause() != Cause.CONTAINER_CRASHES)
                .map(
                        d ->
                                Trouble.of(
                                        d,
                                        Confidence.PROVEN,
                                        List.of(
                                                ContainerFacts.ended(pod, container, end),
                                                said(pod, container, end, d))));
    }

    private static Fact said(
            Pod pod, Container container, ContainerState.Terminated end, Diagnosis diagnosis) {
        String message = end.message().isEmpty() ? diagnosis.said() : end.message();
        return Fact.deciding(
                What.CONTAINER_STATE,
                Source.field(
                        pod.ref(), ".status.containerStatuses[" + container.name() + "].lastState"),
                message,
                end.finishedAt());
    }

    /// A limit that the template does not name was set by the namespace: the platform's.
    private static Optional<Trouble> outOfMemory(
            Container container,
            ContainerState.Terminated end,
            Surroundings around,
            List<Fact> facts) {
        if (!end.reason().equals("OOMKilled")) {
            return Optional.empty();
        }
        boolean ownLimit =
                around.template()
                        .container(container.name())
                        .filter(c -> c.limits().containsKey("memory"))
                        .isPresent();
        boolean limited = container.spec().limits().containsKey("memory");
        Trouble trouble = Trouble.of(Cause.OUT_OF_MEMORY, Confidence.PROVEN, facts);
        return Optional.of(limited && !ownLimit ? trouble.ownedBy(Owner.PLATFORM) : trouble);
    }

    private static Optional<Trouble> killedByProbe(
            Pod pod,
            Container container,
            ContainerState.Terminated end,
            Surroundings around,
            List<Fact> facts) {
        for (ClusterEvent event : events(pod, container, around).reversed()) {
            if (!event.reason().equals("Killing")
                    || end.startedAt().filter(event.lastSeen()::isBefore).isPresent()) {
                continue;
            }
            Optional<Cause> cause =
                    event.message().contains("failed liveness probe")
                            ? Optional.of(Cause.LIVENESS_PROBE_KILLS)
                            : event.message().contains("failed startup probe")
                                    ? Optional.of(Cause.STARTUP_PROBE_FAILING)
                                    : Optional.empty();
            if (cause.isPresent()) {
                return Optional.of(
                        Trouble.of(cause.get(), Confidence.PROVEN, facts)
                                .withCauseConfidence(Confidence.INFERRED)
                                .with(fact(pod, event)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Trouble> hook(
            Pod pod,
            Container container,
            ContainerState.Terminated end,
            Surroundings around,
            List<Fact> facts) {
        return events(pod, container, around).reversed().stream()
                .filter(e -> e.reason().equals("FailedPostStartHook"))
                .filter(e -> end.startedAt().filter(e.lastSeen()::isBefore).isEmpty())
                .findFirst()
                .map(
                        e ->
                                Trouble.of(Cause.POST_START_HOOK_FAILED, Confidence.PROVEN, facts)
                                        .withCauseConfidence(Confidence.INFERRED)
                                        .with(fact(pod, e)));
    }

    private static Optional<Trouble> byItsOwnWords(List<String> words, List<Fact> facts) {
        return ContainerMessage.fromAppLog(words)
                .map(
                        d ->
                                Trouble.of(d, Confidence.PROVEN, facts)
                                        .withCauseConfidence(Confidence.INFERRED));
    }

    private static Fact fact(Pod pod, ClusterEvent event) {
        return Fact.deciding(
                What.EVENT,
                new Source.Event(pod.ref(), event.reason()),
                event.message(),
                Optional.of(event.lastSeen()));
    }

    /// Restarts that somebody asked for by changing the container's definition: the event says so,
    /// or the pod's image is not its template's.
    private static int redefinitions(Pod pod, Container container, Surroundings around) {
        boolean patched =
                around.template()
                        .container(container.name())
                        .filter(t -> !t.image().equals(container.spec().image()))
                        .isPresent();
        int told = told(pod, container, around);
        return told == 0 && patched ? 1 : told;
    }

    private static int told(Pod pod, Container container, Surroundings around) {
        return events(pod, container, around).stream()
                .filter(e -> e.reason().equals("Killing"))
                .filter(e -> e.message().contains("definition changed"))
                .mapToInt(ClusterEvent::count)
                .sum();
    }

    private static List<ClusterEvent> events(Pod pod, Container container, Surroundings around) {
        return around.about(pod.ref()).stream()
                .filter(e -> e.container().equals(Optional.of(container.name())))
                .toList();
    }

    private static Optional<Instant> startOf(Container container) {
        return container.state() instanceof ContainerState.Running(Optional<Instant> startedAt)
                ? startedAt
                : Optional.empty();
    }
}
