package dev.verdict.core.circumstance;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.info;
import static dev.verdict.core.testing.ABuild.pushLines;
import static dev.verdict.core.testing.ABuild.work;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.EARLIER;
import static dev.verdict.core.testing.Digests.LATER;
import static dev.verdict.core.testing.Digests.OTHER;
import static dev.verdict.core.testing.Times.ago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Digests;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

/// Each circumstance: when it is told, and when not.
class CircumstancesTest {
    private static final String REPO = "registry.test/team/shop";
    private static final String V1 = REPO + ":v1";

    private static String told(Cluster cluster) {
        return Said.circumstances(cluster.judge("Deployment", "shop"));
    }

    private static String toldOfBuild(ABuild build) {
        return Said.circumstances(cluster().with(build).judge("Job", "build-shop"));
    }

    private static AWorkload shop() {
        return deployment("shop", V1).pod(p -> {});
    }

    private static ABuild pushed() {
        return build("build-shop", V1).pushed(BUILT);
    }

    @Test
    void nothingIsToldOfAnAttemptThatJustWorked() {
        assertThat(told(cluster().with(shop()).with(pushed()))).isEmpty();
    }

    @Nested
    class PlatformGaveUpEarly {
        private static final String EARLY = "PlatformGaveUpEarly";

        @ParameterizedTest
        @CsvSource({
            // ready nine minutes ago; the claim was made
            "9m4s,  ''",
            "9m5s,  PlatformGaveUpEarly",
            "9m6s,  PlatformGaveUpEarly",
            "19m,   PlatformGaveUpEarly",
            "8m,    ''"
        })
        void whenItBecameAvailableClearlyAfterTheClaim(String claim, String told) {
            assertThat(told(cluster().with(shop()).with(pushed()).claimedAt(claim)))
                    .isEqualTo(told);
        }

        @Test
        void whenItIsStillOnItsWayAndNothingHurts() {
            AWorkload slow =
                    deployment("shop", V1)
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(told(cluster().with(slow).with(pushed()).claimedAt("30s"))).isEqualTo(EARLY);
            assertThat(told(cluster().with(slow).with(pushed()).claimed(Optional.empty())))
                    .isEqualTo(EARLY);
        }

        @Test
        void notWhenSomethingHurts() {
            AWorkload hurts =
                    deployment("shop", V1).pod(p -> p.unready("1m").app(c -> c.crashLooping(1)));

            assertThat(told(cluster().with(hurts).with(pushed()).claimedAt("30s"))).isEmpty();
        }

        @Test
        void notWithoutAClaim() {
            AWorkload slow =
                    deployment("shop", V1)
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(told(cluster().with(slow).with(pushed()))).isEmpty();
        }

