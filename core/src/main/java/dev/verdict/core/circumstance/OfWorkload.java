package dev.verdict.core.circumstance;

import static dev.verdict.core.circumstance.OfBuild.when;

import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.NewestRevision;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What else is to be said of the workload.
final class OfWorkload {
    private OfWorkload() {}

    /// Pods that are not on their way out serve what an earlier attempt built: pods of an older
    /// revision, or the newest revision's own when this attempt's image never came to them.
    static Optional<Circumstance> oldRevisionServes(Case decided) {
        if (decided.newest().isEmpty()) {
            return Optional.empty();
        }
        NewestRevision newest = decided.newest().get();
        List<Pod> older = newest.older().stream().filter(Pod::isReady).toList();
        boolean behind =
                decided.decision().word() == Word.STALE
                        || decided.decision().row() == Row.NOT_ASKED_YET
                        || decided.buildAnswer().filter(OfWorkload::hasNotPushed).isPresent()
                                && decided.decision().word() != Word.SUPERSEDED;
        List<Pod> serving =
                !older.isEmpty()
                        ? older
                        : behind
                                ? newest.alive().stream().filter(Pod::isReady).toList()
                                : List.of();
        if (serving.isEmpty()) {
            return Optional.empty();
        }
        Pod first = serving.getFirst();
        Fact fact =
                Fact.telling(
                        What.STILL_SERVES,
                        Source.field(first.ref(), ".status.conditions[Ready]"),
                        String.valueOf(serving.size()),
                        first.condition("Ready").flatMap(Condition::since));
        return Optional.of(new Circumstance(Code.OLD_REVISION_SERVES, "", List.of(fact)));
    }

    private static boolean hasNotPushed(BuildAnswer answer) {
        return switch (answer) {
            case BuildAnswer.NotPushed _,
                    BuildAnswer.Building _,
                    BuildAnswer.Held _,
                    BuildAnswer.Hangs _ ->
                    true;
            case BuildAnswer.Pushed _,
                    BuildAnswer.PushedDigestUnknown _,
                    BuildAnswer.KilledAfterPush _,
                    BuildAnswer.NoBuild _,
                    BuildAnswer.Unseen _ ->
                    false;
        };
    }

    static Optional<Circumstance> rolledBack(Case decided) {
        return when(
                decided.newest().filter(NewestRevision::takenUpAgain).isPresent(),
                Code.ROLLED_BACK,
                "");
    }

    static Optional<Circumstance> imagePatchedOnPod(Case decided) {
        return decided.chain()
                .flatMap(c -> c.patched().stream().findFirst())
                .map(p -> new Circumstance(Code.IMAGE_PATCHED_ON_POD, p.name(), List.of()));
    }

    static Optional<Circumstance> progressDeadlinePassed(Case decided) {
        boolean passed =
                decided.newest()
                        .filter(
                                n ->
                                        n.workload() instanceof Replicated replicated
                                                && replicated
                                                        .condition("Progressing")
                                                        .filter(
                                                                c ->
                                                                        c.reason()
                                                                                .equals(
                                                                                        "ProgressDeadlineExceeded"))
                                                        .isPresent())
                        .isPresent();
        return when(passed, Code.PROGRESS_DEADLINE_PASSED, "");
    }

    /// A container was restarted, and that is not what is wrong.
    static Optional<Circumstance> containerRestarted(Case decided) {
        if (decided.decision().trouble().isPresent()) {
            return Optional.empty();
        }
        Optional<Container> restarted =
                decided.newest().map(NewestRevision::alive).orElse(List.of()).stream()
                        .flatMap(p -> p.longRunning().stream())
                        .filter(c -> c.restartCount() > 0)
                        .findFirst();
        return restarted.map(c -> new Circumstance(Code.CONTAINER_RESTARTED, c.name(), List.of()));
    }

    /// A Service of the workload's name selects no pod at all: the rollout is fine and requests
    /// reach nobody.
    static Optional<Circumstance> serviceSelectsNothing(Case decided) {
        if (decided.newest().isEmpty() || decided.newest().get().alive().isEmpty()) {
            return Optional.empty();
        }
        String name = decided.newest().get().workload().ref().name();
        String namespace = decided.newest().get().workload().ref().namespace();
        Optional<Place> place =
                decided.evidence().places().stream()
                        .filter(p -> p.namespace().equals(namespace))
                        .findFirst();
        List<Pod> own = decided.newest().get().alive();
        List<Pod> all = place.flatMap(p -> p.pods().value()).orElse(List.of());
        return place.flatMap(p -> p.services().value()).orElse(List.of()).stream()
                .filter(s -> s.ref().name().equals(name) && !s.selector().isEmpty())
                .filter(s -> own.stream().noneMatch(p -> selects(s, p)))
                .filter(s -> all.stream().noneMatch(p -> selects(s, p)))
                .findFirst()
                .map(
                        s ->
                                new Circumstance(
                                        Code.SERVICE_SELECTS_NOTHING,
                                        s.ref().name(),
                                        List.of(
                                                Fact.telling(
                                                        What.SERVICE_SELECTOR,
                                                        Source.field(s.ref(), ".spec.selector"),
                                                        text(s.selector()),
                                                        Optional.empty()))));
    }

    private static boolean selects(Service service, Pod pod) {
        return pod.labels().entrySet().containsAll(service.selector().entrySet());
    }

    private static String text(Map<String, String> selector) {
        return selector.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .reduce((a, b) -> a + "," + b)
                .orElse("");
    }
}
