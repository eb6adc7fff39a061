package dev.verdict.core.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class SchedulerMessageTest {
    @Test
    void readsTheWholeGrammar() {
        SchedulerMessage message =
                SchedulerMessage.parse(
                                "0/12 nodes are available: 10 node(s) didn't match Pod's node"
                                    + " affinity/selector, 2 Insufficient nvidia.com/gpu."
                                    + " preemption: 0/12 nodes are available: 10 Preemption is not"
                                    + " helpful for scheduling, 2 No preemption victims found for"
                                    + " incoming pod.")
                        .orElseThrow();

        assertEquals(
                new SchedulerMessage(
                        12,
                        List.of(
                                new SchedulerMessage.Reason(
                                        10,
                                        "node(s) didn't match Pod's node affinity/selector",
                                        Optional.of(
                                                Diagnosis.of(
                                                        Cause.NODE_AFFINITY_MISMATCH,
                                                        "node(s) didn't match Pod's node"
                                                                + " affinity/selector"))),
                                new SchedulerMessage.Reason(
                                        2,
                                        "Insufficient nvidia.com/gpu",
                                        Optional.of(
                                                Diagnosis.of(
                                                        Cause.INSUFFICIENT_RESOURCES,
                                                        "Insufficient nvidia.com/gpu")))),
                        10,
                        false),
                message);
        assertFalse(message.preemptionNotHelpful());
    }

    @Test
    void aCommaInsideAReasonDoesNotSplitIt() {
        SchedulerMessage message =
                SchedulerMessage.parse(
                                "0/3 nodes are available: 1 node(s) had taint {a: b, c}, that the"
                                        + " pod didn't tolerate, 2 Insufficient cpu.")
                        .orElseThrow();

        assertEquals(
                List.of(
                        "node(s) had taint {a: b, c}, that the pod didn't tolerate",
                        "Insufficient cpu"),
                message.reasons().stream().map(SchedulerMessage.Reason::text).toList());
    }

    @Test
    void theSecondHistogramIsNotRead() {
        SchedulerMessage message =
                SchedulerMessage.parse(
                                "0/2 nodes are available: 2 node(s) were unschedulable. preemption:"
                                        + " 0/2 nodes are available: 2 Insufficient cpu.")
                        .orElseThrow();

        assertEquals(1, message.reasons().size());
        assertEquals(
                Optional.of(Cause.NODES_UNSCHEDULABLE), message.diagnosis().map(Diagnosis::cause));
    }

    @Test
    void knowsThatNoNodeIsEverLargeEnough() {
        SchedulerMessage message =
                SchedulerMessage.parse(
                                "0/1 nodes are available: 1 Insufficient memory. no new claims to"
                                        + " deallocate, preemption: 0/1 nodes are available: 1"
                                        + " Preemption is not helpful for scheduling.")
                        .orElseThrow();

        assertTrue(message.preemptionNotHelpful());
        assertEquals(
                Optional.of(List.of(Owner.DEVELOPER)), message.diagnosis().map(Diagnosis::owners));
    }

    @Test
    void seesThatRoomIsBeingMade() {
        SchedulerMessage message =
                SchedulerMessage.parse(
                                "0/3 nodes are available: 3 Insufficient cpu. preemption: not"
                                    + " eligible due to a terminating pod on the nominated node.")
                        .orElseThrow();

        assertTrue(message.victimsLeaving());
        assertEquals(Optional.of(Heals.YES), message.diagnosis().map(Diagnosis::heals));
    }

    @ParameterizedTest
    @CsvSource({
        "node.kubernetes.io/not-ready, NodeNotReady",
        "node.kubernetes.io/unreachable, NodeNotReady",
        "node.kubernetes.io/network-unavailable, NodeNotReady",
        "node.cloudprovider.kubernetes.io/uninitialized, NodeNotReady",
        "node.kubernetes.io/disk-pressure, NodePressure",
        "node.kubernetes.io/memory-pressure, NodePressure",
        "node.kubernetes.io/pid-pressure, NodePressure",
        "node.kubernetes.io/unschedulable, NodesUnschedulable",
        "ToBeDeletedByClusterAutoscaler, NodesUnschedulable",
        "unschedulable, UntoleratedTaint",
        "example.com/disk-pressure, UntoleratedTaint",
        "not-ready, UntoleratedTaint",
        "dedicated, UntoleratedTaint",
        "node-role.kubernetes.io/control-plane, UntoleratedTaint",
        "'', UntoleratedTaint"
    })
    void taints(String key, String cause) {
        assertEquals(cause, SchedulerMessage.byTaintKey(key, "said").cause().word());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 Insufficient cpu, 3 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: } | InsufficientResources
                    3 node(s) had untolerated taint {node-role.kubernetes.io/master: } | UntoleratedTaint
                    1 node(s) had untolerated taint {gpu: true}, 4 node(s) didn't match Pod's node affinity/selector | UntoleratedTaint
                    1 node(s) were unschedulable, 4 node(s) didn't match Pod's node affinity/selector | NodesUnschedulable
                    1 node(s) had untolerated taint(s), 4 node(s) didn't match Pod's node affinity/selector | NodeAffinityMismatch
                    1 Insufficient cpu, 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: } | InsufficientResources
                    1 Insufficient cpu, 1 node(s) didn't match pod anti-affinity rules | PodAffinityConflict
                    2 Insufficient cpu, 4 node(s) had volume node affinity conflict | VolumeZoneConflict
                    2 Insufficient cpu, 2 Too many pods | InsufficientResources
                    3 node(s) exceed max volume count | NodeCapacityReached
                    1 node(s) were not ready, 1 node(s) didn't match node selector | NodeNotReady
                    """)
    void theReasonNearestToFittingDecides(String histogram, String cause) {
        assertEquals(
                Optional.of(cause),
                SchedulerMessage.diagnose("0/5 nodes are available: " + histogram + ".")
                        .map(said -> said.cause().word()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0/3 nodes",
                "0/3 nodes are available:",
                "0/3 nodes are available: 3 the extender at http://x said no.",
                "0/3 nodes are available: 3 my Insufficient cpu.",
                "Successfully assigned shop/web to node-1",
                "skip schedule deleting pod: shop/web",
                "nodes are available: 3 Insufficient cpu.",
                "log line: 0/3 nodes are available: 3 Insufficient cpu.",
                "Failed to schedule pod, for a reason of its own",
                "Insufficient cpu"
            })
    void staysQuiet(String message) {
        assertEquals(Optional.empty(), SchedulerMessage.diagnose(message));
    }

    @Test
    void everyReasonNamesItsSource() {
        assertTrue(
                Arrays.stream(SchedulerReason.values())
                        .allMatch(row -> row.link().matches("<https://github\\.com/\\S+\\.go>")));
    }
}
