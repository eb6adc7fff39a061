package dev.verdict.cli;

import dev.verdict.core.SecondOpinion;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.verdict.Word;
import dev.verdict.looks.Footprint;
import dev.verdict.looks.Looks;
import dev.verdict.looks.Missed;
import dev.verdict.looks.Survey;
import dev.verdict.report.Footing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// One cluster or recording, asked once: finds the objects that are meant, has each judged, and
/// makes the answer.
final class Asked {
    /// Nearer clocks agree: the cluster's is given in whole seconds, and is older by one answer.
    private static final Duration SKEW_WORTH_SAYING = Duration.ofSeconds(5);

    private final CheckRequest request;
    private final Looks looks;
    private final Scope scope;
    private final Footing.Origin origin;

    Asked(CheckRequest request, Looks looks, Scope scope, Footing.Origin origin) {
        this.request = request;
        this.looks = looks;
        this.scope = scope;
        this.origin = origin;
    }

    Reply answer() throws Refusal {
        return switch (request.targets()) {
            case Targets.Named(List<Targets.Target> targets) when targets.size() == 1 ->
                    one(targets.getFirst());
            case Targets.Named(List<Targets.Target> targets) -> several(targets);
            case Targets.Bare(String name) -> bare(name);
            case Targets.Kinds(List<Kind> kinds) -> all(kinds);
            case Targets.Everything _ -> all(List.of());
        };
    }

    private Reply one(Targets.Target target) throws Refusal {
        if (scope.isRecorded()) {
            Survey survey = scope.around();
            return page(survey, target.in(scope.placeOf(survey, target)));
        }
        Subject asked = target.in(scope.given().orElseThrow());
        return page(scope.at(asked), asked);
    }

    private Reply several(List<Targets.Target> targets) throws Refusal {
        Survey survey = scope.around();
        SequencedSet<Subject> subjects = new LinkedHashSet<>();
        for (Targets.Target target : targets) {
            subjects.add(target.in(scope.placeOf(survey, target)));
        }
        return rows(survey, List.copyOf(subjects), List.of());
    }

    private Reply bare(String name) throws Refusal {
        Survey survey = scope.around();
        List<Subject> found =
                scope.candidates(survey).stream()
                        .flatMap(
                                place ->
                                        Stream.of(Kind.values())
                                                .map(kind -> new Targets.Target(kind, name))
                                                .map(target -> target.in(place)))
                        .filter(subject -> survey.workload(subject).isPresent())
                        .toList();
        List<Subject> judged = found.stream().map(survey::judged).distinct().toList();
        if (judged.isEmpty()) {
            throw nothingCalled(name, survey);
        }
        if (judged.size() > 1) {
            throw Refusal.usage(
                    Text.quoted(name)
                            + " names more than one workload; write one of "
                            + Scope.listed(judged.stream().map(Asked::typed).toList()));
        }
        return page(
                survey, found.contains(judged.getFirst()) ? judged.getFirst() : found.getFirst());
    }

    private Refusal nothingCalled(String name, Survey survey) {
        List<Missed> refused = refused(survey, List.of());
        String typed = "deploy/" + Text.plain(name);
        return Refusal.usage(
                refused.isEmpty()
                        ? "nothing in "
                                + Scope.listed(scope.candidates(survey))
                                + " is called "
                                + Text.quoted(name)
                                + ", and no kind is either; to ask about what is not there, write"
                                + " TYPE/NAME, such as "
                                + typed
                        : "cannot tell what "
                                + Text.quoted(name)
                                + " is, because "
                                + spoken(refused.getFirst())
                                + "; write TYPE/NAME, such as "
                                + typed);
    }

    private Reply all(List<Kind> kinds) throws Refusal {
        Survey survey = scope.around();
        List<String> places = scope.places(survey);
        List<Subject> subjects =
                subjects(survey, kinds).stream()
                        .filter(subject -> places.contains(subject.namespace()))
                        .filter(subject -> isSelected(survey, subject))
                        .map(survey::judged)
                        .distinct()
                        .toList();
        return rows(survey, subjects, refused(survey, kinds));
    }

    private static List<Subject> subjects(Survey survey, List<Kind> kinds) {
        return kinds.isEmpty()
                ? survey.workloads()
                : kinds.stream()
                        .flatMap(
                                kind ->
                                        survey.places().stream()
                                                .flatMap(place -> kind.listed(place).stream()))
                        .toList();
    }

    private boolean isSelected(Survey survey, Subject subject) {
        return request.selector().isEmpty()
                || survey.workload(subject)
                        .filter(w -> request.selector().get().matches(w.labels()))
                        .isPresent();
    }

