package dev.verdict.acceptance.recorded;

import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Question;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.looks.Looks;
import dev.verdict.looks.Survey;
import dev.verdict.looks.cluster.Cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One question put to a cluster, or to a recorded one, as the command does it.
final class Judging {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    private Judging() {}

    static Verdict of(Cluster cluster, Question question) {
        return SecondOpinion.on(evidence(cluster, question));
    }

    static Evidence evidence(Cluster cluster, Question question) {
        try (Looks looks = new Looks(cluster, PLENTY, Optional.empty(), List.of())) {
            Survey survey = looks.at(question.subject());
            return looks.evidence(survey, question, LogsWanted::in);
        }
    }
}
