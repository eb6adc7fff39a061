package dev.verdict.report;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.EventMessage.Reading;
import dev.verdict.core.cause.WaitingReason;

import java.util.List;

/// What Kubernetes' own reasons mean, and which causes stand behind them.
final class ReasonWords {
    private ReasonWords() {}

    static Explanation.OfReason of(String reason, WaitingReason row) {
        return switch (row) {
            case CONTAINER_CREATING ->
                    reason(
                            reason,
                            "The container is about to be made; volumes, network or image may be"
                                    + " what it waits for.",
                            Cause.POD_NETWORK_FAILED,
                            Cause.SANDBOX_FAILED,
                            Cause.CONFIG_MAP_MISSING,
                            Cause.SECRET_MISSING,
                            Cause.VOLUME_MOUNT_FAILED,
                            Cause.VOLUME_ATTACH_FAILED,
                            Cause.VOLUME_MULTI_ATTACH);
            case POD_INITIALIZING ->
                    reason(
                            reason,
                            "An init container has not ended yet.",
                            Cause.INIT_CONTAINER_FAILS);
            case NO_REASON -> reason(reason, "The kubelet has not said why.");
            case RESTARTING_ALL_CONTAINERS ->
                    reason(
                            reason,
                            "All containers of the pod are being started anew.",
                            Cause.CONTAINER_CRASHES);
            case ERR_IMAGE_PULL ->
                    reason(
                            reason,
                            "The image could not be pulled just now; the kubelet tries again.",
                            Cause.IMAGE_NOT_FOUND,
                            Cause.IMAGE_PULL_UNAUTHORIZED,
                            Cause.PULL_SECRET_MISSING,
                            Cause.REGISTRY_UNREACHABLE,
                            Cause.REGISTRY_HOST_UNKNOWN,
                            Cause.REGISTRY_RATE_LIMITED,
                            Cause.REGISTRY_CERTIFICATE_INVALID,
                            Cause.IMAGE_PLATFORM_MISMATCH,
                            Cause.NODE_DISK_FULL);
            case IMAGE_PULL_BACK_OFF ->
                    reason(
                            reason,
                            "The image could not be pulled; the kubelet waits, at most 5 minutes,"
                                    + " before it tries again.",
                            Cause.IMAGE_NOT_FOUND,
                            Cause.IMAGE_PULL_UNAUTHORIZED,
                            Cause.PULL_SECRET_MISSING,
                            Cause.REGISTRY_UNREACHABLE,
                            Cause.REGISTRY_HOST_UNKNOWN,
                            Cause.REGISTRY_RATE_LIMITED,
                            Cause.REGISTRY_CERTIFICATE_INVALID,
                            Cause.IMAGE_PLATFORM_MISMATCH,
                            Cause.NODE_DISK_FULL);
            case ERR_IMAGE_NEVER_PULL ->
                    reason(
                            reason,
                            "The image may not be pulled, and the node does not have it.",
                            Cause.IMAGE_NOT_ON_NODE);
            case INVALID_IMAGE_NAME ->
                    reason(
                            reason,
                            "The image reference cannot be parsed.",
                            Cause.INVALID_IMAGE_NAME);
            case IMAGE_INSPECT_ERROR ->
                    reason(
                            reason,
                            "The runtime could not look at the image.",
                            Cause.SANDBOX_FAILED,
                            Cause.NODE_DISK_FULL);
            case REGISTRY_UNAVAILABLE ->
                    reason(
                            reason,
                            "The registry gave no usable answer.",
                            Cause.REGISTRY_UNREACHABLE);
            case SIGNATURE_VALIDATION_FAILED ->
                    reason(
                            reason,
                            "A signature policy of the node refused the image.",
                            Cause.IMAGE_SIGNATURE_INVALID);
            case IMAGE_VOLUME_MOUNT_FAILED ->
                    reason(
                            reason,
                            "A volume that is an image could not be mounted.",
                            Cause.VOLUME_MOUNT_FAILED);
            case CREATE_CONTAINER_CONFIG_ERROR ->
                    reason(
                            reason,
                            "The container cannot be described: something that it refers to is"
                                    + " missing or not allowed.",
                            Cause.CONFIG_MAP_MISSING,
                            Cause.SECRET_MISSING,
                            Cause.CONFIG_KEY_MISSING,
                            Cause.SECURITY_CONTEXT_INVALID,
                            Cause.CONTAINER_CONFIG_INVALID);
            case PRE_CREATE_HOOK_ERROR ->
                    reason(
                            reason,
                            "The kubelet's own step before making the container failed.",
                            Cause.SANDBOX_FAILED);
            case CREATE_CONTAINER_ERROR ->
                    reason(
                            reason,
                            "The runtime could not make the container.",
                            Cause.CONTAINER_CONFIG_INVALID,
                            Cause.SANDBOX_FAILED,
                            Cause.SECURITY_CONTEXT_INVALID);
            case PRE_START_HOOK_ERROR ->
                    reason(
                            reason,
                            "The kubelet's own step before the start failed.",
                            Cause.SANDBOX_FAILED);
            case RUN_CONTAINER_ERROR ->
                    reason(
                            reason,
                            "The container was made and could not be started.",
                            Cause.COMMAND_NOT_FOUND,
                            Cause.WRONG_ARCHITECTURE,
                            Cause.CONTAINER_CONFIG_INVALID);
            case START_ERROR ->
                    reason(
                            reason,
                            "The runtime could not start the program; it never ran.",
                            Cause.COMMAND_NOT_FOUND,
                            Cause.WRONG_ARCHITECTURE,
                            Cause.CONTAINER_CONFIG_INVALID);
            case POST_START_HOOK_ERROR ->
                    reason(
                            reason,
                            "The hook that runs after the start failed, and the container was"
                                    + " killed for it.",
                            Cause.POST_START_HOOK_FAILED);
            case CRASH_LOOP_BACK_OFF ->
                    reason(
                            reason,
                            "The container has ended several times; the kubelet waits before it"
                                    + " starts it again. The cause is how the last run ended.",
                            Cause.CONTAINER_CRASHES,
                            Cause.CONTAINER_EXITS,
                            Cause.OUT_OF_MEMORY,
                            Cause.LIVENESS_PROBE_KILLS,
                            Cause.STARTUP_PROBE_FAILING,
                            Cause.COMMAND_NOT_FOUND,
                            Cause.WRONG_ARCHITECTURE,
                            Cause.INIT_CONTAINER_FAILS);
            case SANDBOX_ERROR ->
                    reason(
                            reason,
                            "The runtime could not make or end the pod's sandbox.",
                            Cause.POD_NETWORK_FAILED,
                            Cause.SANDBOX_FAILED);
            case UNRECOGNISED -> reason(reason, "Not a reason that is known here.");
        };
    }

    /// Why a message names no cause, as a whole sentence.
    static String of(Reading.Why why) {
        return switch (why) {
            case PROGRESS -> "Things go as they should; no cause.";
            case CAPACITY_COMING -> "An autoscaler is making room; that can still fail.";
            case CACHE_LAG ->
                    "A cache of the kubelet or a controller has not caught up yet; it passes by"
                            + " itself.";
            case SYMPTOM ->
                    "Something is wrong, and this message does not say what: state, log or another"
                            + " event does.";
            case POD_TAKEN_AWAY ->
                    "The pod was evicted, preempted or drained; its successor is what counts.";
            case STOPPING -> "Said of a pod on its way out.";
            case BACKGROUND -> "Said of a node or a cluster in passing; no cause.";
        };
    }

    private static Explanation.OfReason reason(String reason, String meaning, Cause... causes) {
        return new Explanation.OfReason(reason, meaning, List.of(causes));
    }
}
