package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.YES;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// The taints that stand for a node's trouble; every other key is somebody's own, and the pod lacks
/// the toleration or the pool is reserved.
/// <https://github.com/kubernetes/api/blob/v0.36.3/core/v1/well_known_taints.go>
enum Taint {
    NOT_READY(
            Meaning.of(Cause.NODE_NOT_READY),
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/network-unavailable",
            "node.kubernetes.io/out-of-service",
            "node.cloudprovider.kubernetes.io/uninitialized",
            "node.cloudprovider.kubernetes.io/shutdown",
            "node.cilium.io/agent-not-ready",
            "ebs.csi.aws.com/agent-not-ready",
            "efs.csi.aws.com/agent-not-ready",
            "karpenter.sh/unregistered"),
    PRESSURE(
            Meaning.of(Cause.NODE_PRESSURE),
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/out-of-disk"),
    CORDON(Meaning.of(Cause.NODES_UNSCHEDULABLE), "node.kubernetes.io/unschedulable"),
    LEAVING(
            Meaning.of(Cause.NODES_UNSCHEDULABLE).heals(YES),
            "ToBeDeletedByClusterAutoscaler",
            "DeletionCandidateOfClusterAutoscaler",
            "karpenter.sh/disrupted",
            "karpenter.sh/disruption"),
    CONTROL_PLANE(
            Meaning.of(Cause.UNTOLERATED_TAINT),
            "node-role.kubernetes.io/control-plane",
            "node-role.kubernetes.io/master"),
    CUSTOM(Meaning.of(Cause.UNTOLERATED_TAINT)),
    ;

    private final Meaning meaning;
    private final Set<String> keys;

    Taint(Meaning meaning, String... keys) {
        this.meaning = meaning;
        this.keys = Set.of(keys);
    }

    Meaning meaning() {
        return meaning;
    }

    /// By the key alone, compared as written: a custom taint may well be called `unschedulable`.
    static Taint of(String key) {
        return Arrays.stream(values()).filter(t -> t.keys.contains(key)).findFirst().orElse(CUSTOM);
    }

    /// The key that a reason of the scheduler names between its braces (<= 1.34.1).
    static Optional<String> keyIn(String reason) {
        int open = reason.indexOf('{');
        int colon = reason.indexOf(':', open + 1);
        return open < 0 || colon < 0
                ? Optional.empty()
                : Optional.of(reason.substring(open + 1, colon).strip());
    }
}
