package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Heals.SOMETIMES;
import static dev.verdict.core.cause.Heals.YES;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// Why a node, or all of them, did not take a pod: one row a reason of the scheduler's plugins, of
/// every version since 1.12, and of the autoscaler, which repeats them.
///
/// The rows stand in the order in which they decide when a message names several. The scheduler
/// asks its plugins one after the other and a node falls out at the first "no", so the reason of a
/// later plugin comes from the nodes that were nearest to taking the pod. Tolerations and node
/// affinity are asked early: they describe nodes that were never meant for the pod, such as the
/// control plane's, and decide last.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/apis/config/v1/default_plugins.go>
enum SchedulerReason implements MessageRow {
    CLAIM_MISSING(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(DEVELOPER),
            "^persistentvolumeclaim \"[^\"]{1,253}\" not found",
            "volumebinding/volume_binding.go"),
    CLAIM_LEAVING(
            Meaning.of(Cause.VOLUME_NOT_BOUND).heals(NO).by(DEVELOPER),
            "^persistentvolumeclaim \"[^\"]{1,253}\" is being deleted",
            "volumebinding/volume_binding.go"),
    VOLUME_GONE(
            Meaning.of(Cause.VOLUME_NOT_BOUND).heals(NO).by(PLATFORM),
            "^persistentvolumeclaim \"[^\"]{1,253}\" bound to non-existent persistentvolume"
                    + "|pvc\\(s\\) bound to non-existent pv\\(s\\)",
            "volumebinding/binder.go"),
    CLAIM_UNBOUND(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM, DEVELOPER),
            "^pod has unbound immediate PersistentVolumeClaims",
            "volumebinding/volume_binding.go"),
    CLAIM_MALFORMED(
            Meaning.of(Cause.VOLUME_NOT_BOUND).heals(NO),
            "^PersistentVolumeClaim had no |^VolumeBindingMode not set for StorageClass "
                    + "|^PersistentVolume had no name",
            "volumezone/volume_zone.go"),
    BINDING_FAILED(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM),
            "^running (Pre)?Bind plugin \"VolumeBinding\": ",
            "volumebinding/volume_binding.go"),
    AFFINITY_TERMS_CONFLICT(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH).by(DEVELOPER),
            "^pod affinity terms conflict",
            "nodeaffinity/node_affinity.go"),
    DEVICE_CLASS_MISSING(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES).heals(NO).by(DEVELOPER),
            "device class \\S{1,253} does not exist",
            "dynamicresources/dynamicresources.go"),
    DEVICES_TAKEN(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES),
            "^cannot allocate all claims|^resourceclaim (in use|not available on the node|cannot be"
                + " allocated for the node)|^cannot fit resource|^cannot schedule extended resource"
                + " claim|^unallocated immediate resourceclaim|^waiting for resource driver",
            "dynamicresources/dynamicresources.go"),
    POD_AFFINITY(
            Meaning.of(Cause.POD_AFFINITY_CONFLICT),
            "^node\\(s\\) didn't (match pod (anti-)?affinity|match pod affinity/anti-affinity"
                    + "|satisfy existing pods anti-affinity)",
            "interpodaffinity/filtering.go"),
    SPREAD_LABEL_MISSING(
            Meaning.of(Cause.TOPOLOGY_SPREAD_UNSATISFIABLE).heals(NO),
            "^node\\(s\\) didn't match pod topology spread constraints \\(missing required"
                    + " label\\)",
            "podtopologyspread/plugin.go"),
    SPREAD(
            Meaning.of(Cause.TOPOLOGY_SPREAD_UNSATISFIABLE),
            "^node\\(s\\) didn't match pod topology spread constraints",
            "podtopologyspread/plugin.go"),
    VOLUME_ZONE(
            Meaning.of(Cause.VOLUME_ZONE_CONFLICT),
            "^node\\(s\\) had (volume node affinity conflict|no available volume zone)"
                    + "|^node\\(s\\) didn't match PersistentVolume's node affinity",
            "volumebinding/binder.go"),
    NO_VOLUME_TO_BIND(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM, DEVELOPER),
            "^node\\(s\\) didn't find available persistent volumes to bind",
            "volumebinding/binder.go"),
    STORAGE_FULL(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM),
            "^node\\(s\\) did not have enough free storage",
            "volumebinding/binder.go"),
    VOLUME_LIMIT(
            Meaning.of(Cause.NODE_CAPACITY_REACHED),
            "^node\\(s\\) exceed max volume count",
            "nodevolumelimits/csi.go"),
    NO_VOLUME_DRIVER(
            Meaning.of(Cause.VOLUME_ATTACH_FAILED).at(Stage.SCHEDULE),
            "CSI driver is not installed on the node",
            "nodevolumelimits/csi.go"),
    VOLUME_TAKEN(
            Meaning.of(Cause.VOLUME_MULTI_ATTACH).at(Stage.SCHEDULE).by(DEVELOPER),
            "ReadWriteOncePod access mode|^node\\(s\\) had no available disk",
            "volumerestrictions/volume_restrictions.go"),
    AUTOSCALER_LIMIT(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES),
            "^max node group size reached|^max cluster .{1,60} limit reached|^max limit reached"
                    + "|^max total nodes in cluster reached|^exceeded quota: "
                    + "|^in backoff after failed scale-up|^not ready for scale-up"
                    + "|^atomic scale-up exceeds|^scale-up execution failed"
                    + "|^not all pods would fit and scale-up",
            "<https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.0/"
                    + "cluster-autoscaler/core/scaleup/orchestrator/skippedreasons.go>"),
    INSUFFICIENT(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES),
            "^Insufficient \\S{1,253}",
            "noderesources/fit.go"),
    TOO_MANY_PODS(
            Meaning.of(Cause.NODE_CAPACITY_REACHED), "^Too many pods", "noderesources/fit.go"),
    HOST_PORT(
            Meaning.of(Cause.HOST_PORT_CONFLICT),
            "^node\\(s\\) didn't have free ports for the requested pod ports",
            "nodeports/node_ports.go"),
    NODE_PRESSURE(
            Meaning.of(Cause.NODE_PRESSURE),
            "^node\\(s\\) (had (memory|disk|pid) pressure|were out of disk space)",
            "<https://github.com/kubernetes/kubernetes/blob/v1.17.0/"
                    + "pkg/scheduler/algorithm/predicates/error.go>"),
    NODE_NOT_READY(
            Meaning.of(Cause.NODE_NOT_READY),
            "^node\\(s\\) (were not ready|had unavailable network|had unknown conditions)",
            "<https://github.com/kubernetes/kubernetes/blob/v1.17.0/"
                    + "pkg/scheduler/algorithm/predicates/error.go>"),
    CORDONED(
            Meaning.of(Cause.NODES_UNSCHEDULABLE).heals(YES),
            "^node\\(s\\) were unschedulable",
            "nodeunschedulable/node_unschedulable.go"),
    NAMED_TAINT(
            Meaning.of(Cause.UNTOLERATED_TAINT),
            "^node\\(s\\) had (untolerated )?taint \\{[^:}]{1,317}:[^}]{0,317}\\}",
            "tainttoleration/taint_toleration.go"),
    ENFORCED_AFFINITY(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH).by(PLATFORM),
            "^node\\(s\\) didn't match scheduler-enforced node affinity",
            "nodeaffinity/node_affinity.go"),
    NODE_FEATURES(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH).heals(SOMETIMES).by(PLATFORM),
            "^node\\(s\\) didn't match Pod's required features",
            "nodedeclaredfeatures/nodedeclaredfeatures.go"),
    NODE_AFFINITY(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH),
            "^node\\(s\\) didn't match (Pod's node affinity|node selector)",
            "nodeaffinity/node_affinity.go"),
    NODE_NAME(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH),
            "^node\\(s\\) didn't match the requested (node name|hostname)",
            "nodename/node_name.go"),
    UNNAMED_TAINT(
            Meaning.of(Cause.UNTOLERATED_TAINT),
            "^node\\(s\\) had (untolerated taint\\(s\\)|taints that the pod didn't tolerate)",
            "tainttoleration/taint_toleration.go"),
    NARROWED_OUT(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH),
            "^node\\(s\\) didn't satisfy plugin(\\(s\\))? ",
            "nodeaffinity/node_affinity.go"),
    ;

    private static final String PLUGINS =
            "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/scheduler/framework/plugins/";

    private final Meaning meaning;
    private final Pattern words;
    private final String source;

    SchedulerReason(Meaning meaning, String words, String source) {
        this.meaning = meaning;
        this.words = MessageRow.words(words);
        this.source = source;
    }

    @Override
    public Pattern words() {
        return words;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    /// Where the words are written.
    String link() {
        return source.startsWith("<") ? source : "<" + PLUGINS + source + ">";
    }
}
