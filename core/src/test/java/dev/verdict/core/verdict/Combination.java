package dev.verdict.core.verdict;

import dev.verdict.core.answer.Asks;
import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.BuildRun;
import dev.verdict.core.answer.Chain;
import dev.verdict.core.answer.Choice;
import dev.verdict.core.answer.ImageAnswer;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.LogLine;
import dev.verdict.core.build.Push;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Digests;
import dev.verdict.core.testing.Times;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One combination of answers, by name: the list from which both the tests of the table and the
/// page `docs/adjudication.md` are made.
record Combination(
        Superseded superseded,
        Build build,
        Serving serving,
        Image image,
        Asks asks,
        boolean patched,
        boolean everAsked,
        boolean knownHistory,
        boolean freshlyPulled,
        boolean namesRunning,
        boolean startedBeforePush) {
    private static final String IMAGE = "registry.test/team/shop:v1";
    private static final Gap GAP = new Gap.Forbidden("a look");
    private static final BuildRun RUN = run();

    /// Whether a later attempt or rollout has replaced this one.
    enum Superseded {
        NO(Optional.empty()),
        MAYBE(Optional.empty()),
        INFERRED(Optional.of(Confidence.INFERRED)),
        PROVEN(Optional.of(Confidence.PROVEN));

        final Optional<Confidence> confidence;

        Superseded(Optional<Confidence> confidence) {
            this.confidence = confidence;
        }
    }

    /// Did the build push?
    enum Build {
        HELD(new BuildAnswer.Held(RUN, trouble(Cause.INSUFFICIENT_RESOURCES))),
        HANGS(new BuildAnswer.Hangs(RUN, inferred(Cause.BUILD_HANGS))),
        BUILDING(
                new BuildAnswer.Building(
                        RUN, Stage.BUILD, Optional.empty(), Optional.empty(), List.of())),
        BUILDING_HURTS(
                new BuildAnswer.Building(
                        RUN,
                        Stage.BUILD,
                        Optional.of(trouble(Cause.BUILD_STEP_FAILED)),
                        Optional.empty(),
                        List.of())),
        NOT_PUSHED(new BuildAnswer.NotPushed(RUN, trouble(Cause.BUILD_STEP_FAILED))),
        NOT_PUSHED_INFERRED(new BuildAnswer.NotPushed(RUN, inferred(Cause.BUILD_STEP_FAILED))),
        PUSHED(pushed(Times.ago("15m"), Confidence.PROVEN)),
        PUSHED_INFERRED(pushed(Times.ago("15m"), Confidence.INFERRED)),
        PUSHED_JUST_NOW(pushed(Times.ago("1m"), Confidence.PROVEN)),
        DIGEST_UNKNOWN(
                new BuildAnswer.PushedDigestUnknown(RUN, Optional.of(Times.ago("15m")), List.of())),
        NO_BUILD(new BuildAnswer.NoBuild()),
        UNSEEN_KNOWN(new BuildAnswer.Unseen(Optional.of(RUN), GAP, Stage.PUSH, true, List.of())),
        UNSEEN_UNKNOWN(
                new BuildAnswer.Unseen(Optional.empty(), GAP, Stage.BUILD, false, List.of()));

        final BuildAnswer answer;

        Build(BuildAnswer answer) {
            this.answer = answer;
        }

        boolean isPushed() {
            return answer instanceof BuildAnswer.Pushed;
        }
    }

    /// Does the newest revision serve?
    enum Serving {
        FAILING(new ServingAnswer.Failing(trouble(Cause.CONTAINER_CRASHES))),
        BLOCKED(new ServingAnswer.Blocked(trouble(Cause.IMAGE_NOT_FOUND))),
        BLOCKED_INFERRED(new ServingAnswer.Blocked(inferred(Cause.POD_NETWORK_FAILED))),
        ON_HOLD(new ServingAnswer.OnHold(trouble(Cause.ROLLOUT_PAUSED))),
        CONVERGING(
                new ServingAnswer.Converging(
                        Stage.READY, Optional.empty(), Optional.empty(), List.of())),
        CONVERGING_HURTS(
                new ServingAnswer.Converging(
                        Stage.START,
                        Optional.of(trouble(Cause.CONTAINER_CRASHES)),
                        Optional.empty(),
                        List.of())),
        SERVING(new ServingAnswer.Serving(Optional.of(Times.ago("9m")), List.of())),
        SCALED_TO_ZERO(new ServingAnswer.ScaledToZero(List.of())),
        UNSEEN(new ServingAnswer.Unseen(GAP, Stage.READY, true, List.of()));

        final ServingAnswer answer;

        Serving(ServingAnswer answer) {
            this.answer = answer;
        }
    }

    /// What runs?
    enum Image {
        RUNS_BUILT(
                new ImageAnswer.RunsBuilt(
                        Optional.of(Digests.BUILT), Confidence.PROVEN, List.of())),
        RUNS_BUILT_INFERRED(
                new ImageAnswer.RunsBuilt(
                        Optional.of(Digests.OTHER), Confidence.INFERRED, List.of())),
        RUNS_MIXED(
                new ImageAnswer.RunsMixed(
                        Optional.of(Digests.BUILT), Confidence.PROVEN, List.of())),
        RUNS_MIXED_INFERRED(
                new ImageAnswer.RunsMixed(
                        Optional.of(Digests.BUILT), Confidence.INFERRED, List.of())),
        RUNS_EARLIER(
                new ImageAnswer.RunsEarlier(
                        Optional.of(Digests.EARLIER), Confidence.PROVEN, List.of())),
        RUNS_NEWER(new ImageAnswer.RunsNewer(Optional.of(Digests.LATER), List.of())),
        RUNS_OTHER(new ImageAnswer.RunsOther(Optional.of(Digests.OTHER), false, List.of())),
        MAY_BE_INDEX(new ImageAnswer.RunsOther(Optional.of(Digests.OTHER), true, List.of())),
        RUNS_NOTHING(new ImageAnswer.RunsNothing()),
        UNSEEN(new ImageAnswer.Unseen(GAP));

        final ImageAnswer answer;

        Image(ImageAnswer answer) {
            this.answer = answer;
        }

        boolean isSomething() {
            return this != RUNS_NOTHING && this != UNSEEN;
        }
    }

    private static BuildRun run() {
        Place place =
                Cluster.cluster()
                        .with(ABuild.build("build-shop", IMAGE))
                        .asking("Job", "build-shop")
                        .places()
                        .getFirst();
        return new BuildRun(
                ABuild.build("build-shop", IMAGE).ref(),
                Times.ago("20m"),
                Optional.empty(),
                Map.of(),
                Observation.seen(List.of()),
                AContainer.container(ABuild.BUILDER, ABuild.KANIKO).spec(),
                KanikoRun.to(List.of(ImageReference.parse(IMAGE).orElseThrow())),
                place);
    }

    static BuildRun build0() {
        return RUN;
    }

    static BuildAnswer.Pushed pushed(Instant at, Confidence confidence) {
        Push.Pushed push =
                new Push.Pushed(
                        ImageReference.parse(IMAGE).orElseThrow(),
                        Digests.BUILT,
                        new LogLine(7, "Pushed", Optional.of(at)));
        return new BuildAnswer.Pushed(
                RUN,
                List.of(push),
                Optional.of(at),
                confidence,
                Optional.empty(),
                false,
                List.of());
    }

    static Trouble trouble(Cause cause) {
        return Trouble.of(cause, Confidence.PROVEN, List.of());
    }

    private static Trouble inferred(Cause cause) {
        return Trouble.of(cause, Confidence.INFERRED, List.of());
    }

    Chain chain() {
        return chain(build.answer);
    }

    Chain chain(BuildAnswer other) {
        List<Pod> pods = patched ? List.of(APod.pod("shop").made()) : List.of();
        return new Chain(
                AContainer.container("app", IMAGE).spec(),
                new Choice.None(),
                other,
                image.answer,
                serving.answer,
                asks,
                superseded.confidence,
                superseded == Superseded.MAYBE,
                everAsked,
                knownHistory,
                freshlyPulled,
                namesRunning,
                startedBeforePush,
                false,
                pods);
    }

    Decision decision() {
        return Adjudication.of(chain(), Times.NOW);
    }

    /// Whether a chain can hold it: without a chosen build nothing replaces it and nothing was
    /// asked for; an earlier revision that asked for what the newest does not ask for is replaced;
    /// pods that could not be listed show neither readiness nor image.
    boolean canOccur() {
        boolean chosen = build != Build.NO_BUILD && build != Build.UNSEEN_UNKNOWN;
        boolean known = superseded == Superseded.INFERRED || superseded == Superseded.PROVEN;
        boolean compares = build.isPushed();
        boolean replaced = compares && asks != Asks.YES && everAsked;
        boolean sees = serving == Serving.UNSEEN || image != Image.UNSEEN;
        return (chosen || superseded == Superseded.NO)
                && (compares || asks == Asks.UNKNOWN && !everAsked)
                && (!replaced || known)
                && (compares || !isCompared(image))
                && sees;
    }

    private static boolean isCompared(Image image) {
        return switch (image) {
            case RUNS_BUILT,
                    RUNS_BUILT_INFERRED,
                    RUNS_MIXED,
                    RUNS_MIXED_INFERRED,
                    RUNS_EARLIER,
                    RUNS_NEWER ->
                    true;
            case RUNS_OTHER, MAY_BE_INDEX, RUNS_NOTHING, UNSEEN -> false;
        };
    }

    Combination withBuild(Build other) {
        return new Combination(
                other == Build.UNSEEN_UNKNOWN ? Superseded.NO : superseded,
                other,
                serving,
                isCompared(image) ? Image.MAY_BE_INDEX : image,
                Asks.UNKNOWN,
                patched,
                false,
                true,
                false,
                namesRunning,
                false);
    }

    /// The pods could not be listed.
    Combination withoutPods() {
        return new Combination(
                superseded,
                build,
                Serving.UNSEEN,
                Image.UNSEEN,
                asks,
                false,
                everAsked,
                knownHistory,
                false,
                false,
                false);
    }

    Combination withAsks(Asks other) {
        return new Combination(
                superseded,
                build,
                serving,
                image,
                other,
                patched,
                everAsked,
                knownHistory,
                freshlyPulled,
                namesRunning,
                startedBeforePush);
    }

    Combination withoutHistory() {
        return new Combination(
                superseded,
                build,
                serving,
                image,
                asks,
                patched,
                false,
                false,
                freshlyPulled,
                namesRunning,
                startedBeforePush);
    }

    Combination withoutEvents() {
        return new Combination(
                superseded,
                build,
                serving,
                image,
                asks,
                patched,
                everAsked,
                knownHistory,
                false,
                namesRunning,
                startedBeforePush);
    }

    Combination withoutStart() {
        return new Combination(
                superseded,
                build,
                serving,
                image,
                asks,
                patched,
                everAsked,
                knownHistory,
                freshlyPulled,
                false,
                false);
    }
}
