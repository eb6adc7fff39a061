package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.AJob;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Times;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.PodFailurePolicy.Action;
import dev.verdict.core.workload.PodFailurePolicy.ExitCodes;
import dev.verdict.core.workload.PodFailurePolicy.OnCondition;
import dev.verdict.core.workload.PodFailurePolicy.Rule;
import dev.verdict.core.workload.Template;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Jobs, CronJobs and pods that run to their end, as workloads.
class RunQuestionTest {
    private static final String IMAGE = "registry.test/team/report:v1";

    private static AJob report() {
        return job("report", IMAGE);
    }

    private static String serves(AJob job) {
        return cluster().with(job).serves("Job", "report");
    }

    private static AJob failedOnce(AJob job) {
        return job.pod(
                "report-1",
                p -> p.phase(Phase.FAILED).unready().app(c -> c.ended(3, "Error", "10m", "9m")));
    }

    @Nested
    class ByItsConditions {
        @Test
        void completeIsServing() {
            assertThat(serves(report().complete("1m"))).isEqualTo("Serving");
        }

        @Test
        void certainToCompleteIsServing() {
            assertThat(serves(report().condition("SuccessCriteriaMet", "", "1m")))
                    .isEqualTo("Serving");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Failed", "FailureTarget"})
        void failedForGoodIsFailingWithTheCauseOfItsLastPod(String condition) {
            assertThat(
                            serves(
                                    failedOnce(report())
                                            .condition(condition, "BackoffLimitExceeded", "9m")))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void failedForGoodWithoutAPodIsFailingOfNobodyKnowsWhat() {
            assertThat(serves(report().failed("BackoffLimitExceeded", "9m")))
                    .isEqualTo("Failing start unrecognised developer proven");
        }

        @Test
        void aConditionThatIsNotTrueSaysNothing() {
            assertThat(
                            serves(
                                    report().condition("Failed", Status.FALSE, "", "9m")
                                            .condition("Complete", Status.FALSE, "", "9m")
                                            .pod("report-1", p -> {})))
                    .isEqualTo("Converging ready");
        }

        @Test
        void suspendedIsBlocked() {
            assertThat(serves(report().suspended().notStarted()))
                    .isEqualTo("Blocked admission JobSuspended platform proven");
        }

        @Test
        void suspendedAfterItCompletedIsServing() {
            assertThat(serves(report().complete("1m").suspended())).isEqualTo("Serving");
        }

        @Test
        void conditionsAreReadAlsoWhenThePodsAreNot() {
            Cluster complete = cluster().with(report().complete("1m")).unreadable(Look.PODS);
            Cluster open = cluster().with(report()).unreadable(Look.PODS);

            assertThat(complete.serves("Job", "report")).isEqualTo("Serving");
            assertThat(open.serves("Job", "report")).isEqualTo("Unseen ready Forbidden, may fail");
        }
    }

    @Nested
    class ByItsPods {
        @Test
        void runningIsConverging() {
            assertThat(serves(report().pod("report-1", p -> {}))).isEqualTo("Converging ready");
        }

        @Test
        void alsoAfterHoursAndWithoutBeingReady() {
            assertThat(
                            serves(
                                    report().pod(
                                                    "report-1",
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.running("9h")
                                                                                            .unready()))))
                    .isEqualTo("Converging ready");
        }

        @Test
        void aPodThatSucceededBeforeTheControllerNoticedIsServing() {
            assertThat(
                            serves(
                                    report().pod(
                                                    "report-1",
                                                    p ->
                                                            p.phase(Phase.SUCCEEDED)
                                                                    .app(
                                                                            c ->
                                                                                    c.ended(
                                                                                            0,
                                                                                            "Completed",
                                                                                            "9m",
                                                                                            "1m")))))
                    .isEqualTo("Serving");
        }

        @ParameterizedTest
        @CsvSource({"0, true", "1, false"})
        void retriesLeftAreComputedFromThePods(int limit, boolean failing) {
            assertThat(serves(failedOnce(report().backoffLimit(limit))).startsWith("Failing"))
                    .isEqualTo(failing);
        }

        @ParameterizedTest
        @CsvSource({"2, false", "3, true"})
        void triesWhosePodsAreGoneCountByTheJobsOwnCount(int failed, boolean failing) {
            assertThat(
                            serves(failedOnce(report().backoffLimit(2).counts(0, 0, failed)))
                                    .startsWith("Failing"))
                    .isEqualTo(failing);
        }

        @Test
        void aFailedTryHurts() {
            assertThat(serves(failedOnce(report().backoffLimit(1))))
                    .isEqualTo("Converging start, hurts: start ContainerCrashes developer proven");
        }

        @Test
        void aFailedTryHurtsAlsoWhileTheNextRuns() {
            assertThat(
                            serves(
                                    failedOnce(report().backoffLimit(1))
                                            .pod("report-2", p -> p.created("1m"))))
                    .isEqualTo("Converging start, hurts: start ContainerCrashes developer proven");
        }

        private Rule onExit(Action action, boolean in, String container, Integer... codes) {
            Optional<String> name = Optional.of(container).filter(n -> !n.equals("any"));
            return new Rule(action, Optional.of(new ExitCodes(name, in, Set.of(codes))), List.of());
        }

        @ParameterizedTest
        @CsvSource({
            // limit, action, in or not, container, code (the pod ended with 3), out of tries
            "6, FAIL_JOB, true, any, 3, true",
            "6, FAIL_JOB, true, main, 3, true",
            "6, FAIL_JOB, true, other, 3, false",
            "6, FAIL_JOB, true, any, 2, false",
            "6, FAIL_JOB, false, any, 2, true",
            "6, FAIL_JOB, false, any, 3, false",
            "6, FAIL_INDEX, true, any, 3, true",
            "0, COUNT, true, any, 3, true",
            "0, IGNORE, true, any, 3, false",
            "0, IGNORE, true, any, 2, true"
        })
        void aPodFailurePolicySaysWhatATryCounts(
                int limit, Action action, boolean in, String container, int code, boolean over) {
            AJob job =
                    failedOnce(report().backoffLimit(limit))
                            .failurePolicy(onExit(action, in, container, code));

            assertThat(serves(job).startsWith("Failing")).isEqualTo(over);
        }

        @Test
        void theFirstRuleThatMatchesCounts() {
            Rule disrupted =
                    new Rule(
                            Action.IGNORE,
                            Optional.empty(),
                            List.of(new OnCondition("Ready", "False")));
            AJob job = failedOnce(report().backoffLimit(6));

            assertThat(
                            serves(
                                    job.failurePolicy(
                                            disrupted, onExit(Action.FAIL_JOB, true, "any", 3))))
                    .startsWith("Converging");
            assertThat(
                            serves(
                                    job.failurePolicy(
                                            onExit(Action.FAIL_JOB, true, "any", 3), disrupted)))
                    .startsWith("Failing");
        }

        @Test
        void aPodWhoseContainersHaveAllEndedHasFailedBeforeItsPhaseSaysSo() {
            assertThat(
                            serves(
                                    report().pod(
                                                    "report-1",
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.ended(
                                                                                            3,
                                                                                            "Error",
                                                                                            "9m",
                                                                                            "1s")))))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void aPodWithAContainerThatStillRunsHasNot() {
            assertThat(
                            serves(
                                    report().with(container("side", "side:1"))
                                            .pod(
                                                    "report-1",
                                                    p ->
                                                            p.app(
                                                                    c ->
                                                                            c.ended(
                                                                                    3, "Error",
                                                                                    "9m", "1s")))))
                    .startsWith("Converging");
        }

        @Test
        void aPodWhoseContainersHaveAllEndedWellHasNotFailed() {
            assertThat(
                            serves(
                                    report().pod(
                                                    "report-1",
                                                    p ->
                                                            p.app(
                                                                    c ->
                                                                            c.ended(
                                                                                    0,
                                                                                    "Completed",
                                                                                    "9m",
                                                                                    "1s")))))
                    .isEqualTo("Converging ready");
        }

        @Test
        void aFailedInitContainerFailsAPodThatIsTriedOnce() {
            AJob job =
                    report().with(container("fetch", "git:1").init())
                            .pod(
                                    "report-1",
                                    p ->
                                            p.placed()
                                                    .container(
                                                            "fetch",
                                                            c -> c.ended(1, "Error", "2m", "1m")));

            assertThat(serves(job)).isEqualTo("Failing start InitContainerFails developer proven");
        }

        @Test
        void withRestartPolicyOnFailureAFailedTryIsThePreviousLife() {
            AJob job =
                    report().restartPolicy("OnFailure")
                            .backoffLimit(3)
                            .pod(
                                    "report-1",
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.running("10s")
                                                                    .restarted(1)
                                                                    .before(
                                                                            3, "Error", "1m",
                                                                            "20s")));

            assertThat(serves(job))
                    .isEqualTo("Converging start, hurts: start ContainerCrashes developer proven");
        }

