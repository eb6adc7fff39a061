package dev.verdict.core.circumstance;

import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.NewestRevision;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.verdict.Decision;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Word;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the claim's time says beside what happened.
final class OfClaim {
    /// Different clocks are ordered only when this far apart.
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private OfClaim() {}

    /// It was not finished when the platform gave up, and nothing was wrong; or it is still on its
    /// way and nothing is.
    static Optional<Circumstance> platformGaveUpEarly(Case decided) {
        Optional<Claim> claim = decided.evidence().question().claim();
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> madeAt = claim.get().madeAt();
        boolean foreseen =
                madeAt.filter(t -> decided.evidence().at().isBefore(t.minus(ALLOWANCE)))
                        .isPresent();
        if (foreseen) {
            return Optional.empty();
        }
        Decision decision = decided.decision();
        if (decision.word() == Word.IN_PROGRESS) {
            return decision.trouble().isEmpty()
                    ? Optional.of(early(madeAt, madeAt))
                    : Optional.empty();
        }
        if (decision.word() != Word.FALSE_ALARM || madeAt.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> done =
                decision.part() == Part.BUILD
                        ? pushedAt(decided)
                        : decided.newest().flatMap(OfClaim::firstAvailable);
        return done.filter(t -> !t.isBefore(madeAt.get().plus(ALLOWANCE)))
                .map(t -> early(madeAt, Optional.of(t)));
    }

    private static Circumstance early(Optional<Instant> madeAt, Optional<Instant> done) {
        Fact fact =
                Fact.telling(
                        What.CLAIM_TIME,
                        new Source.Claim("madeAt"),
                        madeAt.map(Instant::toString).orElse("unknown"),
                        done);
        return new Circumstance(Circumstance.Code.PLATFORM_GAVE_UP_EARLY, "", List.of(fact));
    }

    private static Optional<Instant> pushedAt(Case decided) {
        return decided.buildAnswer()
                .flatMap(
                        a ->
                                switch (a) {
                                    case BuildAnswer.Pushed pushed -> pushed.at();
                                    case BuildAnswer.PushedDigestUnknown unknown -> unknown.at();
                                    case BuildAnswer.KilledAfterPush _,
                                            BuildAnswer.Building _,
                                            BuildAnswer.Held _,
                                            BuildAnswer.Hangs _,
                                            BuildAnswer.NotPushed _,
                                            BuildAnswer.NoBuild _,
                                            BuildAnswer.Unseen _ ->
                                            Optional.empty();
                                });
    }

    /// When the newest revision was complete for the first time. A Deployment keeps that moment:
    /// the condition's `NewReplicaSetAvailable` is not written again when pods come and go later.
    static Optional<Instant> firstAvailable(NewestRevision newest) {
        Optional<Instant> kept =
                newest.workload() instanceof Replicated replicated
                        ? replicated
                                .condition("Progressing")
                                .filter(c -> c.reason().equals("NewReplicaSetAvailable"))
                                .filter(
                                        c ->
                                                newest.replicaSet()
                                                        .filter(
                                                                r ->
                                                                        c.message()
                                                                                .contains(
                                                                                        "\""
                                                                                                + r.ref()
                                                                                                        .name()
                                                                                                + "\""))
                                                        .isPresent())
                                .flatMap(Condition::updatedAt)
                        : newest.run().flatMap(Job::completionTime);
        return kept.or(
                () ->
                        newest.alive().stream()
                                .map(p -> p.condition("Ready").flatMap(Condition::since))
                                .flatMap(Optional::stream)
                                .max(Instant::compareTo)
                                .filter(_ -> newest.alive().stream().allMatch(Pod::isReady)));
    }
}
