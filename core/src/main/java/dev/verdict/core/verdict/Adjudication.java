package dev.verdict.core.verdict;

import dev.verdict.core.answer.Answers;
import dev.verdict.core.answer.Asks;
import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.Chain;
import dev.verdict.core.answer.ImageAnswer;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The decision table: three answers in, one verdict out; the first row that matches wins.
public final class Adjudication {
    /// A pushed image that nobody asks for is not stale at once: platforms roll out after the
    /// build.
    private static final Duration ROLLOUT_DUE = Duration.ofMinutes(5);

    /// Different clocks are ordered only when this far apart.
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private Adjudication() {}

    /// What the table says about one container's chain.
    ///
    /// @param now the moment of judging
    public static Decision of(Chain chain, Instant now) {
        if (chain.superseded().isPresent()) {
            return Decision.of(
                    Word.SUPERSEDED,
                    Part.WORKLOAD,
                    Stage.ROLLOUT,
                    chain.superseded().get(),
                    Row.REPLACED);
        }
        if (chain.maybeSuperseded()) {
            return Decision.inconclusive(
                    Part.WORKLOAD,
                    Stage.ROLLOUT,
                    Row.MAYBE_REPLACED,
                    Optional.of(
                            new Gap.NotAsked(
                                    "the registry, who pushed the digest that is asked for")));
        }
        return ofBuild(chain.build())
                .or(() -> ofServing(chain))
                .orElseGet(() -> ofImage(chain, now));
    }

    /// Rows 2 to 5: what the build alone decides.
    static Optional<Decision> ofBuild(BuildAnswer build) {
        return switch (build) {
            case BuildAnswer.Held(var _, Trouble trouble) ->
                    Optional.of(Decision.of(Word.BLOCKED, Part.BUILD, trouble, Row.BUILD_BLOCKED));
            case BuildAnswer.Hangs(var _, Trouble trouble) ->
                    Optional.of(Decision.of(Word.FAILED, Part.BUILD, trouble, Row.BUILD_SILENT));
            case BuildAnswer.Building building ->
                    Optional.of(
                            new Decision(
                                    Word.IN_PROGRESS,
                                    Part.BUILD,
                                    building.stage(),
                                    building.hurts(),
                                    Optional.of(Confidence.PROVEN),
                                    Row.BUILD_RUNS,
                                    building.lookAgain(),
                                    Optional.empty()));
            case BuildAnswer.NotPushed(var _, Trouble trouble) ->
                    Optional.of(Decision.of(Word.FAILED, Part.BUILD, trouble, Row.BUILD_FAILED));
            case BuildAnswer.Pushed _,
                    BuildAnswer.PushedDigestUnknown _,
                    BuildAnswer.KilledAfterPush _,
                    BuildAnswer.NoBuild _,
                    BuildAnswer.Unseen _ ->
                    Optional.empty();
        };
    }

    /// Rows 6 to 8: what the newest revision alone decides, unless the attempt's own build is known
    /// and could not be seen.
    private static Optional<Decision> ofServing(Chain chain) {
        Optional<Decision> decision =
                switch (chain.serving()) {
                    case ServingAnswer.Failing(Trouble trouble) ->
                            Optional.of(
                                    Decision.of(
                                            Word.FAILED,
                                            Part.WORKLOAD,
                                            trouble,
                                            Row.WORKLOAD_FAILING));
                    case ServingAnswer.Blocked(Trouble trouble) ->
                            Optional.of(
                                    Decision.of(
                                            Word.BLOCKED,
                                            Part.WORKLOAD,
                                            trouble,
                                            Row.WORKLOAD_BLOCKED));
                    case ServingAnswer.OnHold(Trouble trouble) ->
                            Optional.of(
                                    Decision.of(
                                            Word.BLOCKED,
                                            Part.WORKLOAD,
                                            trouble,
                                            Row.WORKLOAD_BLOCKED));
                    case ServingAnswer.Converging converging ->
                            Optional.of(
                                    new Decision(
                                            Word.IN_PROGRESS,
                                            Part.WORKLOAD,
                                            converging.stage(),
                                            converging.hurts(),
                                            Optional.of(converging.confidence()),
                                            Row.WORKLOAD_CONVERGING,
                                            converging.lookAgain(),
                                            Optional.empty()));
                    case ServingAnswer.Serving _,
                            ServingAnswer.ScaledToZero _,
                            ServingAnswer.Unseen _ ->
                            Optional.empty();
                };
        if (decision.isEmpty() || !(chain.build() instanceof BuildAnswer.Unseen unseen)) {
            return decision;
        }
        return unseen.known()
                ? Optional.of(
                        Decision.inconclusive(
                                Part.BUILD,
                                unseen.stage(),
                                Row.BUILD_UNSEEN,
                                Optional.of(unseen.gap())))
                : decision.map(Decision::inferred);
    }