        @Test
        void aPreviousLifeThatEndedWellDoesNotHurt() {
            AJob job =
                    report().restartPolicy("OnFailure")
                            .pod(
                                    "report-1",
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.running("10s")
                                                                    .restarted(1)
                                                                    .before(
                                                                            0,
                                                                            "Completed",
                                                                            "1m",
                                                                            "20s")));

            assertThat(serves(job)).isEqualTo("Converging ready");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Evicted",
                    "Preempting",
                    "Shutdown",
                    "NodeShutdown",
                    "Terminated",
                    "NodeLost"
                })
        void aPodThatTheClusterTookAwayIsJudgedByItsSuccessor(String reason) {
            AJob job =
                    report().backoffLimit(6)
                            .pod(
                                    "report-1",
                                    p ->
                                            p.failed(reason, "")
                                                    .app(c -> c.ended(137, "Error", "9m", "5m")))
                            .pod("report-2", p -> p.created("1m"));

            assertThat(serves(job)).isEqualTo("Converging ready");
        }

        @Test
        void aDisruptionIsTheClustersToo() {
            AJob job =
                    report().backoffLimit(6)
                            .pod(
                                    "report-1",
                                    p ->
                                            p.failed("", "")
                                                    .condition(
                                                            "DisruptionTarget",
                                                            Status.TRUE,
                                                            "PreemptionByScheduler",
                                                            "5m")
                                                    .app(c -> c.ended(137, "Error", "9m", "5m")))
                            .pod("report-2", p -> p.created("1m"));

            assertThat(serves(job)).isEqualTo("Converging ready");
        }

        @Test
        void aPodThatCannotBePlacedBlocks() {
            assertThat(
                            serves(
                                    report().pod(
                                                    "report-1",
                                                    p ->
                                                            p.unschedulable(
                                                                    "0/1 nodes are available: 1"
                                                                            + " Insufficient cpu.",
                                                                    "20m"))))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @Test
        void aPodOnALostNodeBlocks() {
            assertThat(
                            cluster()
                                    .with(report().pod("report-1", p -> {}))
                                    .with(node("node-1").lost())
                                    .serves("Job", "report"))
                    .isEqualTo("Blocked sandbox NodeLost platform proven");
        }

        @Test
        void aPodThatCouldNotBeLookedIntoIsUnseen() {
            assertThat(
                            cluster()
                                    .with(report().pod("report-1", p -> p.placed()))
                                    .unreadable(Look.EVENTS)
                                    .serves("Job", "report"))
                    .isEqualTo("Unseen ready Forbidden, may fail");
        }

        @Test
        void aProgramThatCannotBeStartedHurts() {
            assertThat(
                            serves(
                                    report().restartPolicy("OnFailure")
                                            .pod(
                                                    "report-1",
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.couldNotStart(
                                                                                            "StartError",
                                                                                            "exec:"
                                                                                                + " \"x\":"
                                                                                                + " executable"
                                                                                                + " file"
                                                                                                + " not found"
                                                                                                + " in $PATH")))))
                    .isEqualTo("Converging start, hurts: start CommandNotFound developer proven");
        }
    }

    @Nested
    class WithoutAPod {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "29s | Converging rollout, look in 1s",
                    "30s | Blocked admission PodNotCreated platform proven",
                    "31s | Blocked admission PodNotCreated platform proven"
                })
        void aControllerThatIsSilentFor30SecondsCreatesNone(String age, String said) {
            assertThat(serves(report().created(age))).isEqualTo(said);
        }

        @Test
        void theJobsStartIsWhenItsPodIsDue() {
            assertThat(serves(report().created("29s").notStarted()))
                    .isEqualTo("Converging rollout, look in 1s");
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "0, 1"})
        void aJobThatCountsPodsHadSome(int active, int failed) {
            assertThat(serves(report().backoffLimit(3).counts(active, 0, failed)))
                    .startsWith("Converging rollout");
        }

        @Test
        void aRefusalIsTheCause() {
            AJob job = report().created("20s");

            assertThat(
                            cluster()
                                    .with(job)
                                    .with(
                                            warning(
                                                            job.ref(),
                                                            "FailedCreate",
                                                            "pods \"report-\" is forbidden:"
                                                                + " exceeded quota: q, requested:"
                                                                + " pods=1, used: pods=2, limited:"
                                                                + " pods=2")
                                                    .at("10s"))
                                    .serves("Job", "report"))
                    .isEqualTo("Blocked admission QuotaExceeded platform inferred");
        }

        @Test
        void withoutReadableEventsItMayHaveBeenRefused() {
            assertThat(
                            cluster()
                                    .with(report().created("20s"))
                                    .unreadable(Look.EVENTS)
                                    .serves("Job", "report"))
                    .isEqualTo("Unseen ready Forbidden, may fail");
        }
    }

    @Nested
    class CronJobs {
        private CronJob nightly(boolean suspended) {
            return nightly(suspended, Optional.empty());
        }

        private CronJob nightly(boolean suspended, Optional<Instant> lastRun) {
            return new CronJob(
                    new ObjectRef("CronJob", Cluster.HERE, "nightly", "uid-nightly"),
                    Map.of(),
                    Map.of(),
                    Times.ago("3h"),
                    new Template("nightly", Map.of(), List.of(container("main", IMAGE).spec())),
                    "0 3 * * *",
                    Optional.empty(),
                    suspended,
                    lastRun);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // last scheduled | its newest run that is there was made
                    "30m | 30m | Serving",
                    "30m | 29m | Serving",
                    "30m | 31m | Unseen rollout Expired, may fail"
                })
        void aRunThatWasMadeAndIsGoneIsUnseen(String last, String made, String said) {
            CronJob cron = nightly(false, Optional.of(Times.ago(last)));

            assertThat(
                            cluster()
                                    .with(cron)
                                    .with(
                                            job("nightly-1", IMAGE)
                                                    .ownedBy(cron.ref())
                                                    .created(made)
                                                    .complete("1m"))
                                    .serves("CronJob", "nightly"))
                    .isEqualTo(said);
        }

        @Test
        void theOnlyRunThatWasMadeAndIsGoneIsUnseen() {
            assertThat(
                            cluster()
                                    .with(nightly(false, Optional.of(Times.ago("30m"))))
                                    .serves("CronJob", "nightly"))
                    .isEqualTo("Unseen rollout Expired, may fail");
        }

        private String serves(Cluster cluster) {
            return cluster.with(nightly(false)).serves("CronJob", "nightly");
        }

        @Test
        void noRunDueYetIsConverging() {
            assertThat(serves(cluster())).isEqualTo("Converging rollout");
        }

        @Test
        void suspendedWithoutARunIsBlocked() {
            assertThat(cluster().with(nightly(true)).serves("CronJob", "nightly"))
                    .isEqualTo("Blocked admission JobSuspended platform proven");
        }

        @Test
        void itsNewestRunAnswers() {
            ObjectRef owner = nightly(false).ref();
            Cluster cluster =
                    cluster()
                            .with(
                                    job("nightly-1", IMAGE)
                                            .ownedBy(owner)
                                            .created("2h")
                                            .failed("BackoffLimitExceeded", "1h"))
                            .with(
                                    job("nightly-2", IMAGE)
                                            .ownedBy(owner)
                                            .created("1h")
                                            .complete("1m"));

            assertThat(serves(cluster)).isEqualTo("Serving");
        }

        @Test
        void aRunOfAnEarlierImageIsNotOfThisRevision() {
            Cluster cluster =
                    cluster()
                            .with(
                                    job("nightly-1", "registry.test/report:v0")
                                            .ownedBy(nightly(false).ref())
                                            .created("1h")
                                            .failed("BackoffLimitExceeded", "50m"));

            assertThat(serves(cluster)).isEqualTo("Converging rollout");
        }

        @Test
        void anotherCronJobsRunSaysNothing() {
            ObjectRef other = new ObjectRef("CronJob", Cluster.HERE, "nightly", "uid-before");

            assertThat(
                            serves(
                                    cluster()
                                            .with(
                                                    job("nightly-1", IMAGE)
                                                            .ownedBy(other)
                                                            .failed("BackoffLimitExceeded", "1h"))))
                    .isEqualTo("Converging rollout");
        }

        @Test
        void runsThatCannotBeListedAreUnseen() {
            assertThat(serves(cluster().unreadable(Look.JOBS)))
                    .isEqualTo("Unseen rollout Forbidden, may fail");
        }
    }

    @Nested
    class BarePods {
        private String serves(APod pod) {
            return cluster().with(pod.with(container("app", IMAGE))).serves("Pod", "solo");
        }

        @Test
        void readyIsServing() {
            assertThat(serves(pod("solo"))).isEqualTo("Serving");
        }

        @Test
        void succeededIsServing() {
            assertThat(serves(pod("solo").phase(Phase.SUCCEEDED))).isEqualTo("Serving");
        }

        @Test
        void beingDeletedIsUnseen() {
            assertThat(serves(pod("solo").terminating()))
                    .isEqualTo("Unseen ready Expired, may fail");
        }

        @Test
        void takenAwayIsBlockedByItsNode() {
            assertThat(
                            serves(
                                    pod("solo")
                                            .failed(
                                                    "Evicted",
                                                    "The node was low on resource: memory")))
                    .isEqualTo("Blocked schedule NodePressure platform proven");
        }

        @Test
        void failedAfterItRanIsFailing() {
            assertThat(
                            cluster()
                                    .with(
                                            pod("solo")
                                                    .with(container("app", IMAGE))
                                                    .failed("", "")
                                                    .app(c -> c.ended(3, "Error", "9m", "1m")))
                                    .serves("Pod", "solo"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void refusedByItsKubeletIsBlocked() {
            assertThat(
                            cluster()
                                    .with(
                                            pod("solo")
                                                    .with(container("app", IMAGE).unreported())
                                                    .failed("OutOfcpu", "Pod was rejected"))
                                    .serves("Pod", "solo"))
                    .isEqualTo("Blocked schedule PodRefusedByNode platform proven");
        }

        @Test
        void failedForNobodyKnowsWhatIsFailing() {
            assertThat(
                            cluster()
                                    .with(
                                            pod("solo")
                                                    .with(container("app", IMAGE).unreported())
                                                    .failed("", "the moon is full"))
                                    .serves("Pod", "solo"))
                    .isEqualTo("Failing start unrecognised developer proven");
        }

        @Test
        void ofSeveralContainersTheFirstToEndBadlyIsTheCause() {
            assertThat(
                            cluster()
                                    .with(
                                            pod("solo")
                                                    .failed("", "")
                                                    .with(
                                                            container("a", IMAGE)
                                                                    .ended(1, "Error", "9m", "1m"))
                                                    .with(
                                                            container("b", IMAGE)
                                                                    .ended(
                                                                            137,
                                                                            "OOMKilled",
                                                                            "9m",
                                                                            "2m")))
                                    .serves("Pod", "solo"))
                    .isEqualTo("Failing start OutOfMemory developer proven");
        }
    }

    @Test
    void aDeploymentsPodsAreMeantToRunOn() {
        AWorkload shop =
                AWorkload.deployment("shop", IMAGE)
                        .pod(p -> p.unready().app(c -> c.ended(0, "Completed", "9m", "1m")));

        assertThat(
                        cluster()
                                .with(shop)
                                .with(normal(shop.podRef(), "Started", "").container("app"))
                                .serves("shop"))
                .isEqualTo("Converging start, hurts: start ContainerExits developer proven");
    }
}
