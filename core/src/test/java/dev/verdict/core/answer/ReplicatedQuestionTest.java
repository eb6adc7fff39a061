package dev.verdict.core.answer;

import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.AWorkload.daemonSet;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AWorkload.replicaSet;
import static dev.verdict.core.testing.AWorkload.statefulSet;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.workload.Replicated.Kind;
import dev.verdict.core.workload.Replicated.Update;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicatedQuestionTest {
    private static final String OLD = "registry.test/team/shop:v1";
    private static final String NEW = "registry.test/team/shop:v2";
    private static final String QUOTA =
            "pods \"shop-new-\" is forbidden: exceeded quota: compute, requested: pods=1, used:"
                    + " pods=2, limited: pods=2";

    private static AWorkload rolling() {
        return deployment("shop", NEW).earlier(OLD, "50m");
    }

    private static String serves(AWorkload workload) {
        return cluster().with(workload).serves("shop");
    }

    @Nested
    class Rollout {
        @ParameterizedTest
        @EnumSource(Kind.class)
        void everyReplicaOfTheNewestRevisionReadyIsServing(Kind kind) {
            AWorkload shop = AWorkload.of(kind, "shop", NEW).replicas(2).pod(p -> {}).pod(p -> {});

            assertThat(cluster().with(shop).serves(kind.word(), "shop")).isEqualTo("Serving");
        }

        @Test
        void oldPodsThatStillServeProveNothing() {
            AWorkload shop =
                    rolling().olderPod(p -> {}).pod(p -> p.unready().app(c -> c.crashLooping(2)));

            assertThat(serves(shop)).isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void readyPodsAreNotAllWhileOlderOnesRemain() {
            assertThat(serves(rolling().olderPod(p -> {}).pod(p -> {})))
                    .isEqualTo("Converging rollout");
        }

        @Test
        void terminatingPodsOfAnOlderRevisionDoNotRemain() {
            assertThat(serves(rolling().olderPod(APod::terminating).pod(p -> {})))
                    .isEqualTo("Serving");
        }

        @Test
        void terminatingPodsOfTheNewestRevisionDoNotCount() {
            assertThat(serves(deployment("shop", NEW).pod(APod::terminating)))
                    .isEqualTo("Blocked admission PodNotCreated platform proven");
        }

        @Test
        void surgePodsBeyondTheWantedOnesDoNotMatter() {
            assertThat(serves(deployment("shop", NEW).replicas(1).pod(p -> {}).pod(p -> {})))
                    .isEqualTo("Serving");
        }

        @Test
        void aChangeThatTheControllerHasNotSeenIsNotDone() {
            assertThat(serves(deployment("shop", NEW).pod(p -> {}).unobserved()))
                    .isEqualTo("Converging rollout");
        }

        @Test
        void aTemplateWithoutItsReplicaSetIsNotDone() {
            AWorkload shop = rolling().olderPod(p -> {}).withoutNewestRevision();

            assertThat(serves(shop)).isEqualTo("Converging rollout");
        }

        @Test
        void thePodsOfADeletedAndRemadeDeploymentAreNotItsOwn() {
            AWorkload before = deployment("shop", NEW).uid("uid-before").pod(p -> {});
            AWorkload shop = deployment("shop", NEW).created("10s").revised("10s");
            Cluster cluster = cluster().with(shop);
            before.pod(p -> {});

            assertThat(
                            cluster.with(
                                            APod.pod("orphan")
                                                    .label("app", "shop")
                                                    .ownedBy(before.replicaSet()))
                                    .serves("shop"))
                    .isEqualTo("Converging rollout, look in 20s");
        }

        @Test
        void scaledToZeroIsItsOwnAnswer() {
            assertThat(serves(deployment("shop", NEW).replicas(0))).isEqualTo("ScaledToZero");
        }

        @Test
        void podsThatCannotBeListedAreUnseenAndMayFail() {
            assertThat(
                            cluster()
                                    .with(deployment("shop", NEW).pod(p -> {}))
                                    .unreadable(Look.PODS)
                                    .serves("shop"))
                    .isEqualTo("Unseen ready Forbidden, may fail");
        }

        @Test
        void replicaSetsThatCannotBeListedAreUnseenAndMayFail() {
            assertThat(
                            cluster()
                                    .with(deployment("shop", NEW).pod(p -> {}))
                                    .unreadable(Look.REPLICA_SETS)
                                    .serves("shop"))
                    .isEqualTo("Unseen ready Forbidden, may fail");
        }

        @Test
        void aPassedDeadlineIsAClaimNotEvidence() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .condition("Progressing", Status.FALSE, "ProgressDeadlineExceeded", "")
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(serves(shop)).isEqualTo("Converging ready, look in 4m");
        }

        @Test
        void anAvailableDeploymentProvesNothingAboutItsNewestRevision() {
            AWorkload shop =
                    rolling()
                            .condition("Progressing", Status.TRUE, "NewReplicaSetAvailable", "")
                            .condition("Available", Status.TRUE, "MinimumReplicasAvailable", "")
                            .olderPod(p -> {})
                            .pod(p -> p.unready().app(c -> c.crashLooping(2)));

            assertThat(serves(shop)).isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void theSlowestPodOfTheNewestRevisionNamesTheStage() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .replicas(2)
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()))
                            .pod(p -> p.unplaced().created("10s"));

            assertThat(serves(shop)).isEqualTo("Converging schedule, look in 20s");
        }

        @Test
        void whileOlderPodsAreToBeReplacedTheStageIsRollout() {
            AWorkload shop =
                    rolling()
                            .olderPod(p -> {})
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(serves(shop)).isEqualTo("Converging rollout, look in 4m");
        }
    }

    @Nested
    class MinReadySeconds {
        private AWorkload ready(String since, int available) {
            return deployment("shop", NEW)
                    .minReady("1m")
                    .counts(1, 1, 1, 1, available)
                    .pod(p -> p.readySince(since));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "59s   | 0 | Converging rollout, look in 1s",
                    "59s   | 1 | Converging rollout, look in 1s",
                    "60s   | 1 | Serving",
                    "60s   | 0 | Converging rollout, look in 5m",
                    "5m59s | 0 | Converging rollout, look in 1s",
                    "6m    | 0 | Unseen rollout Unreadable",
                    "6m1s  | 0 | Unseen rollout Unreadable"
                })
        void readyButNotYetAvailableIsWaitedForUntilThePatienceIsOver(
                String since, int available, String said) {
            assertThat(serves(ready(since, available))).isEqualTo(said);
        }

        @Test
        void theLatestReadyPodCounts() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .minReady("1m")
                            .replicas(2)
                            .pod(p -> p.readySince("9m"))
                            .pod(p -> p.readySince("30s"));

            assertThat(serves(shop)).isEqualTo("Converging rollout, look in 30s");
        }
    }

    @Nested
    class Held {
        @Test
        void pausedBeforeTheRolloutIsOnHold() {
            assertThat(serves(rolling().paused().olderPod(p -> {}).withoutNewestRevision()))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }

        @Test
        void pausedInTheMiddleIsOnHold() {
            assertThat(
                            serves(
                                    rolling()
                                            .paused()
                                            .replicas(2)
                                            .scaledTo(1)
                                            .olderPod(p -> {})
                                            .pod(p -> {})))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }

        @Test
        void pausedWithAPodMissingIsOnHold() {
            assertThat(
                            serves(
                                    deployment("shop", NEW)
                                            .replicas(2)
                                            .scaledTo(1)
                                            .paused()
                                            .pod(p -> {})))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }

        @Test
        void pausedAfterTheRolloutHoldsNothing() {
            assertThat(serves(rolling().paused().pod(p -> {}))).isEqualTo("Serving");
        }

        @Test
        void pausedWithRecreateIsOnHoldToo() {
            assertThat(
                            serves(
                                    rolling()
                                            .paused()
                                            .update(new Update.Recreate())
                                            .olderPod(p -> {})
                                            .withoutNewestRevision()))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }

        @Test
        void aFailureOutweighsTheHold() {
            assertThat(
                            serves(
                                    rolling()
                                            .paused()
                                            .olderPod(p -> {})
                                            .pod(p -> p.unready().app(c -> c.crashLooping(2)))))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void podsThatAreReplacedOnlyOnDeleteAreOnHold() {
            AWorkload shop =
                    daemonSet("shop", NEW)
                            .update(new Update.OnDelete())
                            .earlier(OLD, "50m")
                            .olderPod(p -> {});

            assertThat(cluster().with(shop).serves("DaemonSet", "shop"))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }

        @Test
        void onDeleteWithNothingLeftToReplaceHoldsNothing() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .update(new Update.OnDelete())
                            .earlier(OLD, "50m")
                            .pod(p -> {});

            assertThat(cluster().with(shop).serves("StatefulSet", "shop")).isEqualTo("Serving");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0 | Converging rollout",
                    "1 | OnHold rollout RolloutPaused developer proven",
                    "2 | OnHold rollout RolloutPaused developer proven"
                })
        void aPartitionHoldsThePodsBelowIt(int from, String said) {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .replicas(2)
                            .update(new Update.Partitioned(from))
                            .earlier(OLD, "50m")
                            .olderPod(p -> {})
                            .pod(p -> {});

            assertThat(cluster().with(shop).serves("StatefulSet", "shop")).isEqualTo(said);
        }

        @Test
        void aPartitionHoldsNothingWhilePodsAboveItAreStillToBeReplaced() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .replicas(2)
                            .update(new Update.Partitioned(1))
                            .earlier(OLD, "50m")
                            .olderPod(p -> {})
                            .olderPod(p -> {});

            assertThat(cluster().with(shop).serves("StatefulSet", "shop"))
                    .isEqualTo("Converging rollout");
        }

        @Test
        void aReplicaSetReplacesPodsOnlyWhenSomebodyDeletesThem() {
            AWorkload shop = replicaSet("shop", NEW).pod(p -> p.app(c -> c.image(OLD)));

            assertThat(cluster().with(shop).serves("ReplicaSet", "shop"))
                    .isEqualTo("OnHold rollout RolloutPaused developer proven");
        }
    }

    @Nested
    class MissingPods {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "29s | Converging rollout, look in 1s",
                    "30s | Blocked admission PodNotCreated platform proven",
                    "31s | Blocked admission PodNotCreated platform proven"
                })
        void aControllerThatIsSilentFor30SecondsCreatesNone(String revised, String said) {
            assertThat(serves(deployment("shop", NEW).revised(revised))).isEqualTo(said);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "29s | Converging rollout, look in 1s",
                    "30s | Blocked admission PodNotCreated platform proven"
                })
        void aDeploymentThatNobodyTookUpHasNoReplicaSet(String created, String said) {
            AWorkload shop =
                    deployment("shop", NEW).created(created).unobserved().withoutNewestRevision();

            assertThat(serves(shop)).isEqualTo(said);
        }

        @Test
        void aScalingIsWhenPodsWereDueLast() {
            AWorkload shop = deployment("shop", NEW);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.ref(), "ScalingReplicaSet", "to 1").at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Converging rollout, look in 20s");
        }

        @Test
        void anotherEventOfTheWorkloadIsNotWhenPodsWereDue() {
            AWorkload shop = deployment("shop", NEW);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.ref(), "DeploymentPaused", "").at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked admission PodNotCreated platform proven");
        }

        @Test
        void aPodThatJustEndedIsWhenItsSuccessorIsDue() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .pod(
                                    p ->
                                            p.failed(
                                                            "Evicted",
                                                            "The node was low on resource: memory")
                                                    .app(c -> c.ended(137, "Error", "9m", "10s")));

            assertThat(serves(shop)).isEqualTo("Converging rollout, look in 20s");
        }

        @Test
        void whatTheReplicaSetReportsIsProven() {
            assertThat(serves(deployment("shop", NEW).replicaFailure(QUOTA)))
                    .isEqualTo("Blocked admission QuotaExceeded platform proven");
        }

        @Test
        void whatTheReplicaSetReportsCountsAlsoBesideReadyPods() {
            assertThat(
                            serves(
                                    deployment("shop", NEW)
                                            .replicas(2)
                                            .pod(p -> {})
                                            .replicaFailure(QUOTA)))
                    .isEqualTo("Blocked admission QuotaExceeded platform proven");
        }

        @Test
        void aReportThatNobodyKnowsIsSaidToBeSo() {
            assertThat(serves(deployment("shop", NEW).replicaFailure("the moon is full")))
                    .isEqualTo("Blocked admission unrecognised platform proven");
        }

        @Test
        void aRefusedReplicaSetIsReportedByTheDeployment() {
            AWorkload shop =
                    rolling()
                            .olderPod(p -> {})
                            .replicas(2)
                            .withoutNewestRevision()
                            .condition("Progressing", Status.FALSE, "ReplicaSetCreateError", QUOTA);

            assertThat(serves(shop)).isEqualTo("Blocked admission QuotaExceeded platform proven");
        }

        @Test
        void whatOnlyAnEventSaysIsInferredUntilTheStateSaysItToo() {
            AWorkload early = deployment("shop", NEW).revised("20s");
            AWorkload late = deployment("shop", NEW).revised("30s");

            for (AWorkload shop : new AWorkload[] {early, late}) {
                assertThat(
                                cluster()
                                        .with(shop)
                                        .with(
                                                warning(shop.replicaSet(), "FailedCreate", QUOTA)
                                                        .at("5s"))
                                        .serves("shop"))
                        .isEqualTo(
                                shop == early
                                        ? "Blocked admission QuotaExceeded platform inferred"
                                        : "Blocked admission QuotaExceeded? platform proven");
            }
        }

        @Test
        void inATerminatingNamespaceNoPodIsCreatedAtOnce() {
            assertThat(
                            cluster()
                                    .with(deployment("shop", NEW).revised("1s"))
                                    .terminating()
                                    .serves("shop"))
                    .isEqualTo("Blocked admission PodNotCreated platform proven");
        }

        @Test
        void aPodThatTheKubeletRefusedIsBlockedWhateverItsSuccessorShows() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .pod(
                                    p ->
                                            p.failed(
                                                            "OutOfcpu",
                                                            "Pod was rejected: Node didn't have"
                                                                    + " enough resource: cpu")
                                                    .app(c -> c.unreported()))
                            .pod(p -> p.unplaced().created("1s"));

            assertThat(serves(shop)).isEqualTo("Blocked schedule PodRefusedByNode platform proven");
        }

        @Test
        void aRefusedPodWhoseSuccessorServesIsHistory() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .pod(
                                    p ->
                                            p.failed("OutOfcpu", "Pod was rejected")
                                                    .app(c -> c.unreported()))
                            .pod(p -> {});

            assertThat(serves(shop)).isEqualTo("Serving");
        }

        @Test
        void anEvictedPodThatRanIsJudgedByItsSuccessor() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .pod(
                                    p ->
                                            p.failed(
                                                            "Evicted",
                                                            "The node was low on resource: memory")
                                                    .app(c -> c.ended(137, "Error", "9m", "1m")))
                            .pod(p -> p.unplaced().created("20s"));

            assertThat(serves(shop)).isEqualTo("Converging schedule, look in 10s");
        }

        @Test
        void fewerThanWantedByTheStrategyIsRolling() {
            assertThat(serves(rolling().replicas(3).scaledTo(1).olderPod(p -> {}).pod(p -> {})))
                    .isEqualTo("Converging rollout");
        }
    }

    @Nested
    class OfOtherKinds {
        private String servesSet(AWorkload set) {
            return cluster().with(set).serves("StatefulSet", "shop");
        }

        @Test
        void anOrderedStatefulSetWaitsForItsFirstPod() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .ordered()
                            .replicas(3)
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(servesSet(shop)).isEqualTo("Converging rollout, look in 4m");
        }

        @Test
        void anOrderedStatefulSetThatWaitsForAnUnreadyOlderPodNeverGoesOn() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .ordered()
                            .replicas(2)
                            .earlier(OLD, "50m")
                            .olderPod(p -> p.unready().app(c -> c.crashLooping(9)));

            assertThat(servesSet(shop))
                    .isEqualTo("Blocked admission PodNotCreated developer/platform proven");
        }

        @Test
        void aParallelStatefulSetDoesNotWaitForOlderPods() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .replicas(2)
                            .earlier(OLD, "50m")
                            .olderPod(p -> p.unready().app(c -> c.crashLooping(9)));

            assertThat(servesSet(shop)).isEqualTo("Converging rollout");
        }

        @Test
        void anOrderedStatefulSetWithReadyOlderPodsIsRolling() {
            AWorkload shop =
                    statefulSet("shop", NEW)
                            .ordered()
                            .replicas(2)
                            .earlier(OLD, "50m")
                            .olderPod(p -> {});

            assertThat(servesSet(shop)).isEqualTo("Converging rollout");
        }

        @Test
        void aStatefulSetsPodThatIsGoingAwayStillHasTheNameOfItsSuccessor() {
            AWorkload shop = statefulSet("shop", NEW).revised("40m").pod(APod::terminating);

            assertThat(servesSet(shop)).isEqualTo("Converging rollout");
        }

        @Test
        void aStatefulSetsPodThatCannotGoBecauseItsNodeIsLostBlocksItsSuccessor() {
            AWorkload shop = statefulSet("shop", NEW).revised("40m").pod(APod::terminating);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(node("node-1").lost())
                                    .serves("StatefulSet", "shop"))
                    .isEqualTo("Blocked sandbox NodeLost platform proven");
        }

        @Test
        void aDeploymentsPodOnALostNodeDoesNotKeepItsSuccessorsName() {
            AWorkload shop =
                    deployment("shop", NEW).revised("10s").pod(p -> p.created("10s").terminating());

            assertThat(cluster().with(shop).with(node("node-1").lost()).serves("shop"))
                    .isEqualTo("Converging rollout, look in 20s");
        }

        @Test
        void aDaemonSetThatReplacesItsPodsIsRolling() {
            AWorkload shop =
                    daemonSet("shop", NEW)
                            .replicas(2)
                            .earlier(OLD, "50m")
                            .olderPod(p -> {})
                            .pod(p -> {});

            assertThat(cluster().with(shop).serves("DaemonSet", "shop"))
                    .isEqualTo("Converging rollout");
        }

        @Test
        void aDaemonSetWithoutAnyPodIsNotCreated() {
            assertThat(
                            cluster()
                                    .with(
                                            daemonSet("shop", NEW)
                                                    .replicas(2)
                                                    .revised("40s")
                                                    .created("40s"))
                                    .serves("DaemonSet", "shop"))
                    .isEqualTo("Blocked admission PodNotCreated platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "29s | Unseen admission Forbidden",
                    "30s | Blocked admission PodNotCreated platform proven"
                })
        void withoutReadableEventsAMissingPodMayHaveBeenRefused(String age, String said) {
            assertThat(
                            cluster()
                                    .with(daemonSet("shop", NEW).revised(age).created(age))
                                    .unreadable(Look.EVENTS)
                                    .serves("DaemonSet", "shop"))
                    .isEqualTo(said);
        }

        @Test
        void aReplicaSetsRefusalIsItsOwnCondition() {
            AWorkload shop =
                    replicaSet("shop", NEW)
                            .condition("ReplicaFailure", Status.TRUE, "FailedCreate", QUOTA);

            assertThat(cluster().with(shop).serves("ReplicaSet", "shop"))
                    .isEqualTo("Blocked admission QuotaExceeded platform proven");
        }
    }
}