    /// Rows 9 to 16: what is asked for and what runs.
    private static Decision ofImage(Chain chain, Instant now) {
        return switch (chain.serving()) {
            case ServingAnswer.Unseen unseen ->
                    Decision.inconclusive(
                            Part.WORKLOAD,
                            unseen.stage(),
                            Row.WORKLOAD_UNSEEN,
                            Optional.of(unseen.gap()));
            case ServingAnswer.ScaledToZero _ ->
                    Decision.inconclusive(
                            Part.WORKLOAD, Stage.READY, Row.SCALED_TO_ZERO, Optional.empty());
            case ServingAnswer.Serving _,
                    ServingAnswer.Converging _,
                    ServingAnswer.Blocked _,
                    ServingAnswer.Failing _,
                    ServingAnswer.OnHold _ ->
                    ofServingImage(chain, now);
        };
    }

    private static Decision ofServingImage(Chain chain, Instant now) {
        return switch (chain.build()) {
            case BuildAnswer.Pushed pushed -> ofPushed(chain, pushed, now);
            case BuildAnswer.NoBuild _ -> patched(chain).orElseGet(() -> withoutBuild(chain));
            case BuildAnswer.PushedDigestUnknown _ ->
                    patched(chain)
                            .orElseGet(
                                    () ->
                                            chain.freshlyPulled()
                                                    ? healthy(
                                                            Confidence.INFERRED,
                                                            Row.DIGEST_UNKNOWN_FRESHLY_PULLED)
                                                    : Decision.inconclusive(
                                                            Part.BUILD,
                                                            Stage.PUSH,
                                                            Row.DIGEST_UNKNOWN,
                                                            Optional.of(
                                                                    new Gap.NotAsked(
                                                                            "the registry, what the"
                                                                                    + " pushed tag"
                                                                                    + " holds"))));
            case BuildAnswer.Unseen unseen ->
                    Decision.inconclusive(
                            Part.BUILD,
                            unseen.stage(),
                            Row.BUILD_UNSEEN,
                            Optional.of(unseen.gap()));
            case BuildAnswer.KilledAfterPush _,
                    BuildAnswer.Building _,
                    BuildAnswer.Held _,
                    BuildAnswer.Hangs _,
                    BuildAnswer.NotPushed _ ->
                    throw new IllegalArgumentException("decided before: " + chain.build());
        };
    }

    private static Decision healthy(Confidence confidence, Row row) {
        return Decision.of(Word.FALSE_ALARM, Part.WORKLOAD, Stage.READY, confidence, row);
    }

