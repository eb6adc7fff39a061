package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.SOMETIMES;
import static dev.verdict.core.cause.Heals.YES;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Why a kubelet refused a pod that the scheduler had given it: the pod's `status.reason`, which is
/// also the event's. A pod that was taken away later (evicted, preempted, node shut down under it)
/// was not refused.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/lifecycle/predicate.go>
public enum NodeRefusal {
    SECURITY(
            Meaning.of(Cause.SECURITY_CONTEXT_INVALID),
            "forbidden sysctl: |apparmor is not enabled|cannot enforce apparmor",
            "SysctlForbidden",
            "AppArmor"),
    DEVICES(
            Meaning.of(Cause.POD_REFUSED_BY_NODE).heals(SOMETIMES),
            "^allocate failed due to |getpreferredallocation rpc failed"
                    + "|no healthy devices present; cannot allocate unhealthy devices"
                    + "|resources cannot be allocated with topology locality"
                    + "|^smt alignment error",
            "UnexpectedAdmissionError",
            "TopologyAffinityError",
            "SMTAlignmentError",
            "EmptyPodSharedPoolError",
            "InvalidNodeInfo"),
    LEAVING(
            Meaning.of(Cause.POD_REFUSED_BY_NODE).heals(YES),
            "pod was rejected as the node is shutting down",
            "NodeShutdown"),
    OUT_OF_RESOURCE(
            Meaning.of(Cause.POD_REFUSED_BY_NODE).heals(YES),
            "^node didn't have enough resource: "
                    + "|^node has reached its volume attachment limit, rejecting pod",
            "VolumeAttachmentLimitExceeded"),
    DOES_NOT_FIT(
            Meaning.of(Cause.POD_REFUSED_BY_NODE).heals(YES),
            "^predicate \\w{1,60} failed",
            "NodeAffinity",
            "NodeName",
            "NodePorts",
            "TaintToleration",
            "PodOSNotSupported",
            "PodOSSelectorNodeLabelDoesNotMatch",
            "SupplementalGroupsPolicyNotSupported",
            "PodLevelResourcesNotSupported"),
    UNRECOGNISED(Meaning.of(Cause.POD_REFUSED_BY_NODE), "^pod was rejected: ");

    /// The kubelet makes one reason a resource, also for extended ones: `OutOfcpu`,
    /// `OutOfnvidia.com/gpu`.
    private static final String OUT_OF = "OutOf";

    private static final Pattern PREFIX = MessageRow.words("^pod (was rejected: )?(?=\\S)");
    private static final Set<String> TAKEN_AWAY =
            Set.of("Evicted", "Preempting", "Terminated", "NodeLost", "DeadlineExceeded");

    private final Meaning meaning;
    private final Pattern words;
    private final Set<String> reasons;

    NodeRefusal(Meaning meaning, String words, String... reasons) {
        this.meaning = meaning;
        this.words = MessageRow.words(words);
        this.reasons = Set.of(reasons);
    }

    /// The cause, if reason or text say that the kubelet refused the pod.
    ///
    /// @param podStatusReason the pod's `status.reason`; empty when only the text is known
    public static Optional<Diagnosis> diagnose(String podStatusReason, String message) {
        if (TAKEN_AWAY.contains(podStatusReason)) {
            return Optional.empty();
        }
        MessageText text = MessageText.of(message);
        return byReason(podStatusReason)
                .or(() -> byText(text))
                .map(row -> row.meaning.diagnosis(said(podStatusReason, text)));
    }

    private static Optional<NodeRefusal> byReason(String reason) {
        return reason.startsWith(OUT_OF)
                ? Optional.of(OUT_OF_RESOURCE)
                : Arrays.stream(values()).filter(r -> r.reasons.contains(reason)).findFirst();
    }

    private static Optional<NodeRefusal> byText(MessageText text) {
        MessageText bare = new MessageText(PREFIX.matcher(text.written()).replaceFirst(""));
        return Arrays.stream(values())
                .filter(row -> bare.has(row.words) || text.has(row.words))
                .findFirst();
    }

    private static String said(String reason, MessageText text) {
        return text.written().isBlank() ? reason : text.written();
    }
}