        @Test
        void notWithoutTheClaimsTime() {
            assertThat(told(cluster().with(shop()).with(pushed()).claimed(Optional.empty())))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"0s, PlatformGaveUpEarly", "-5s, PlatformGaveUpEarly", "-6s, ''"})
        void notWhenTheClaimLiesInTheFuture(String later, String told) {
            AWorkload slow =
                    deployment("shop", V1)
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));
            var claim = ago("0s").minus(Duration.parse("PT" + later));

            assertThat(told(cluster().with(slow).with(pushed()).claimed(Optional.of(claim))))
                    .isEqualTo(told);
        }

        @Test
        void notForAVerdictThatIsNeitherFineNorUnderWay() {
            AWorkload bad =
                    deployment("shop", V1).pod(p -> p.unready("1m").app(c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()).claimedAt("15m"))).isEmpty();
        }

        @Test
        void byTheMomentThatTheDeploymentKeeps() {
            AWorkload kept =
                    shop().condition(
                                    "Progressing",
                                    Status.TRUE,
                                    "NewReplicaSetAvailable",
                                    "ReplicaSet \"shop-new\" has successfully progressed.",
                                    "11m");

            assertThat(told(cluster().with(kept).with(pushed()).claimedAt("10m"))).isEmpty();
            assertThat(told(cluster().with(kept).with(pushed()).claimedAt("12m"))).isEqualTo(EARLY);
        }

        @Test
        void notByTheMomentOfAnEarlierReplicaSet() {
            AWorkload kept =
                    shop().condition(
                                    "Progressing",
                                    Status.TRUE,
                                    "NewReplicaSetAvailable",
                                    "ReplicaSet \"shop-old1\" has successfully progressed.",
                                    "11m");

            assertThat(told(cluster().with(kept).with(pushed()).claimedAt("10m"))).isEqualTo(EARLY);
        }

        @Test
        void notByAConditionOfAnotherReason() {
            AWorkload kept =
                    shop().condition(
                                    "Progressing",
                                    Status.TRUE,
                                    "ReplicaSetUpdated",
                                    "ReplicaSet \"shop-new\" is progressing.",
                                    "11m");

            assertThat(told(cluster().with(kept).with(pushed()).claimedAt("10m"))).isEqualTo(EARLY);
        }

        @Test
        void theSlowestPodCounts() {
            AWorkload two =
                    deployment("shop", V1)
                            .replicas(2)
                            .pod(p -> p.readySince("9m"))
                            .pod(p -> p.readySince("3m"));

            assertThat(told(cluster().with(two).with(pushed()).claimedAt("5m"))).isEqualTo(EARLY);
        }

        @Test
        void aRunThatCompletedLater() {
            Cluster cluster =
                    cluster()
                            .with(
                                    job("report", V1)
                                            .complete("5m")
                                            .pod(
                                                    "report-1",
                                                    p ->
                                                            p.phase(Phase.SUCCEEDED)
                                                                    .app(
                                                                            c ->
                                                                                    c.ended(
                                                                                            0, "",
                                                                                            "9m",
                                                                                            "5m"))));

            assertThat(Said.circumstances(cluster.claimedAt("6m").judge("Job", "report")))
                    .contains(EARLY);
            assertThat(Said.circumstances(cluster.claimedAt("4m").judge("Job", "report")))
                    .doesNotContain(EARLY);
        }

        @ParameterizedTest
        @CsvSource({"15m5s, PlatformGaveUpEarly", "15m4s, ''"})
        void aBuildThatPushedLater(String claim, String told) {
            Cluster cluster = cluster().with(pushed()).claimedAt(claim);

            assertThat(Said.circumstances(cluster.judge("Job", "build-shop"))).isEqualTo(told);
        }

        @Test
        void aBuildWithoutADigestThatEndedLater() {
            Cluster cluster =
                    cluster()
                            .with(
                                    build("build-shop", V1)
                                            .ended(0, "Completed", "15m")
                                            .job(j -> j.complete("15m")))
                            .claimedAt("16m");

            assertThat(Said.circumstances(cluster.judge("Job", "build-shop"))).isEqualTo(EARLY);
        }

        @Test
        void tellsBothTimes() {
            Verdict verdict =
                    cluster()
                            .with(shop())
                            .with(pushed())
                            .claimedAt("10m")
                            .judge("Deployment", "shop");

            assertThat(verdict.circumstances().getFirst().facts().getFirst().value())
                    .isEqualTo(ago("10m").toString());
            assertThat(verdict.circumstances().getFirst().facts().getFirst().at())
                    .contains(ago("9m"));
        }
    }

    @Nested
    class TroubleSelfResolved {
        private static final String NO_CPU = "0/1 nodes are available: 1 Insufficient cpu.";

        @Test
        void whenAnEventNamedACauseThatTheStateRefutes() {
            AWorkload shop = shop();
            Verdict verdict =
                    cluster()
                            .with(shop)
                            .with(pushed())
                            .with(warning(shop.podRef(), "FailedScheduling", NO_CPU).at("11m"))
                            .judge("Deployment", "shop");

            assertThat(Said.circumstances(verdict)).isEqualTo("TroubleSelfResolved");
            assertThat(verdict.circumstances().getFirst().subject())
                    .isEqualTo("InsufficientResources");
            assertThat(verdict.circumstances().getFirst().facts().getFirst().value())
                    .isEqualTo(NO_CPU);
        }

        @Test
        void alsoOfTheReplicaSetTheWorkloadAndTheBuild() {
            AWorkload shop = shop();
            String quota =
                    "pods \"x\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2,"
                            + " limited: pods=2";
            ABuild build = pushed();
            for (var object : new ObjectRef[] {shop.replicaSet(), shop.ref(), build.ref()}) {
                assertThat(
                                told(
                                        cluster()
                                                .with(shop)
                                                .with(build)
                                                .with(
                                                        warning(object, "FailedCreate", quota)
                                                                .at("12m"))))
                        .isEqualTo("TroubleSelfResolved");
            }
            assertThat(
                            told(
                                    cluster()
                                            .with(shop)
                                            .with(build)
                                            .with(
                                                    warning(
                                                                    build.podRef(),
                                                                    "FailedScheduling",
                                                                    NO_CPU)
                                                            .at("20m"))))
                    .isEqualTo("TroubleSelfResolved");
        }

        @Test
        void theLatestOfSeveralIsNamed() {
            AWorkload shop = shop();
            Verdict verdict =
                    cluster()
                            .with(shop)
                            .with(pushed())
                            .with(warning(shop.podRef(), "FailedScheduling", NO_CPU).at("11m"))
                            .with(
                                    warning(
                                                    shop.podRef(),
                                                    "Failed",
                                                    "Failed to pull image \"x\": x: not found")
                                            .container("app")
                                            .at("10m"))
                            .judge("Deployment", "shop");

            assertThat(verdict.circumstances().getFirst().subject()).isEqualTo("ImageNotFound");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Unhealthy | Readiness probe failed: HTTP probe failed with statuscode: 500",
                    "BackOff | Back-off restarting failed container app in pod shop",
                    "FailedToRetrieveImagePullSecret | Unable to retrieve some image pull secrets"
                            + " (x)",
                    "DNSConfigForming | Search Line limits were exceeded"
                })
        void notForProbesCrashesAndNoise(String reason, String message) {
            AWorkload shop = shop();

            assertThat(
                            told(
                                    cluster()
                                            .with(shop)
                                            .with(pushed())
                                            .with(
                                                    warning(shop.podRef(), reason, message)
                                                            .container("app")
                                                            .at("10m"))))
                    .isEmpty();
        }

        @Test
        void notForAnEventThatIsNoWarning() {
            AWorkload shop = shop();

            assertThat(
                            told(
                                    cluster()
                                            .with(shop)
                                            .with(pushed())
                                            .with(
                                                    normal(
                                                            shop.podRef(),
                                                            "FailedScheduling",
                                                            NO_CPU))))
                    .isEmpty();
        }

        @Test
        void notForAnotherPod() {
            assertThat(
                            told(
                                    cluster()
                                            .with(shop())
                                            .with(pushed())
                                            .with(
                                                    warning(
                                                            APod.pod("x").ref(),
                                                            "FailedScheduling",
                                                            NO_CPU))))
                    .isEmpty();
        }

        @Test
        void notWhileSomethingIsWrong() {
            AWorkload bad =
                    deployment("shop", V1).pod(p -> p.unready("1m").app(c -> c.crashLooping(3)));

            assertThat(
                            told(
                                    cluster()
                                            .with(bad)
                                            .with(pushed())
                                            .with(
                                                    warning(
                                                                    bad.podRef(),
                                                                    "FailedScheduling",
                                                                    NO_CPU)
                                                            .at("11m"))))
                    .isEmpty();
        }

        @Test
        void notForAPodThatHasNotStarted() {
            AWorkload waits = deployment("shop", V1).pod(p -> p.placed());

            assertThat(
                            told(
                                    cluster()
                                            .with(waits)
                                            .with(pushed())
                                            .with(
                                                    warning(
                                                                    waits.podRef(),
                                                                    "FailedScheduling",
                                                                    NO_CPU)
                                                            .at("2m"))))
                    .isEmpty();
        }
    }

    @Nested
    class OldRevisionServes {
        private static final String OLD = "OldRevisionServes";

        @Test
        void whenOlderPodsServe() {
            AWorkload rolling =
                    deployment("shop", V1)
                            .earlier(REPO + ":v0", "50m")
                            .olderPod(p -> {})
                            .olderPod(p -> {})
                            .pod(p -> p.unready("1m").app(c -> c.crashLooping(3)));
            Verdict verdict = cluster().with(rolling).with(pushed()).judge("Deployment", "shop");

            assertThat(Said.circumstances(verdict)).isEqualTo(OLD);
            assertThat(verdict.circumstances().getFirst().facts().getFirst().value())
                    .isEqualTo("2");
        }

        @Test
        void whenThisAttemptsImageNeverCame() {
            assertThat(
                            told(
                                    cluster()
                                            .with(
                                                    deployment("shop", V1)
                                                            .revised("50m")
                                                            .pod(p -> p.app(c -> c.runs(EARLIER))))
                                            .with(
                                                    build("build-shop", V1)
                                                            .failed("error building image: x"))))
                    .isEqualTo(OLD);
            assertThat(
                            told(
                                    cluster()
                                            .with(deployment("shop", V1).pod(p -> {}))
                                            .with(build("build-shop", V1).running())))
                    .isEqualTo(OLD);
        }

        @Test
        void notWhenOlderPodsAreNotReadyOrGoing() {
            AWorkload rolling =
                    deployment("shop", V1)
                            .earlier(REPO + ":v0", "50m")
                            .olderPod(p -> p.unready())
                            .olderPod(p -> p.terminating())
                            .pod(p -> p.unready("1m").app(c -> c.crashLooping(3)));

            assertThat(told(cluster().with(rolling).with(pushed()))).isEmpty();
        }

        @Test
        void notWhenTheFailedBuildsWorkloadServesNothing() {
            assertThat(
                            told(
                                    cluster()
                                            .with(deployment("shop", V1).pod(p -> p.unready()))
                                            .with(
                                                    build("build-shop", V1)
                                                            .failed("error building image: x"))))
                    .isEmpty();
        }
    }

    @Nested
    class OfTheBuild {
        @Test
        void retriedWhenThereAreTwoPods() {
            ABuild twice =
                    build("build-shop", V1)
                            .job(j -> j.backoffLimit(1))
                            .pod(
                                    "first",
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .created("20m")
                                                    .app(c -> c.ended(1, "", "20m", "19m")))
                            .pushed(BUILT);

            assertThat(toldOfBuild(twice)).isEqualTo("BuildRetried");
        }

        @ParameterizedTest
        @CsvSource({"1, 0, ''", "0, 1, ''", "1, 1, BuildRetried", "0, 2, BuildRetried"})
        void retriedByTheJobsOwnCount(int succeeded, int failed, String told) {
            assertThat(toldOfBuild(pushed().job(j -> j.counts(0, succeeded, failed))))
                    .isEqualTo(told);
        }

        @ParameterizedTest
        @CsvSource({"OnFailure, BuildRetried", "Never, ''"})
        void retriedWhenTheContainerWasRestartedToTryAgain(String policy, String told) {
            ABuild build =
                    build("build-shop", V1)
                            .job(j -> j.restartPolicy(policy))
                            .pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(
                                                            c ->
                                                                    c.restarted(1)
                                                                            .ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "19m",
                                                                                    "15m")))
                            .log(work(pushLines(V1, BUILT)))
                            .job(j -> j.complete("15m"));

            assertThat(toldOfBuild(build)).isEqualTo(told);
        }

        @Test
        void aPushThatIsRetried() {
            ABuild build =
                    build("build-shop", V1)
                            .running()
                            .log(
                                    info("Pushing image to " + V1),
                                    "\u001b[33mWARN\u001b[0m[0007] Retrying operation after 1s due"
                                        + " to Put \"https://registry.test\": dial tcp: connect:"
                                        + " connection refused");

            assertThat(toldOfBuild(build)).isEqualTo("PushRetrying");
        }

        @Test
        void notAPullThatIsRetried() {
            ABuild build =
                    build("build-shop", V1)
                            .running()
                            .log(
                                    info("Retrieving image manifest alpine:3.20"),
                                    "\u001b[33mWARN\u001b[0m[0007] Retrying operation after 1s due"
                                            + " to Get \"https://index.docker.io/v2/\": dial tcp:"
                                            + " connect: connection refused");

            assertThat(toldOfBuild(build)).isEmpty();
        }

        @Test
        void aKilledStepOnlyWhereSomethingWasPushed() {
            ABuild failed =
                    build("build-shop", V1)
                            .flags("--no-push")
                            .ended(0, "OOMKilled", "15m")
                            .job(j -> j.complete("15m"));
            ABuild killed =
                    build("build-shop", V1)
                            .ended(137, "OOMKilled", "15m")
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));
            ABuild unknown =
                    build("build-shop", V1)
                            .ended(0, "OOMKilled", "15m")
                            .job(j -> j.complete("15m"));

            assertThat(toldOfBuild(failed)).isEmpty();
            assertThat(toldOfBuild(killed)).isEmpty();
            assertThat(toldOfBuild(unknown)).isEqualTo("BuildStepKilled");
        }

        @Test
        void aNetworkFaultOnlyInAFailedStep() {
            ABuild step =
                    build("build-shop", V1)
                            .ended(1, "Error", "15m")
                            .log(
                                    info("Running: [/bin/sh -c pip install x]"),
                                    "Temporary failure in name resolution",
                                    info("Taking snapshot of full filesystem..."),
                                    "error pushing image: failed to push to destination "
                                            + V1
                                            + ": UNAUTHORIZED: denied")
                            .job(j -> j.failed("BackoffLimitExceeded", "15m"));

            assertThat(toldOfBuild(step)).isEmpty();
        }

        @Test
        void theTagMovedWhenALaterBuildPushedSomethingElseToIt() {
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .with(pushed())
                            .with(build("later", V1).requested("18m").pushed(LATER, "14m"))
                            .naming("build-shop");

            assertThat(told(cluster)).isEqualTo("TagMovedSinceBuild");
        }

        @ParameterizedTest
        @CsvSource({
            // destination, requested, digest
            "v2, 18m, f",
            "v1, 30m, f",
            "v1, 18m, b"
        })
        void theTagDidNotMoveByAnotherTagAnEarlierBuildOrTheSameImage(
                String tag, String requested, char digest) {
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .with(pushed())
                            .with(
                                    build("other", REPO + ":" + tag)
                                            .requested(requested)
                                            .pushed(Digests.digest(digest), "14m"))
                            .naming("build-shop");

            assertThat(told(cluster)).isEmpty();
        }
    }

    @Nested
    class OfTheWorkload {
        @Test
        void aServiceThatSelectsNothing() {
            Verdict verdict =
                    cluster()
                            .with(shop())
                            .with(pushed())
                            .service("shop", "app", "shopp")
                            .judge("Deployment", "shop");

            assertThat(Said.circumstances(verdict)).isEqualTo("ServiceSelectsNothing");
            assertThat(verdict.circumstances().getFirst().subject()).isEqualTo("shop");
            assertThat(verdict.circumstances().getFirst().facts().getFirst().value())
                    .isEqualTo("app=shopp");
        }

        @ParameterizedTest
        @CsvSource({"shop, app, shop", "shop, '', ''", "cart, app, nobody"})
        void notOneThatSelectsNamesNoLabelOrIsAnothers(String name, String key, String value) {
            assertThat(told(cluster().with(shop()).with(pushed()).service(name, key, value)))
                    .isEmpty();
        }

        @Test
        void notBeforeThereIsAnyPod() {
            AWorkload none = deployment("shop", V1).revised("10s");

            assertThat(told(cluster().with(none).with(pushed()).service("shop", "app", "x")))
                    .isEmpty();
        }

        @Test
        void aPassedProgressDeadline() {
            AWorkload late =
                    shop().condition("Progressing", Status.FALSE, "ProgressDeadlineExceeded", "");

            assertThat(told(cluster().with(late).with(pushed())))
                    .isEqualTo("ProgressDeadlinePassed");
        }

        @Test
        void aRestartThatIsNotTheTrouble() {
            AWorkload restarted =
                    deployment("shop", V1)
                            .pod(p -> p.app(c -> c.restarted(4).before(1, "Error", "60m", "59m")));

            assertThat(told(cluster().with(restarted).with(pushed())))
                    .isEqualTo("ContainerRestarted");
        }

        @Test
        void notARestartThatIsTheTrouble() {
            AWorkload bad =
                    deployment("shop", V1).pod(p -> p.unready().app(c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()))).isEmpty();
        }

        @Test
        void anImagePatchedByHandIsToldWithItsPod() {
            AWorkload patched =
                    deployment("shop", V1)
                            .pod(p -> p.app(c -> c.image(REPO + ":hand").runs(OTHER)));
            Verdict verdict = cluster().with(patched).with(pushed()).judge("Deployment", "shop");

            assertThat(Said.circumstances(verdict)).isEqualTo("ImagePatchedOnPod");
            assertThat(verdict.circumstances().getFirst().subject()).isEqualTo("shop-new-0");
        }

        @Test
        void rolledBackWhicheverAttemptIsAskedAbout() {
            AWorkload back =
                    deployment("shop", REPO + "@" + EARLIER)
                            .earlier(REPO + "@" + BUILT, "14m")
                            .revised("50m")
                            .pod(p -> p.app(c -> c.runs(EARLIER)));

            assertThat(
                            told(
                                    cluster()
                                            .with(back)
                                            .with(
                                                    build("old", V1)
                                                            .requested("55m")
                                                            .pushed(EARLIER, "52m"))
                                            .naming("old")))
                    .isEqualTo("RolledBack");
        }

        @ParameterizedTest
        @ValueSource(strings = {"14m", "50m"})
        void notWhenTheNewestRevisionIsTheYoungest(String earlier) {
            AWorkload rolled = deployment("shop", V1).earlier(REPO + ":v0", earlier).pod(p -> {});

            assertThat(told(cluster().with(rolled).with(pushed()))).isEmpty();
        }

        @Test
        void anEvictedPodThatItsSuccessorReplaced() {
            AWorkload evicted =
                    deployment("shop", V1)
                            .pod(
                                    p ->
                                            p.failed("Evicted", "low on memory")
                                                    .app(c -> c.ended(137, "", "30m", "20m")))
                            .pod(p -> {});

            assertThat(told(cluster().with(evicted).with(pushed()))).isEqualTo("PodEvicted");
        }

        @Test
        void aPreemptedPodThatItsSuccessorReplaced() {
            AWorkload byReason =
                    deployment("shop", V1)
                            .pod(
                                    p ->
                                            p.failed("Preempting", "")
                                                    .app(c -> c.ended(137, "", "30m", "20m")))
                            .pod(p -> {});
            AWorkload byCondition =
                    deployment("shop", V1)
                            .pod(
                                    p ->
                                            p.failed("", "")
                                                    .condition(
                                                            "DisruptionTarget",
                                                            Status.TRUE,
                                                            "PreemptionByScheduler",
                                                            "20m")
                                                    .app(c -> c.ended(137, "", "30m", "20m")))
                            .pod(p -> {});

            assertThat(told(cluster().with(byReason).with(pushed()))).isEqualTo("PodPreempted");
            assertThat(told(cluster().with(byCondition).with(pushed()))).isEqualTo("PodPreempted");
        }

        @Test
        void notADisruptionOfAnotherKind() {
            AWorkload deleted =
                    deployment("shop", V1)
                            .pod(
                                    p ->
                                            p.failed("", "")
                                                    .condition(
                                                            "DisruptionTarget",
                                                            Status.TRUE,
                                                            "EvictionByEvictionAPI",
                                                            "20m")
                                                    .app(c -> c.ended(137, "", "30m", "20m")))
                            .pod(p -> {});

            assertThat(told(cluster().with(deleted).with(pushed()))).isEmpty();
        }
    }

    @Nested
    class SidecarFailing {
        private static final String SIDE = "SidecarFailing";

        @Test
        void besideTheBuildersContainer() {
            ABuild build =
                    build("build-shop", V1)
                            .job(j -> j.with(container("proxy", "proxy:1")))
                            .pod(
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .app(c -> c.ended(0, "Completed", "19m", "15m"))
                                                    .container(
                                                            "proxy",
                                                            c -> c.ended(1, "Error", "19m", "14m")))
                            .log(work(pushLines(V1, BUILT)))
                            .job(j -> j.failed("BackoffLimitExceeded", "14m"));

            assertThat(toldOfBuild(build)).isEqualTo(SIDE);
        }

        @Test
        void notBesideABuilderThatFailedItself() {
            ABuild build =
                    build("build-shop", V1)
                            .job(j -> j.with(container("proxy", "proxy:1")))
                            .pod(
                                    p ->
                                            p.phase(Phase.FAILED)
                                                    .app(c -> c.ended(1, "Error", "19m", "15m"))
                                                    .container(
                                                            "proxy",
                                                            c -> c.ended(1, "Error", "19m", "14m")))
                            .log(work("error building image: x"))
                            .job(j -> j.failed("BackoffLimitExceeded", "14m"));

            assertThat(toldOfBuild(build)).isEmpty();
        }

        @Test
        void notAHelperThatEndedWell() {
            ABuild build =
                    build("build-shop", V1)
                            .job(j -> j.with(container("proxy", "proxy:1")))
                            .pod(
                                    p ->
                                            p.phase(Phase.SUCCEEDED)
                                                    .app(c -> c.ended(0, "Completed", "19m", "15m"))
                                                    .container(
                                                            "proxy",
                                                            c -> c.ended(0, "", "19m", "14m")))
                            .log(work(pushLines(V1, BUILT)))
                            .job(j -> j.complete("14m"));

            assertThat(toldOfBuild(build)).isEmpty();
        }

        @Test
        void besideTheApp() {
            AWorkload bad =
                    deployment("shop", V1)
                            .container(container("proxy", "proxy:1").sidecar())
                            .pod(p -> p.unready().container("proxy", c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()))).isEqualTo(SIDE);
        }

        @Test
        void besideTheAppAlsoAnAppOfAnotherRepository() {
            AWorkload bad =
                    deployment("shop", V1)
                            .container(container("proxy", "proxy.test/proxy:1"))
                            .pod(p -> p.unready().container("proxy", c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()))).isEqualTo(SIDE);
        }

        @Test
        void notTheAppItself() {
            AWorkload bad =
                    deployment("shop", V1).pod(p -> p.unready().app(c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()))).isEmpty();
            assertThat(told(cluster().with(bad))).isEmpty();
        }

        @Test
        void notAnotherContainerOfTheSameRepository() {
            AWorkload bad =
                    deployment("shop", V1)
                            .container(container("worker", V1))
                            .pod(p -> p.unready().container("worker", c -> c.crashLooping(3)));

            assertThat(told(cluster().with(bad).with(pushed()))).isEmpty();
        }

        @Test
        void notASidecarThatRunsAgainBesideAGoodVerdict() {
            AWorkload fine =
                    deployment("shop", V1)
                            .container(container("proxy", "proxy:1").sidecar())
                            .pod(
                                    p ->
                                            p.container(
                                                    "proxy",
                                                    c ->
                                                            c.restarted(1)
                                                                    .before(1, "", "60m", "59m")));

            assertThat(told(cluster().with(fine).with(pushed()))).isEqualTo("ContainerRestarted");
        }
    }
}