    private static Optional<Decision> patched(Chain chain) {
        return chain.patched().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Decision.inconclusive(
                                Part.WORKLOAD,
                                Stage.ROLLOUT,
                                Row.PATCHED_BY_HAND,
                                Optional.empty()));
    }

    private static Decision ofPushed(Chain chain, BuildAnswer.Pushed pushed, Instant now) {
        boolean runsBuilt = chain.image() instanceof ImageAnswer.RunsBuilt;
        if (!runsBuilt && chain.asks() == Asks.NO && !chain.everAsked()) {
            return neverAsked(chain, pushed, now);
        }
        if (chain.image() instanceof ImageAnswer.RunsBuilt built
                && chain.asks() == Asks.YES
                && chain.patched().isEmpty()) {
            return healthy(pushed.confidence().and(built.confidence()), Row.RUNS_AND_SERVES);
        }
        Optional<Decision> patched = patched(chain);
        if (patched.isPresent()) {
            return patched.get();
        }
        return chain.asks() == Asks.YES
                ? another(chain, pushed)
                : Decision.inconclusive(
                        Part.WORKLOAD,
                        Stage.ROLLOUT,
                        Row.KINSHIP_UNKNOWN,
                        Optional.of(
                                new Gap.NotAsked(
                                        "the registry, whether one image holds the other")));
    }

    /// Row 9.
    private static Decision neverAsked(Chain chain, BuildAnswer.Pushed pushed, Instant now) {
        if (!chain.knownHistory()) {
            return Decision.inconclusive(
                    Part.WORKLOAD,
                    Stage.ROLLOUT,
                    Row.KINSHIP_UNKNOWN,
                    Optional.of(new Gap.Expired("earlier revisions of the workload")));
        }
        Optional<Instant> due = pushed.at().map(t -> t.plus(ROLLOUT_DUE));
        if (due.filter(now::isBefore).isPresent()) {
            return notRolledOutYet(pushed.confidence(), due);
        }
        Confidence shown =
                chain.image() instanceof ImageAnswer.RunsEarlier(var _, Confidence c, var _)
                        ? c
                        : Confidence.INFERRED;
        return stale(Cause.NOT_ROLLED_OUT, pushed, shown, Row.NEVER_ASKED);
    }

    /// Pushed a moment ago; whoever rolls out has still time.
    static Decision notRolledOutYet(Confidence confidence, Optional<Instant> due) {
        return Decision.of(
                        Word.IN_PROGRESS,
                        Part.WORKLOAD,
                        Stage.ROLLOUT,
                        confidence,
                        Row.NOT_ASKED_YET)
                .lookingAgainAt(due);
    }

    private static Decision stale(
            Cause cause, BuildAnswer.Pushed pushed, Confidence shown, Row row) {
        Confidence confidence = pushed.confidence().and(shown);
        return Decision.of(
                Word.STALE, Part.WORKLOAD, Trouble.of(cause, confidence, List.of()), row);
    }

    /// Row 13: asked for, and another image runs.
    private static Decision another(Chain chain, BuildAnswer.Pushed pushed) {
        Cause cause = chain.startedBeforePush() ? Cause.NOT_ROLLED_OUT : Cause.CACHED_IMAGE_USED;
        Decision unknown =
                Decision.inconclusive(
                        Part.WORKLOAD,
                        Stage.ROLLOUT,
                        Row.KINSHIP_UNKNOWN,
                        Optional.of(
                                new Gap.NotAsked(
                                        "the registry, whether one image holds the other")));
        return switch (chain.image()) {
            case ImageAnswer.RunsEarlier(Optional<Digest> _, Confidence shown, var _) ->
                    stale(cause, pushed, shown, Row.ANOTHER_IMAGE_RUNS);
            case ImageAnswer.RunsMixed(Optional<Digest> _, Confidence shown, var _) ->
                    stale(cause, pushed, shown, Row.ANOTHER_IMAGE_RUNS);
            case ImageAnswer.RunsNewer _ ->
                    Decision.of(
                            Word.SUPERSEDED,
                            Part.WORKLOAD,
                            Stage.ROLLOUT,
                            Confidence.PROVEN,
                            Row.REPLACED);
            case ImageAnswer.RunsOther other ->
                    other.mayBeIndex()
                            ? unknown
                            : stale(cause, pushed, Confidence.INFERRED, Row.ANOTHER_IMAGE_RUNS);
            case ImageAnswer.RunsBuilt _, ImageAnswer.RunsNothing _ -> unknown;
            case ImageAnswer.Unseen(Gap gap) ->
                    Decision.inconclusive(
                            Part.WORKLOAD, Stage.ROLLOUT, Row.WORKLOAD_UNSEEN, Optional.of(gap));
        };
    }

    /// Row 12.
    private static Decision withoutBuild(Chain chain) {
        return switch (chain.image()) {
            case ImageAnswer.RunsBuilt _,
                    ImageAnswer.RunsMixed _,
                    ImageAnswer.RunsEarlier _,
                    ImageAnswer.RunsNewer _,
                    ImageAnswer.RunsOther _ ->
                    healthy(
                            chain.namesRunning() ? Confidence.PROVEN : Confidence.INFERRED,
                            Row.NO_BUILD_SERVES);
            case ImageAnswer.RunsNothing _ ->
                    Decision.inconclusive(
                            Part.WORKLOAD, Stage.READY, Row.WORKLOAD_UNSEEN, Optional.empty());
            case ImageAnswer.Unseen(Gap gap) ->
                    Decision.inconclusive(
                            Part.WORKLOAD, Stage.READY, Row.WORKLOAD_UNSEEN, Optional.of(gap));
        };
    }

    /// The claim is about a build itself: empty when the workloads that ask for its product decide.
    public static Optional<Decision> ofBuildAlone(Answers.OfBuild build) {
        Optional<Decision> decided = ofBuild(build.answer());
        if (decided.isPresent()) {
            return decided;
        }
        return switch (build.answer()) {
            case BuildAnswer.Pushed pushed -> alone(build, pushed.confidence());
            case BuildAnswer.PushedDigestUnknown _ -> alone(build, Confidence.INFERRED);
            case BuildAnswer.KilledAfterPush _ ->
                    Optional.of(
                            Decision.inconclusive(
                                    Part.BUILD,
                                    Stage.PUSH,
                                    Row.BUILD_UNSEEN,
                                    Optional.of(
                                            new Gap.NotAsked(
                                                    "the registry, whether the push came"
                                                            + " through"))));
            case BuildAnswer.Unseen unseen ->
                    Optional.of(
                            Decision.inconclusive(
                                    Part.BUILD,
                                    unseen.stage(),
                                    Row.BUILD_UNSEEN,
                                    Optional.of(unseen.gap())));
            case BuildAnswer.NoBuild _ ->
                    Optional.of(
                            Decision.inconclusive(
                                    Part.BUILD, Stage.BUILD, Row.BUILD_UNSEEN, Optional.empty()));
            case BuildAnswer.Building _,
                    BuildAnswer.Held _,
                    BuildAnswer.Hangs _,
                    BuildAnswer.NotPushed _ ->
                    throw new IllegalArgumentException("decided before: " + build.answer());
        };
    }

    private static Optional<Decision> alone(Answers.OfBuild build, Confidence confidence) {
        if (!build.askers().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                build.rolloutGap().isPresent()
                        ? Decision.inconclusive(
                                Part.WORKLOAD,
                                Stage.ROLLOUT,
                                Row.ROLLOUT_UNSEEN,
                                build.rolloutGap())
                        : Decision.of(
                                Word.FALSE_ALARM,
                                Part.BUILD,
                                Stage.PUSH,
                                confidence,
                                Row.BUILD_ALONE));
    }

    /// The subject is not there, and one build speaks for it: it cannot be acquitted.
    ///
    /// @param gone the subject was there and is not any more
    public static Decision ofAbsentSubject(BuildAnswer build, boolean gone, Instant now) {
        Optional<Decision> decided = ofBuild(build);
        if (decided.isPresent()) {
            return decided.get();
        }
        if (build instanceof BuildAnswer.Pushed pushed) {
            Optional<Instant> due = pushed.at().map(t -> t.plus(ROLLOUT_DUE));
            if (!gone && due.filter(now::isBefore).isPresent()) {
                return notRolledOutYet(pushed.confidence(), due);
            }
            return Decision.inconclusive(
                    Part.WORKLOAD, Stage.ROLLOUT, Row.SUBJECT_ABSENT, Optional.empty());
        }
        return subjectAbsent();
    }

    /// The subject is not there, and no build or several speak for it.
    public static Decision subjectAbsent() {
        return Decision.inconclusive(Part.BUILD, Stage.BUILD, Row.SUBJECT_ABSENT, Optional.empty());
    }

    /// Nobody could look whether the subject is there.
    public static Decision subjectUnseen(Gap gap) {
        return Decision.inconclusive(
                Part.WORKLOAD, Stage.READY, Row.SUBJECT_UNSEEN, Optional.of(gap));
    }

    /// Evidence that is older than the claim cannot acquit; what it says otherwise weighs less.
    /// That something was still under way is as true as it was.
    public static Decision inTime(Decision decision, Evidence evidence) {
        if (evidence.clock() == Evidence.Clock.GUESSED) {
            return withoutClock(decision);
        }
        Optional<Instant> madeAt = evidence.question().claim().flatMap(Claim::madeAt);
        boolean older = madeAt.filter(t -> evidence.at().isBefore(t.minus(ALLOWANCE))).isPresent();
        if (!older || decision.word() == Word.IN_PROGRESS) {
            return decision;
        }
        return decision.word() == Word.FALSE_ALARM
                ? Decision.inconclusive(
                        decision.part(), decision.stage(), Row.EVIDENCE_TOO_OLD, Optional.empty())
                : decision.inferred();
    }

    /// A foreign dump says only how old it is at least: whether a wait is over nobody knows, and
    /// that something is well, or still under way, rests on that age.
    private static Decision withoutClock(Decision decision) {
        boolean waits =
                decision.word() == Word.IN_PROGRESS
                        && decision.part() == Part.WORKLOAD
                        && decision.lookAgain().isPresent();
        return waits
                ? Decision.inconclusive(
                        decision.part(), decision.stage(), Row.NO_CLOCK, Optional.empty())
                : decision.word() == Word.FALSE_ALARM || decision.word() == Word.IN_PROGRESS
                        ? decision.inferred()
                        : decision;
    }
}
