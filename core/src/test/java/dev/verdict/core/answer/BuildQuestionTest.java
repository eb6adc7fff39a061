package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.info;
import static dev.verdict.core.testing.ABuild.pushLines;
import static dev.verdict.core.testing.ABuild.work;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.OTHER;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A build by itself: nobody asks for what it pushes.
class BuildQuestionTest {
    private static final String SHOP = "registry.test/team/shop:v1";
    private static final String FINE = "FALSE_ALARM build push - nobody ";

    private static ABuild shop() {
        return build("build-shop", SHOP);
    }

    private static Verdict judge(ABuild build) {
        return judge(cluster().with(build));
    }

    private static Verdict judge(Cluster cluster) {
        return cluster.judge("Job", "build-shop");
    }

    private static String says(ABuild build) {
        return Said.of(judge(build));
    }

    private static String step(int status) {
        return "error building image: error building stage: failed to execute command: waiting for"
                + " process to exit: exit status "
                + status;
    }

    private static final String REFUSED_PUSH =
            "error pushing image: failed to push to destination " + SHOP + ": UNAUTHORIZED: denied";

    @Nested
    class Pushed {
        @Test
        void aPairOfLinesAndExitZeroIsProof() {
            Verdict verdict = judge(shop().pushed(BUILT));

            assertThat(Said.of(verdict)).isEqualTo(FINE + "proven");
            assertThat(verdict.built()).contains(BUILT);
        }

        @Test
        void exitZeroCountsBeforeTheJobHasNoticed() {
            assertThat(says(shop().pushedWithoutCondition(BUILT, "2s"))).isEqualTo(FINE + "proven");
        }

        @Test
        void exitZeroCountsAlsoWhenAHelperBesideItFailedTheJob() {
            ABuild build =
                    shop().job(j -> j.with(container("side", "proxy:1")))
                            .pushedWithoutCondition(BUILT, "15m")
                            .job(j -> j.failed("BackoffLimitExceeded", "14m"));

            assertThat(says(build)).isEqualTo(FINE + "proven");
        }

        @Test
        void aFailedBuildPodWithASuccessfulSiblingIsHistory() {
            ABuild build =
                    shop().job(j -> j.backoffLimit(1))
                            .pod(
                                    "build-shop-first",
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .created("20m")
                                                    .app(c -> c.ended(1, "Error", "19m", "18m")))
                            .log("build-shop-first", false, work(step(2)))
                            .pushed(BUILT)
                            .job(j -> j.counts(0, 1, 1));

            assertThat(says(build)).isEqualTo(FINE + "proven");
            assertThat(Said.circumstances(judge(build))).isEqualTo("BuildRetried");
        }

        @Test
        void aDeletedPodAndItsSuccessorAreARetry() {
            ABuild build = shop().pushed(BUILT).job(j -> j.counts(0, 1, 1));

            assertThat(Said.circumstances(judge(build))).isEqualTo("BuildRetried");
        }

        @Test
        void aKilledStepProcessBesideExitZeroIsToldAndDecidesNothing() {
            ABuild build =
                    shop().ended(0, "OOMKilled", "15m")
                            .log(work(pushLines(SHOP, BUILT)))
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo(FINE + "proven");
            assertThat(Said.circumstances(judge(build))).isEqualTo("BuildStepKilled");
        }

