package dev.verdict.core.answer;

import dev.verdict.core.claim.Question;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Workload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// All answers about what was asked: a workload's chains, a build's own answer and the workloads
/// that ask for its product.
public final class Answers {
    private final Evidence evidence;
    private final Builds builds;
    private final List<KnownPush> pushes;

    public Answers(Evidence evidence, Builds builds) {
        this.evidence = evidence;
        this.builds = builds;
        this.pushes = builds.pushes(evidence);
    }

    /// One workload's newest revision and its chains.
    public record OfWorkload(NewestRevision newest, ServingAnswer serving, List<Chain> chains) {}

    /// A build's answer, and the workloads that ask for what it pushed.
    ///
    /// @param rolloutGap why the workloads could not be listed, where they could not
    public record OfBuild(
            BuildRun run, BuildAnswer answer, List<OfWorkload> askers, Optional<Gap> rolloutGap) {}

    public OfWorkload ofWorkload(Workload workload, Place place) {
        NewestRevision newest = NewestRevision.of(workload, place);
        ServingAnswer serving = ServingQuestion.ask(newest, around(workload, place));
        return new OfWorkload(newest, serving, Chain.of(newest, serving, builds, pushes, evidence));
    }

    private Surroundings around(Workload workload, Place place) {
        Duration minReady = workload instanceof Replicated r ? r.minReady() : Duration.ZERO;
        boolean runsToEnd = !(workload instanceof Replicated) && !(workload instanceof BarePod);
        return new Surroundings(
                evidence, place, workload.template(), builds.repositories(), runsToEnd, minReady);
    }

    public OfBuild ofBuild(BuildRun run) {
        BuildAnswer answer = BuildQuestion.ask(run, Optional.empty(), evidence);
        Answers aboutRun = new Answers(evidence.asking(naming(run)), builds.meaning(run));
        Set<Place> inScope = Set.copyOf(evidence.places());
        List<OfWorkload> askers =
                askersOf(run, answer).stream()
                        .filter(asker -> inScope.contains(asker.place()))
                        .map(asker -> aboutRun.ofWorkload(asker.workload(), asker.place()))
                        .toList();
        return new OfBuild(run, answer, askers, rolloutGap());
    }

    /// The same question, about this run's product wherever it is asked for.
    private Question naming(BuildRun run) {
        Question question = evidence.question();
        Question.Pins pins = question.pins();
        return new Question(
                question.subject(),
                question.claim(),
                new Question.Pins(
                        List.of(
                                new Question.NamedBuild(
                                        Optional.empty(), run.ref().kind(), run.ref().name())),
                        false,
                        pins.digest(),
                        pins.container(),
                        pins.patience(),
                        pins.buildPatience()));
    }

    /// Who names what was pushed, or, while the digest is unknown, something of its repository that
    /// nobody else is known to have pushed.
    private List<Askers.Asker> askersOf(BuildRun run, BuildAnswer answer) {
        return switch (answer) {
            case BuildAnswer.Pushed pushed ->
                    builds.askers().of(pushed.digest(), run.repositories()).stream()
                            .filter(
                                    a ->
                                            a.references().stream()
                                                    .anyMatch(r -> isOf(pushed, run, r)))
                            .toList();
            case BuildAnswer.PushedDigestUnknown _ ->
                    builds.askers().of(run.repositories()).stream()
                            .filter(a -> a.references().stream().anyMatch(r -> mayBeOf(run, r)))
                            .toList();
            case BuildAnswer.KilledAfterPush _,
                    BuildAnswer.Building _,
                    BuildAnswer.Held _,
                    BuildAnswer.Hangs _,
                    BuildAnswer.NotPushed _,
                    BuildAnswer.NoBuild _,
                    BuildAnswer.Unseen _ ->
                    List.of();
        };
    }

    /// By digest also under another name, if that is no other build's: a copy.
    private boolean isOf(BuildAnswer.Pushed pushed, BuildRun run, ImageReference named) {
        return named.digest()
                .map(
                        digest ->
                                digest.equals(pushed.digest())
                                        && (run.pushesTo(named.repository())
                                                || !builds.repositories()
                                                        .contains(named.repository())))
                .orElseGet(() -> run.pushesTo(named));
    }

    private boolean mayBeOf(BuildRun run, ImageReference named) {
        return run.pushesTo(named.repository())
                && named.digest()
                        .map(d -> KnownPush.of(pushes, d).isEmpty())
                        .orElseGet(() -> run.pushesTo(named));
    }

    /// Why it is not known which workloads there are. A kind that was not asked for but whose
    /// objects would show as pods counts as listed when the pods were.
    private Optional<Gap> rolloutGap() {
        for (Place place : evidence.places()) {
            List<Observation<?>> lists =
                    Arrays.asList(
                            place.pods(),
                            place.deployments(),
                            place.replicaSets(),
                            place.statefulSets(),
                            place.daemonSets(),
                            place.cronJobs());
            for (Observation<?> list : lists) {
                Optional<Gap> gap = list.gap().filter(g -> !(g instanceof Gap.NotAsked));
                if (gap.isPresent()) {
                    return gap;
                }
            }
        }
        return Optional.empty();
    }

    /// The builds that speak for a subject that is not there (yet): named, or with the subject's
    /// name in their own or as their image's.
    public List<BuildRun> suggestedFor(String name) {
        var named = evidence.question().pins().builds();
        if (!named.isEmpty()) {
            return builds.all()
                    .filter(b -> named.stream().anyMatch(n -> n.name().equals(b.ref().name())))
                    .toList();
        }
        List<BuildRun> byImage =
                builds.all()
                        .filter(
                                b ->
                                        b.run().destinations().stream()
                                                .anyMatch(d -> lastSegment(d).equals(name)))
                        .toList();
        return byImage.isEmpty()
                ? builds.all().filter(b -> hasWord(b.ref().name(), name)).toList()
                : byImage;
    }

    private static String lastSegment(ImageReference reference) {
        String path = reference.repository().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean hasWord(String text, String word) {
        return ("-" + text.toLowerCase(Locale.ROOT) + "-").contains("-" + word + "-");
    }

    /// Whether events speak of a subject that is not there: it is gone, not still to come.
    public boolean wasSubjectThere() {
        var subject = evidence.question().subject();
        return evidence.places().stream()
                .filter(p -> p.namespace().equals(subject.namespace()))
                .flatMap(p -> p.events().value().stream())
                .flatMap(List::stream)
                .anyMatch(
                        e ->
                                e.regarding().kind().equals(subject.kind())
                                        && e.regarding().name().equals(subject.name()));
    }

    /// Whether somebody named the build that speaks for a missing subject.
    public boolean isNamed() {
        return !evidence.question().pins().builds().isEmpty();
    }

    /// The answer of a build that speaks for a missing subject.
    public BuildAnswer answerOf(BuildRun run) {
        return BuildQuestion.ask(run, Optional.empty(), evidence);
    }
}
