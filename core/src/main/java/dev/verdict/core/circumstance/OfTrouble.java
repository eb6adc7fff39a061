package dev.verdict.core.circumstance;

import static dev.verdict.core.circumstance.OfBuild.when;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.verdict.Word;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Template;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Trouble that is over, or that is not what decides.
final class OfTrouble {
    /// What stands in a pod's way before it runs; crashes and probes are told elsewhere.
    private static final Set<Stage> BEFORE_RUNNING =
            EnumSet.of(
                    Stage.ADMISSION,
                    Stage.SCHEDULE,
                    Stage.PULL,
                    Stage.SANDBOX,
                    Stage.VOLUME,
                    Stage.CONFIG);

    /// Repeated for pods that run well from a public image: trouble only where a pull fails.
    private static final String NOISE = "FailedToRetrieveImagePullSecret";

    /// Trouble, although the controller calls it normal.
    private static final String SUSPENDED = "Suspended";

    private OfTrouble() {}

    /// An event about the very objects that are well now named a cause.
    static Optional<Circumstance> selfResolved(Case decided) {
        boolean well =
                decided.decision().word() == Word.FALSE_ALARM
                        || decided.decision().word() == Word.IN_PROGRESS
                                && decided.decision().trouble().isEmpty();
        if (!well) {
            return Optional.empty();
        }
        return objects(decided)
                .flatMap(o -> decided.evidence().eventsAbout(o).stream())
                .filter(e -> e.warning() || e.reason().equals(SUSPENDED))
                .filter(e -> !e.reason().equals(NOISE))
                .filter(e -> names(e).filter(OfTrouble::isOver).isPresent())
                .reduce((_, later) -> later)
                .map(OfTrouble::resolved);
    }

    private static Optional<Diagnosis> names(ClusterEvent event) {
        return EventMessage.read(event.reason(), event.message())
                        instanceof EventMessage.Reading.Known(Diagnosis diagnosis)
                ? Optional.of(diagnosis)
                : Optional.empty();
    }

    private static boolean isOver(Diagnosis diagnosis) {
        return BEFORE_RUNNING.contains(diagnosis.stage());
    }

    private static Circumstance resolved(ClusterEvent event) {
        Fact fact =
                Fact.telling(
                        What.EVENT,
                        new Source.Event(event.regarding(), event.reason()),
                        event.message(),
                        Optional.of(event.lastSeen()));
        return new Circumstance(
                Code.TROUBLE_SELF_RESOLVED,
                names(event).map(Diagnosis::cause).map(Cause::word).orElse(""),
                List.of(fact));
    }

    /// The objects that have come through: running pods, and who created them.
    private static Stream<ObjectRef> objects(Case decided) {
        Stream<ObjectRef> workload =
                decided.newest().stream()
                        .flatMap(
                                n ->
                                        Stream.concat(
                                                Stream.of(n.workload().ref()),
                                                n.replicaSet().map(Replicated::ref).stream()));
        Stream<ObjectRef> pods =
                Stream.concat(
                                decided.newest().stream()
                                        .flatMap(n -> n.pods().value().stream())
                                        .flatMap(List::stream),
                                decided.buildPods().stream())
                        .filter(Pod::hasStartedAny)
                        .filter(p -> p.phase() != Pod.Phase.FAILED)
                        .map(Pod::ref);
        Stream<ObjectRef> job =
                decided.build().stream()
                        .filter(_ -> decided.buildPods().stream().anyMatch(Pod::hasStartedAny))
                        .map(b -> b.ref());
        return Stream.of(workload, pods, job).flatMap(s -> s);
    }

    /// A container beside the app's or the builder's fails.
    static Optional<Circumstance> sidecarFailing(Case decided) {
        return besideApp(decided)
                .or(() -> besideBuilder(decided))
                .map(c -> new Circumstance(Code.SIDECAR_FAILING, c.name(), List.of()));
    }

    private static Optional<Container> besideApp(Case decided) {
        if (decided.newest().isEmpty()) {
            return Optional.empty();
        }
        Template template = decided.newest().get().workload().template();
        boolean hasBuild = decided.build().isPresent();
        return decided.newest().get().alive().stream()
                .flatMap(p -> p.longRunning().stream())
                .filter(c -> !isApp(c, template, hasBuild, decided))
                .filter(c -> c.lastEnd().filter(e -> e.exitCode() != 0).isPresent())
                .filter(c -> !c.isRunning() || decided.decision().trouble().isPresent())
                .findFirst();
    }

    private static boolean isApp(
            Container container, Template template, boolean hasBuild, Case decided) {
        if (template.apps().stream().noneMatch(c -> c.name().equals(container.name()))) {
            return false;
        }
        return !hasBuild
                || decided.chain()
                        .filter(c -> c.container().name().equals(container.name()))
                        .isPresent()
                || decided.build()
                        .filter(
                                b ->
                                        container
                                                .spec()
                                                .reference()
                                                .filter(
                                                        r ->
                                                                b.run().destinations().stream()
                                                                        .anyMatch(
                                                                                d ->
                                                                                        d.repository()
                                                                                                .equals(
                                                                                                        r
                                                                                                                .repository())))
                                                .isPresent())
                        .isPresent();
    }

    private static Optional<Container> besideBuilder(Case decided) {
        if (decided.build().isEmpty()) {
            return Optional.empty();
        }
        String builder = decided.build().get().builder().name();
        return decided.buildPods().stream()
                .filter(
                        p ->
                                p.container(builder)
                                        .flatMap(Container::lastEnd)
                                        .filter(e -> e.exitCode() == 0)
                                        .isPresent())
                .flatMap(p -> p.longRunning().stream())
                .filter(c -> !c.name().equals(builder))
                .filter(c -> c.lastEnd().filter(e -> e.exitCode() != 0).isPresent())
                .findFirst();
    }

    static Optional<Circumstance> podEvicted(Case decided) {
        boolean cause =
                decided.decision()
                        .trouble()
                        .filter(
                                t ->
                                        t.is(Cause.BUILD_STORAGE_EXHAUSTED)
                                                || t.is(Cause.BUILD_OUT_OF_MEMORY))
                        .isPresent();
        return when(
                !cause && ended(decided).anyMatch(p -> p.reason().equals("Evicted")),
                Code.POD_EVICTED,
                "");
    }

    static Optional<Circumstance> podPreempted(Case decided) {
        boolean cause =
                decided.decision().trouble().filter(t -> t.is(Cause.BUILD_INTERRUPTED)).isPresent();
        boolean preempted =
                ended(decided)
                        .anyMatch(
                                p ->
                                        p.reason().equals("Preempting")
                                                || p.condition("DisruptionTarget")
                                                        .filter(
                                                                c ->
                                                                        c.reason()
                                                                                .equals(
                                                                                        "PreemptionByScheduler"))
                                                        .isPresent());
        return when(!cause && preempted, Code.POD_PREEMPTED, "");
    }

    private static Stream<Pod> ended(Case decided) {
        return Stream.concat(
                        decided.newest().stream().flatMap(n -> n.ended().stream()),
                        decided.buildPods().stream())
                .filter(p -> p.phase() == Pod.Phase.FAILED);
    }
}