        @Test
        void theDigestInTheTerminationMessageCountsWithExitZero() {
            ABuild build =
                    shop().flags("--digest-file=/dev/termination-log")
                            .pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(
                                                            c ->
                                                                    c.ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "19m",
                                                                                    "15m")
                                                                            .printed(
                                                                                    BUILT.value())))
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo(FINE + "proven");
            assertThat(judge(build).built()).contains(BUILT);
        }

        @Test
        void theImageNameInTheTerminationMessageCountsToo() {
            ABuild build =
                    shop().flags("--image-name-with-digest-file=/dev/termination-log")
                            .pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(
                                                            c ->
                                                                    c.ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "19m",
                                                                                    "15m")
                                                                            .printed(
                                                                                    "warning\n"
                                                                                        + "registry.test/team/shop@"
                                                                                            + BUILT)))
                            .job(j -> j.complete("15m"));

            assertThat(judge(build).built()).contains(BUILT);
        }

        @Test
        void aTerminationMessageThatNobodyAskedForProvesNothing() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(
                                                            c ->
                                                                    c.ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "19m",
                                                                                    "15m")
                                                                            .printed(
                                                                                    BUILT.value())))
                            .job(j -> j.complete("15m"));

            assertThat(judge(build).built()).isEmpty();
        }

        @Test
        void aTerminationMessageOfAFailedBuildProvesNothing() {
            ABuild build =
                    shop().flags("--digest-file=/dev/termination-log")
                            .pod(
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .app(
                                                            c ->
                                                                    c.ended(
                                                                                    1, "Error",
                                                                                    "19m", "15m")
                                                                            .printed(
                                                                                    BUILT.value())))
                            .log(work(REFUSED_PUSH))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build)).isEqualTo("FAILED build push PushUnauthorized platform proven");
        }

        @Test
        void aTerminationMessageOfABuildToldNotToPushProvesNothing() {
            ABuild build =
                    shop().flags("--digest-file=/dev/termination-log", "--no-push")
                            .pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(
                                                            c ->
                                                                    c.ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "19m",
                                                                                    "15m")
                                                                            .printed(
                                                                                    BUILT.value())))
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo("FAILED build build NothingPushed platform proven");
        }

        @Test
        void ofSeveralDestinationsAFailedOneIsToldApart() {
            String mirror = "mirror.test/team/shop:v1";
            ABuild build =
                    build("build-shop", SHOP, mirror)
                            .ended(1, "Error", "15m")
                            .log(
                                    work(
                                            pushLines(SHOP, BUILT)[0],
                                            pushLines(SHOP, BUILT)[1],
                                            info("Pushing image to " + mirror),
                                            "error pushing image: failed to push to destination "
                                                    + mirror
                                                    + ": UNAUTHORIZED: denied"))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));
            Verdict verdict = judge(build);

            assertThat(Said.of(verdict)).isEqualTo(FINE + "proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("PartialPush");
            assertThat(verdict.circumstances().getFirst().subject()).isEqualTo(mirror);
        }
    }

    @Nested
    class DigestUnknown {
        @Test
        void exitZeroWithoutAReadableLogIsAPushOfAnUnknownDigest() {
            for (ABuild build :
                    new ABuild[] {
                        shop().ended(0, "Completed", "15m"),
                        shop().ended(0, "Completed", "15m").absentLog(),
                        shop().ended(0, "Completed", "15m").unreadableLog(Cluster.FORBIDDEN)
                    }) {
                assertThat(says(build.job(j -> j.complete("15m")))).isEqualTo(FINE + "inferred");
                assertThat(judge(build).built()).isEmpty();
            }
        }

        @Test
        void aCompleteJobWithoutItsPodIsAPushOfAnUnknownDigest() {
            assertThat(Said.of(judge(cluster().withoutPods(shop().job(j -> j.complete("15m"))))))
                    .isEqualTo(FINE + "inferred");
        }

        @Test
        void twoDigestsAfterThePushGiveNone() {
            ABuild build =
                    shop().ended(0, "Completed", "15m")
                            .log(
                                    work(
                                            pushLines(SHOP, BUILT)[0],
                                            pushLines(SHOP, OTHER)[1],
                                            pushLines(SHOP, BUILT)[1]))
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo(FINE + "inferred");
            assertThat(judge(build).built()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"-c", "-ec", "/bin/sh"})
        void exitZeroOfAScriptSaysNothingAboutTheBuilder(String word) {
            ABuild build =
                    shop().command(word, "/kaniko/executor --destination=" + SHOP + "; true")
                            .ended(0, "Completed", "15m")
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo("INCONCLUSIVE build push - nobody -");
            assertThat(Said.of(judge(cluster().withoutPods(build))))
                    .isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @Test
        void exitZeroOfABuilderThatShrugsAtARefusedTagSaysNothing() {
            ABuild build =
                    shop().flags("--push-ignore-immutable-tag-errors=true")
                            .ended(0, "Completed", "15m")
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @Test
        void aBuilderWithoutDestinationWasNotKnownToPush() {
            ABuild build =
                    build("build-shop").ended(0, "Completed", "15m").job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo("INCONCLUSIVE build push - nobody -");
        }
    }

    @Nested
    class NotPushed {
        @Test
        void toldNotToPush() {
            assertThat(
                            says(
                                    shop().flags("--no-push")
                                            .ended(0, "Completed", "15m")
                                            .log(
                                                    work(
                                                            info(
                                                                    "Skipping push to container"
                                                                            + " registry due to"
                                                                            + " --no-push flag")))
                                            .job(j -> j.complete("15m"))))
                    .isEqualTo("FAILED build build NothingPushed platform proven");
        }

        @Test
        void toldNotToPushAndTheLogOrThePodIsGone() {
            ABuild build =
                    shop().flags("--no-push")
                            .ended(0, "Completed", "15m")
                            .job(j -> j.complete("15m"));

            assertThat(says(build)).isEqualTo("FAILED build build NothingPushed platform proven");
            assertThat(Said.of(judge(cluster().withoutPods(build))))
                    .isEqualTo("FAILED build build NothingPushed platform proven");
        }

        @Test
        void theBuildersOwnLastWordIsTheCause() {
            assertThat(says(shop().failed(step(2))))
                    .isEqualTo("FAILED build build BuildStepFailed developer proven");
            assertThat(says(shop().failed(REFUSED_PUSH)))
                    .isEqualTo("FAILED build push PushUnauthorized platform proven");
        }

        @Test
        void aJobThatFailedForGoodWithoutALogIsFailedInferred() {
            assertThat(
                            says(
                                    shop().ended(1, "Error", "15m")
                                            .job(j -> j.failed("BackoffLimitExceeded", "15m"))))
                    .isEqualTo("FAILED build build unrecognised platform/developer inferred");
        }

        @Test
        void aJobThatFailedForGoodWithoutAPodIsFailedInferred() {
            assertThat(
                            Said.of(
                                    judge(
                                            cluster()
                                                    .withoutPods(
                                                            shop().job(
                                                                            j ->
                                                                                    j.failed(
                                                                                            "BackoffLimitExceeded",
                                                                                            "15m"))))))
                    .isEqualTo("FAILED build build unrecognised platform/developer inferred");
        }

        @Test
        void aPassedDeadlineIsTheCauseOfAJobWithoutPods() {
            assertThat(
                            Said.of(
                                    judge(
                                            cluster()
                                                    .withoutPods(
                                                            shop().job(
                                                                            j ->
                                                                                    j.failed(
                                                                                            "DeadlineExceeded",
                                                                                            "15m"))))))
                    .isEqualTo("FAILED build build BuildDeadlineExceeded platform inferred");
        }

        @Test
        void aPassedDeadlineOutranksTheLastWord() {
            assertThat(
                            says(
                                    shop().ended(1, "Error", "15m")
                                            .log(work(step(2)))
                                            .job(j -> j.failed("DeadlineExceeded", "15m"))))
                    .isEqualTo("FAILED build build BuildDeadlineExceeded platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "The node was low on resource: memory. Threshold quantity: 100Mi |"
                            + " BuildOutOfMemory",
                    "The node was low on resource: ephemeral-storage. | BuildStorageExhausted",
                    "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. |"
                            + " BuildStorageExhausted"
                })
        void anEvictionIsTheCause(String message, String cause) {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.failed("Evicted", message)
                                                    .app(c -> c.ended(137, "Error", "19m", "15m")))
                            .log(work())
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build)).startsWith("FAILED build build " + cause + " platform");
            assertThat(Said.circumstances(judge(build))).isEmpty();
        }

        @Test
        void aPodOfABuildThatPassedItsOwnDeadline() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.failed("DeadlineExceeded", "Pod was active too long")
                                                    .app(c -> c.ended(137, "Error", "19m", "15m")))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build))
                    .isEqualTo("FAILED build build BuildDeadlineExceeded platform inferred");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Preempting", "Shutdown", "NodeLost"})
        void aPodThatTheClusterTookAwayIsInterrupted(String reason) {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.failed(reason, "")
                                                    .app(c -> c.ended(137, "Error", "19m", "15m")))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build))
                    .isEqualTo("FAILED build build BuildInterrupted platform inferred");
        }

        @Test
        void aDeletedPodWithoutAnErrorOfItsOwnIsInterrupted() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.terminating()
                                                    .phase(Phase.FAILED)
                                                    .app(c -> c.ended(137, "Error", "19m", "1s")))
                            .log(work())
                            .job(j -> j.failed("BackoffLimitExceeded", "1s"));

            assertThat(says(build)).startsWith("FAILED build build BuildInterrupted platform");
        }

        @Test
        void aDeletedPodThatHadFailedBeforeKeepsItsCause() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.terminating()
                                                    .phase(Phase.FAILED)
                                                    .app(c -> c.ended(1, "Error", "19m", "1s")))
                            .log(work(step(1)))
                            .job(j -> j.failed("BackoffLimitExceeded", "1s"));

            assertThat(says(build))
                    .isEqualTo("FAILED build build BuildStepFailed developer proven");
        }

        @Test
        void outOfMemoryIsTheContainersReasonNeverItsExitCodeAlone() {
            assertThat(
                            says(
                                    shop().ended(137, "OOMKilled", "15m")
                                            .job(j -> j.failed("BackoffLimitExceeded", "15m"))))
                    .isEqualTo("FAILED build build BuildOutOfMemory platform inferred");
            assertThat(
                            says(
                                    shop().ended(137, "Error", "15m")
                                            .job(j -> j.failed("BackoffLimitExceeded", "15m"))))
                    .isEqualTo("FAILED build build unrecognised platform/developer inferred");
        }

        @Test
        void sourcesThatDidNotComeFailBeforeTheBuilderRan() {
            ABuild build =
                    shop().job(j -> j.with(container("fetch", "git:1").init()))
                            .pod(
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .app(c -> c.waiting("PodInitializing", ""))
                                                    .container(
                                                            "fetch",
                                                            c ->
                                                                    c.ended(
                                                                            128, "Error", "19m",
                                                                            "18m")))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));
            Cluster cluster =
                    cluster()
                            .with(build)
                            .lastWords(
                                    build.podRef(),
                                    "fetch",
                                    false,
                                    "Cloning into '/workspace'...",
                                    "fatal: Remote branch nope not found in upstream origin");

            assertThat(Said.of(judge(cluster)))
                    .isEqualTo("FAILED build build SourceFetchFailed developer proven");
            assertThat(Said.of(judge(cluster().with(build))))
                    .isEqualTo("FAILED build build SourceFetchFailed developer/platform proven");
        }

        @Test
        void aStepThatLooksLikeANetworkFaultIsToldSo() {
            ABuild build =
                    shop().ended(1, "Error", "15m")
                            .log(
                                    info("Running: [/bin/sh -c npm ci]"),
                                    "npm error code ENOTFOUND",
                                    step(1))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build))
                    .isEqualTo("FAILED build build BuildStepFailed developer proven");
            assertThat(Said.circumstances(judge(build))).isEqualTo("StepLooksLikeNetworkFault");
        }

        @Test
        void podsThatCouldNotBeListedLeaveAFailedJobUnseen() {
            assertThat(Said.of(judge(cluster().with(shop().failed(step(2))).unreadable(Look.PODS))))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void aBuildWhoseTriesAreUsedUpHasFailedBeforeTheJobSaysSo() {
            assertThat(says(shop().ended(2, "Error", "2s").log(work(step(2)))))
                    .isEqualTo("FAILED build build BuildStepFailed developer proven");
        }
    }

    @Nested
    class ABaseImagesHost {
        private static final String NO_HOST =
                "error building image: unable to complete operation after 0 attempts, last error:"
                    + " Get \"https://base.test/v2/\": dial tcp: lookup base.test on 10.96.0.10:53:"
                    + " no such host";

        private String saysBeside(String image) {
            return Said.of(
                    judge(
                            cluster()
                                    .with(
                                            shop().ended(1, "Error", "15m")
                                                    .log(
                                                            info(
                                                                    "Retrieving image manifest"
                                                                            + " base.test/x:1"),
                                                            NO_HOST)
                                                    .job(
                                                            j ->
                                                                    j.failed(
                                                                            "BackoffLimitExceeded",
                                                                            "15m")))
                                    .with(pod("neighbour").with(container("x", image)))));
        }

        @Test
        void thatNobodyElseUsesIsTheDevelopers() {
            assertThat(saysBeside("quay.test/x:1"))
                    .isEqualTo("FAILED build build BaseImageUnavailable developer proven");
        }

        @Test
        void thatSomethingHealthyUsesIsThePlatforms() {
            assertThat(saysBeside("base.test/other:1"))
                    .isEqualTo("FAILED build build BaseImageUnavailable platform proven");
        }
    }

    @Nested
    class Killed {
        @Test
        void afterThePairWithoutAnErrorNobodyKnowsUntilTheRegistryIsAsked() {
            ABuild build =
                    shop().ended(137, "Error", "15m")
                            .log(work(pushLines(SHOP, BUILT)))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build)).isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @Test
        void duringThePushNobodyKnows() {
            ABuild build =
                    shop().ended(137, "Error", "15m")
                            .log(work(info("Pushing image to " + SHOP)))
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build)).isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @Test
        void beforeThePushNothingWasPushed() {
            ABuild build =
                    shop().ended(137, "OOMKilled", "15m")
                            .log(work())
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(says(build))
                    .isEqualTo("FAILED build build BuildOutOfMemory platform proven");
        }
    }

    @Nested
    class Building {
        private static final String RUNS = "IN_PROGRESS build build - nobody proven";

        @Test
        void itRuns() {
            assertThat(says(shop().running())).isEqualTo(RUNS);
        }

        @Test
        void itRunsAndPrints() {
            assertThat(says(shop().running().log(work()))).isEqualTo(RUNS);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-01T11:45:01Z, false",
            "2026-03-01T11:45:00Z, true",
            "2026-03-01T11:44:59Z, true"
        })
        void silentForFifteenMinutesItHangs(String lastLine, boolean hangs) {
            assertThat(says(shop().running().log(lastLine + " making")))
                    .isEqualTo(
                            hangs
                                    ? "FAILED build build BuildHangs developer/platform inferred"
                                    : RUNS);
        }

        @ParameterizedTest
        @CsvSource({"2026-03-01T11:59:01Z, false", "2026-03-01T11:59:00Z, true"})
        void thePersonAskingSetsTheBuildPatience(String lastLine, boolean hangs) {
            assertThat(
                            judge(
                                            cluster()
                                                    .with(
                                                            shop().running()
                                                                    .log(lastLine + " making"))
                                                    .buildPatience("1m"))
                                    .word()
                                    .name())
                    .isEqualTo(hangs ? "FAILED" : "IN_PROGRESS");
        }

        @ParameterizedTest
        @CsvSource({"14m59s, false", "15m, true"})
        void aBuilderThatPrintedNothingIsSilentSinceItsStart(String since, boolean hangs) {
            ABuild build = shop().pod(p -> p.app(c -> c.running(since))).log();

            assertThat(says(build).startsWith("FAILED build build BuildHangs")).isEqualTo(hangs);
        }

        @Test
        void aLogWhoseLinesCarryNoTimesSaysNothingAboutSilence() {
            assertThat(says(shop().running().log("making"))).isEqualTo(RUNS);
        }

        @Test
        void aQuietBuilderIsAllowedToBeSilent() {
            assertThat(
                            says(
                                    shop().flags("--verbosity=error")
                                            .running()
                                            .log("2026-03-01T09:00:00Z making")))
                    .isEqualTo(RUNS);
        }

        @Test
        void aFailedFirstTryHurts() {
            ABuild build =
                    shop().job(j -> j.backoffLimit(1).counts(1, 0, 1))
                            .pod(
                                    "build-shop-first",
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .created("20m")
                                                    .app(c -> c.ended(2, "Error", "19m", "18m")))
                            .log("build-shop-first", false, work(step(2)))
                            .pod(p -> p.created("1m").app(c -> c.running("50s")));
            Verdict verdict = judge(build);

            assertThat(Said.of(verdict))
                    .isEqualTo("IN_PROGRESS build build BuildStepFailed developer proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("BuildRetried");
        }

        @Test
        void withRestartPolicyOnFailureTheFailedFirstTryIsThePreviousLife() {
            ABuild build =
                    shop().job(j -> j.restartPolicy("OnFailure").backoffLimit(3).counts(1, 0, 0))
                            .pod(
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.running("50s")
                                                                    .restarted(1)
                                                                    .before(
                                                                            2, "Error", "19m",
                                                                            "2m")))
                            .log("build-shop-x7k2p", true, work(step(2)))
                            .log("2026-03-01T11:59:50Z making");
            Verdict verdict = judge(build);

            assertThat(Said.of(verdict))
                    .isEqualTo("IN_PROGRESS build build BuildStepFailed developer proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("BuildRetried");
        }

        @Test
        void aPushThatIsRetriedHurts() {
            ABuild build =
                    shop().running()
                            .log(
                                    work(
                                            info("Pushing image to " + SHOP),
                                            "\u001b[33mWARN\u001b[0m[0007] Retrying operation after"
                                                + " 1s due to Put \"https://registry.test/v2/\":"
                                                + " dial tcp 10.0.0.9:443: connect: connection"
                                                + " refused"));
            Verdict verdict = judge(build);

            assertThat(Said.of(verdict))
                    .isEqualTo("IN_PROGRESS build push PushRegistryUnreachable platform proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("PushRetrying");
        }

        @Test
        void aRetryThatNobodyKnowsIsSaidToBeSo() {
            ABuild build =
                    shop().running()
                            .log(
                                    work(
                                            "\u001b[33mWARN\u001b[0m[0007] Retrying operation after"
                                                    + " 1s due to the full moon"));

            assertThat(says(build)).startsWith("IN_PROGRESS build build unrecognised platform");
        }
    }

    @Nested
    class Held {
        @Test
        void suspended() {
            assertThat(says(shop().job(j -> j.suspended())))
                    .isEqualTo("BLOCKED build admission JobSuspended platform proven");
        }

        @Test
        void onALostNode() {
            assertThat(Said.of(judge(cluster().with(shop().running()).with(node("node-1").lost()))))
                    .isEqualTo("BLOCKED build sandbox NodeLost platform proven");
        }

        @Test
        void aPodThatCannotBePlacedIsThePlatformsWhateverItsCause() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.unschedulable(
                                                    "0/1 nodes are available: 1 node(s) didn't"
                                                        + " match Pod's node affinity/selector.",
                                                    "1m"));

            assertThat(says(build))
                    .isEqualTo("BLOCKED build schedule NodeAffinityMismatch platform proven");
        }

        @Test
        void aPodThatIsRefusedByAQuota() {
            ABuild build = shop().requested("20s");

            assertThat(
                            Said.of(
                                    judge(
                                            cluster()
                                                    .with(build)
                                                    .with(
                                                            warning(
                                                                            build.ref(),
                                                                            "FailedCreate",
                                                                            "pods \"b-\" is"
                                                                                + " forbidden:"
                                                                                + " exceeded quota:"
                                                                                + " q, requested:"
                                                                                + " pods=1, used:"
                                                                                + " pods=2,"
                                                                                + " limited:"
                                                                                + " pods=2")
                                                                    .at("10s")))))
                    .isEqualTo("BLOCKED build admission QuotaExceeded platform inferred");
        }

        @Test
        void aBuilderImageThatCannotBePulled() {
            ABuild build =
                    shop().pod(
                                    p ->
                                            p.placed()
                                                    .app(
                                                            c ->
                                                                    c.waiting(
                                                                            "ErrImagePull",
                                                                            "gcr.io/kaniko: not"
                                                                                    + " found")));

            assertThat(says(build)).isEqualTo("BLOCKED build pull ImageNotFound platform proven");
        }

        @Test
        void aPodWithoutReadableEventsIsUnseen() {
            assertThat(
                            Said.of(
                                    judge(
                                            cluster()
                                                    .with(shop().pod(p -> p.placed()))
                                                    .unreadable(Look.EVENTS))))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }
    }

    @Test
    void aBuilderPodWithoutAJobIsABuildToo() {
        Cluster cluster = cluster().withoutJob(shop().pushedWithoutCondition(BUILT, "15m"));

        assertThat(Said.of(cluster.judge("Pod", "build-shop-x7k2p"))).isEqualTo(FINE + "proven");
    }

    @Test
    void whatItCouldNotReadIsSaid() {
        Verdict verdict =
                judge(
                        shop().ended(0, "Completed", "15m")
                                .unreadableLog(new Gap.Expired("the log"))
                                .job(j -> j.complete("15m")));

        assertThat(verdict.missing())
                .containsExactly(
                        Verdict.Missing.look(
                                "log build-shop-x7k2p/kaniko", new Gap.Expired("the log")));
    }

    @Test
    void aPullOfTheBuildersImageIsWaitedFor() {
        ABuild build = shop().pod(p -> p.placed());

        assertThat(
                        Said.of(
                                judge(
                                        cluster()
                                                .with(build)
                                                .with(
                                                        normal(build.podRef(), "Pulling", "")
                                                                .container(ABuild.BUILDER)))))
                .isEqualTo("IN_PROGRESS build build - nobody proven");
    }

    @Test
    void aDisruptedBuildIsInterruptedAndToldPreempted() {
        ABuild build =
                shop().pod(
                                p ->
                                        p.failed("", "")
                                                .condition(
                                                        "DisruptionTarget",
                                                        Status.TRUE,
                                                        "PreemptionByScheduler",
                                                        "5m")
                                                .app(c -> c.ended(137, "Error", "19m", "15m")))
                        .job(j -> j.failed("BackoffLimitExceeded", "15m"));

        assertThat(says(build)).isEqualTo("FAILED build build BuildInterrupted platform inferred");
        assertThat(Said.circumstances(judge(build))).isEmpty();
    }
}
