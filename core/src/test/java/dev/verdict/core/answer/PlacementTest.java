package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Consumer;

class PlacementTest {
    private static final String IMAGE = "registry.test/team/shop:v1";
    private static final String NO_CPU =
            "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No"
                    + " preemption victims found for incoming pod.";
    private static final String TAINTED =
            "0/1 nodes are available: 1 node(s) had untolerated taint(s).";
    private static final String NO_CLAIM =
            "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.";

    private static AWorkload shop(Consumer<APod> change) {
        return deployment("shop", IMAGE).pod(change);
    }

    private static Cluster unschedulable(String why, String since) {
        return cluster().with(shop(p -> p.unschedulable(why, since)));
    }

    @Nested
    class Fires {
        @Test
        void whenNoNodeHasRoomLeft() {
            assertThat(unschedulable(NO_CPU, "1m").with(node("node-1")).serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @Test
        void withoutDecidingFactInsufficientResourcesNameBothOwners() {
            assertThat(unschedulable(NO_CPU, "1m").nodesUnreadable().serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform/developer proven");
        }

        @Test
        void withoutAnyNodeCapacityIsThePlatforms() {
            assertThat(unschedulable(NO_CPU, "1m").serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @ParameterizedTest
        @CsvSource({"4,     platform", "4001m, developer", "4.0,   platform", "5,     developer"})
        void aRequestThatNoNodeCouldEverHoldIsTheDevelopers(String cpu, String owner) {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.request("cpu", cpu))
                            .pod(p -> p.unschedulable(NO_CPU, "1m"));

            assertThat(cluster().with(shop).with(node("node-1")).serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources " + owner + " proven");
        }

        @Test
        void theRequestsOfAllContainersThatRunTogetherAreAddedUp() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.request("cpu", "3"))
                            .container(container("side", IMAGE).sidecar().request("cpu", "1500m"))
                            .pod(p -> p.unschedulable(NO_CPU, "1m"));

            assertThat(cluster().with(shop).with(node("node-1")).serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources developer proven");
        }

        @Test
        void oneLargeEnoughNodeMakesCapacityThePlatforms() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.request("cpu", "7"))
                            .pod(p -> p.unschedulable(NO_CPU, "1m"));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(node("small"))
                                    .with(node("large").size("cpu", "8"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @Test
        void aResourceThatNoNodeOffersIsTheDevelopers() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.request("nvidia.com/gpu", "1"))
                            .pod(
                                    p ->
                                            p.unschedulable(
                                                    "0/1 nodes are available: 1 Insufficient"
                                                            + " nvidia.com/gpu.",
                                                    "1m"));

            assertThat(cluster().with(shop).with(node("node-1")).serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources developer proven");
        }

        @Test
        void aCustomTaintOnEveryNodeIsThePlatforms() {
            assertThat(
                            unschedulable(TAINTED, "1m")
                                    .with(node("a").taint("team", "red", "NoSchedule"))
                                    .with(node("b").taint("team", "blue", "NoExecute"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule UntoleratedTaint platform proven");
        }

        @Test
        void aCustomTaintOnSomeNodesIsTheDevelopers() {
            assertThat(
                            unschedulable(TAINTED, "1m")
                                    .with(node("a").taint("team", "red", "NoSchedule"))
                                    .with(node("b"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule UntoleratedTaint developer proven");
        }

        @Test
        void withoutNodesATaintNamesBothOwners() {
            assertThat(unschedulable(TAINTED, "1m").nodesUnreadable().serves("shop"))
                    .isEqualTo("Blocked schedule UntoleratedTaint platform/developer proven");
        }

        @Test
        void aTaintThatNoNodeShowsAnyMoreLeavesTheCauseInferred() {
            assertThat(unschedulable(TAINTED, "1m").with(node("a")).serves("shop"))
                    .isEqualTo("Blocked schedule UntoleratedTaint? developer/platform proven");
        }

        @ParameterizedTest
        @CsvSource({
            "node.kubernetes.io/not-ready,       NodeNotReady",
            "node.kubernetes.io/unreachable,     NodeNotReady",
            "node.kubernetes.io/disk-pressure,   NodePressure",
            "node.kubernetes.io/memory-pressure, NodePressure",
            "node.kubernetes.io/unschedulable,   NodesUnschedulable"
        })
        void theNodesOwnTaintsHaveTheirOwnCauses(String key, String cause) {
            assertThat(
                            unschedulable(TAINTED, "1m")
                                    .with(node("a").taint(key, "", "NoSchedule"))
                                    .with(node("b").taint("team", "red", "NoSchedule"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule " + cause + " platform proven");
        }

        @ParameterizedTest
        @CsvSource({
            "team, Equal,  red,  NoSchedule, platform",
            "team, Equal,  blue, NoSchedule, developer",
            "team, Exists, '',   NoSchedule, platform",
            "team, Exists, '',   '',         platform",
            "'',   Exists, '',   '',         platform",
            "team, Exists, '',   NoExecute,  developer",
            "crew, Exists, '',   NoSchedule, developer"
        })
        void aToleratedTaintIsNotInTheWay(
                String key, String operator, String value, String effect, String ownerOfOther) {
            AWorkload shop =
                    shop(
                            p ->
                                    p.unschedulable(TAINTED, "1m")
                                            .tolerates(key, operator, value, effect));
            String said =
                    cluster()
                            .with(shop)
                            .with(node("red").taint("team", "red", "NoSchedule"))
                            .with(node("plain"))
                            .serves("shop");

            assertThat(said)
                    .isEqualTo(
                            ownerOfOther.equals("developer")
                                    ? "Blocked schedule UntoleratedTaint developer proven"
                                    : "Blocked schedule UntoleratedTaint? developer/platform"
                                            + " proven");
        }

        @Test
        void aSoftTaintIsNotInTheWay() {
            assertThat(
                            unschedulable(TAINTED, "1m")
                                    .with(node("a").taint("team", "red", "PreferNoSchedule"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule UntoleratedTaint? developer/platform proven");
        }

        @Test
        void theClaimsOwnEventTellsWhoseAnUnboundVolumeIs() {
            ObjectRef claim =
                    new ObjectRef("PersistentVolumeClaim", Cluster.HERE, "data", "uid-data");
            Cluster cluster =
                    cluster()
                            .with(
                                    shop(
                                            p ->
                                                    p.unschedulable(NO_CLAIM, "1m")
                                                            .volume(
                                                                    "data",
                                                                    "persistentVolumeClaim",
                                                                    "data")))
                            .with(
                                    warning(
                                            claim,
                                            "ProvisioningFailed",
                                            "storageclass.storage.k8s.io \"fast\" not found"));

            assertThat(cluster.serves("shop"))
                    .isEqualTo("Blocked schedule VolumeNotBound developer proven");
        }

        @Test
        void anotherClaimsEventTellsNothing() {
            ObjectRef claim =
                    new ObjectRef("PersistentVolumeClaim", Cluster.HERE, "other", "uid-o");
            Cluster cluster =
                    cluster()
                            .with(
                                    shop(
                                            p ->
                                                    p.unschedulable(NO_CLAIM, "1m")
                                                            .volume(
                                                                    "data",
                                                                    "persistentVolumeClaim",
                                                                    "data")
                                                            .volume("x", "secret", "other")))
                            .with(
                                    warning(
                                            claim,
                                            "ProvisioningFailed",
                                            "storageclass.storage.k8s.io \"fast\" not found"));

            assertThat(cluster.serves("shop"))
                    .isEqualTo("Blocked schedule VolumeNotBound platform/developer proven");
        }

        @Test
        void aMessageNobodyKnowsIsSaidToBeSo() {
            assertThat(
                            unschedulable("0/1 nodes are available: 1 the moon is full.", "1m")
                                    .serves("shop"))
                    .startsWith("Blocked schedule unrecognised platform");
        }

        @Test
        void aGateHoldsThePodBack() {
            AWorkload byCondition =
                    shop(
                            p ->
                                    p.unplaced()
                                            .condition(
                                                    "PodScheduled",
                                                    Status.FALSE,
                                                    "SchedulingGated",
                                                    "1m"));
            AWorkload bySpec = shop(p -> p.unplaced().schedulingGate("queue"));

            assertThat(cluster().with(byCondition).serves("shop"))
                    .isEqualTo("Blocked schedule SchedulingGated platform/developer proven");
            assertThat(cluster().with(bySpec).serves("shop"))
                    .isEqualTo("Blocked schedule SchedulingGated platform/developer proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "29s | Converging schedule, look in 1s",
                    "30s | Blocked schedule NoScheduler platform proven",
                    "31s | Blocked schedule NoScheduler platform proven"
                })
        void aPodThatNoSchedulerNoticesFor30SecondsHasNone(String age, String said) {
            assertThat(
                            cluster()
                                    .with(shop(p -> p.unplaced().created(age).scheduler("gone")))
                                    .serves("shop"))
                    .isEqualTo(said);
        }
    }

    @Nested
    class StaysQuiet {
        @Test
        void whenThePodHasItsNode() {
            assertThat(cluster().with(shop(p -> {})).serves("shop")).isEqualTo("Serving");
        }

        @Test
        void whenItWasScheduledAndTheNodeNameIsOnlyNotWrittenYet() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.unplaced()
                                                                    .condition(
                                                                            "PodScheduled",
                                                                            Status.TRUE,
                                                                            "",
                                                                            "1s")))
                                    .serves("shop"))
                    .isEqualTo("Converging schedule");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TriggeredScaleUp", "Nominated"})
        void whileAnAutoscalerMakesANode(String reason) {
            AWorkload shop = shop(p -> p.unschedulable(NO_CPU, "20m"));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.podRef(), reason, "a node comes").at("3m"))
                                    .serves("shop"))
                    .isEqualTo("Converging schedule, look in 12m");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "14m59s | Converging schedule, look in 1s",
                    "15m    | Blocked schedule InsufficientResources platform proven",
                    "15m1s  | Blocked schedule InsufficientResources platform proven"
                })
        void onlySoLongAsTheAutoscalerIsWithinItsFifteenMinutes(String age, String said) {
            AWorkload shop = shop(p -> p.unschedulable(NO_CPU, "20m"));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.podRef(), "TriggeredScaleUp", "1->2").at(age))
                                    .serves("shop"))
                    .isEqualTo(said);
        }

        @Test
        void notForAnAutoscalerThatDeclined() {
            AWorkload shop = shop(p -> p.unschedulable(NO_CPU, "1m"));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                    shop.podRef(),
                                                    "NotTriggerScaleUp",
                                                    "pod didn't trigger scale-up"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @Test
        void notForAnAutoscalerThatHelpsAnotherPod() {
            assertThat(
                            unschedulable(NO_CPU, "1m")
                                    .with(
                                            normal(
                                                    pod("neighbour").ref(),
                                                    "TriggeredScaleUp",
                                                    "1->2"))
                                    .serves("shop"))
                    .isEqualTo("Blocked schedule InsufficientResources platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "14m59s | Unseen schedule Forbidden",
                    "15m    | Blocked schedule InsufficientResources platform proven",
                    "15m1s  | Blocked schedule InsufficientResources platform proven"
                })
        void whileANodeMayBeOnItsWayAndNobodyCouldReadTheEvents(String since, String said) {
            assertThat(unschedulable(NO_CPU, since).unreadable(Look.EVENTS).serves("shop"))
                    .isEqualTo(said);
        }
    }
}
