package dev.verdict.cli;

import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Builds;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.looks.Looks;
import dev.verdict.looks.Survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/// Judges many from one look around. A log costs a request through a kubelet, so here only those
/// are read whose build ended within the last hour, or whose workload does not serve: the worst
/// first, and so many at most.
final class Sweep {
    /// A claim about an older build is asked about by name.
    private static final Duration RECENT = Duration.ofHours(1);

    private static final int MOST_LOGS = 50;

    private static final Gap LEFT_OUT =
            new Gap.NotAsked("not read in a table; check this one by its name");

    private final Survey survey;
    private final Looks looks;
    private final Builds builds;
    private final Function<Subject, Question> questions;
    private final boolean withEvidence;

    /// @param withEvidence whether anybody will see the evidence and the timeline
    Sweep(Survey survey, Looks looks, Function<Subject, Question> questions, boolean withEvidence) {
        this.survey = survey;
        this.looks = looks;
        this.builds = Builds.in(survey.places());
        this.questions = questions;
        this.withEvidence = withEvidence;
    }

    /// What a row is without any log.
    private record Draft(Subject asked, Question question, Evidence evidence, Verdict verdict) {
        boolean serves() {
            Verdict.Rollout rollout = verdict.rollout();
            return rollout.desired().filter(desired -> rollout.ready() >= desired).isPresent();
        }
    }

    /// The rows, in no order worth relying on.
    List<Judged> judge(List<Subject> asked) {
        List<Draft> drafts =
                asked.stream()
                        .map(this::draft)
                        .sorted(
                                Comparator.comparing(Draft::serves)
                                        .thenComparing(draft -> draft.verdict().word()))
                        .toList();
        SequencedSet<LogKey> affordable = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            LogsWanted.in(draft.evidence(), builds).stream()
                    .filter(key -> isWorth(key, draft))
                    .filter(_ -> affordable.size() < MOST_LOGS)
                    .forEach(affordable::add);
        }
        looks.read(survey, affordable);
        List<Judged> rows = new ArrayList<>();
        for (Draft draft : drafts) {
            Evidence whole =
                    looks.evidence(
                            survey,
                            draft.question(),
                            evidence -> wanted(evidence, draft, affordable));
            Evidence known = unread(whole);
            Verdict verdict = judged(draft, known);
            // Whatever a log that nobody read would have said: nothing is proven beside it.
            boolean isWhole = known.logs().size() == whole.logs().size();
            rows.add(new Judged(draft.asked(), isWhole ? verdict : verdict.inferred()));
        }
        return List.copyOf(rows);
    }

    private Verdict judged(Draft draft, Evidence known) {
        if (withEvidence) {
            return SecondOpinion.on(known, builds);
        }
        return known.logs().isEmpty() ? draft.verdict() : SecondOpinion.briefOn(known, builds);
    }

    private Draft draft(Subject asked) {
        Question question = questions.apply(survey.judged(asked));
        Evidence evidence = looks.evidence(survey, question, _ -> List.of());
        return new Draft(asked, question, evidence, SecondOpinion.briefOn(evidence, builds));
    }

    /// A log that was read may show that another one decides; that one too is paid for.
    private List<LogKey> wanted(Evidence evidence, Draft draft, SequencedSet<LogKey> affordable) {
        List<LogKey> wanted = new ArrayList<>();
        for (LogKey key : LogsWanted.in(evidence, builds)) {
            if (affordable.contains(key)
                    || affordable.size() < MOST_LOGS
                            && isWorth(key, draft)
                            && affordable.add(key)) {
                wanted.add(key);
            }
        }
        return wanted;
    }

    /// What was left out is a look that was not made: without that, a log that nobody read would
    /// pass for one that says nothing.
    private Evidence unread(Evidence evidence) {
        Evidence known = evidence;
        for (List<LogKey> left = left(known); !left.isEmpty(); left = left(known)) {
            Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>(known.logs());
            left.forEach(key -> logs.put(key, Observation.unavailable(LEFT_OUT)));
            known =
                    new Evidence(
                            known.question(),
                            known.at(),
                            known.clock(),
                            known.places(),
                            known.nodes(),
                            logs);
        }
        return known;
    }

    private List<LogKey> left(Evidence evidence) {
        return LogsWanted.in(evidence, builds).stream()
                .filter(key -> !evidence.logs().containsKey(key))
                .toList();
    }

    private boolean isWorth(LogKey key, Draft draft) {
        if (!draft.serves()) {
            return true;
        }
        Instant since = draft.evidence().at().minus(RECENT);
        return end(key).filter(end -> end.isBefore(since)).isEmpty();
    }

    /// When the container ended whose log it is; empty while it runs.
    private Optional<Instant> end(LogKey key) {
        return survey.pod(key.pod())
                .flatMap(pod -> pod.container(key.container()))
                .filter(container -> !container.isRunning())
                .flatMap(Container::lastEnd)
                .flatMap(ContainerState.Terminated::finishedAt);
    }
}