    /// The answer for one workload.
    private Reply page(Survey survey, Subject asked) {
        Question question = question(survey.judged(asked), moment(survey));
        Evidence evidence = looks.evidence(survey, question, LogsWanted::in);
        looks.enough();
        Judged one = new Judged(asked, SecondOpinion.on(evidence));
        return Reply.of(
                new Rendering(footing(), request).page(one),
                one.word(request.isStrict()).exitCode());
    }

    /// The answer for several.
    ///
    /// @param refused what else there might have been
    private Reply rows(Survey survey, List<Subject> asked, List<Missed> refused) throws Refusal {
        Instant moment = moment(survey);
        List<Judged> rows =
                new Sweep(
                                survey,
                                looks,
                                subject -> question(subject, moment),
                                request.format().hasEvidence())
                        .judge(asked);
        StringBuilder notes = new StringBuilder();
        for (Missed missed : refused) {
            notes.append("verdict: not all of it: ").append(spoken(missed)).append('\n');
        }
        if (rows.isEmpty() && refused.isEmpty()) {
            notes.append("verdict: nothing to judge ")
                    .append(where(survey))
                    .append(request.selector().isPresent() ? " with these labels" : "")
                    .append('\n');
        }
        return new Reply(
                new Rendering(footing(), request).table(rows, isOverNamespaces(rows)),
                notes.toString(),
                worst(rows, !refused.isEmpty()).map(Word::exitCode).orElse(0));
    }

    private String where(Survey survey) throws Refusal {
        return scope.isEverywhere()
                ? "in any namespace"
                : "in namespace " + Text.plain(scope.places(survey).getFirst());
    }

    /// A list that could not be had may hide anything: nobody can tell.
    private Optional<Word> worst(List<Judged> rows, boolean isIncomplete) {
        return Stream.concat(
                        rows.stream().map(row -> row.word(request.isStrict())),
                        isIncomplete ? Stream.of(Word.INCONCLUSIVE) : Stream.empty())
                .min(Comparator.naturalOrder());
    }

    private boolean isOverNamespaces(List<Judged> rows) {
        return scope.isEverywhere()
                || rows.stream()
                                .map(row -> row.verdict().question().subject().namespace())
                                .distinct()
                                .count()
                        > 1;
    }

    private Footing footing() {
        Footprint cost = looks.footprint();
        return new Footing(
                origin, cost.requests(), cost.bytes(), cost.took(), skew(), request.calledAs());
    }

    /// How far this machine's clock is ahead of the cluster's; a recording's says nothing.
    private Optional<Duration> skew() {
        return scope.isRecorded()
                ? Optional.empty()
                : looks.now()
                        .map(now -> Duration.between(now, Instant.now()))
                        .filter(skew -> skew.abs().compareTo(SKEW_WORTH_SAYING) >= 0);
    }

    /// Lists of what was asked about that could not be had. What a recording does not hold nobody
    /// refused.
    private static List<Missed> refused(Survey survey, List<Kind> kinds) {
        List<Kind> wanted = kinds.isEmpty() ? List.of(Kind.values()) : kinds;
        return survey.missed().stream()
                .filter(missed -> !(missed.gap() instanceof Gap.NotAsked))
                .filter(missed -> wanted.stream().anyMatch(kind -> kind.isIn(missed.what())))
                .toList();
    }

    private static String spoken(Missed missed) {
        return Text.plain(missed.what())
                + " could not be listed ("
                + Gaps.spoken(missed.gap())
                + ")";
    }

    private Question question(Subject judged, Instant moment) {
        Optional<Claim> claim =
                request.claim()
                        .map(
                                given ->
                                        new Claim(
                                                given.platform(),
                                                given.madeAt().map(when -> when.from(moment)),
                                                given.message()));
        return new Question(judged, claim, request.pins());
    }

    /// The moment of judging, from which an age counts: by the cluster's own clock, else by what
    /// the evidence lets guess.
    private Instant moment(Survey survey) {
        Question nothing =
                new Question(
                        new Subject("Pod", "default", "none"),
                        Optional.empty(),
                        Question.Pins.none());
        return looks.now().orElseGet(() -> looks.evidence(survey, nothing, _ -> List.of()).at());
    }

    private static String typed(Subject subject) {
        String typed =
                Kind.ofWord(subject.kind())
                        .map(kind -> kind.typed(subject.name()))
                        .orElse(subject.kind() + "/" + subject.name());
        return typed + " -n " + subject.namespace();
    }
}
