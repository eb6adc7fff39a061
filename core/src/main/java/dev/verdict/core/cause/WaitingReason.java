package dev.verdict.core.cause;

import java.util.Arrays;
import java.util.Set;

/// Why a container waits (`state.waiting.reason`), or ended before it ran: what the kubelet was
/// about to do.
public enum WaitingReason {
    CONTAINER_CREATING(Kind.NOTHING, "ContainerCreating"),
    POD_INITIALIZING(Kind.NOTHING, "PodInitializing"),
    /// Created and not started yet, or unknown to the runtime for a moment.
    NO_REASON(Kind.NOTHING, ""),
    RESTARTING_ALL_CONTAINERS(Kind.NOTHING, "RestartingAllContainers"),
    ERR_IMAGE_PULL(Kind.PULL, "ErrImagePull"),
    IMAGE_PULL_BACK_OFF(Kind.PULL, "ImagePullBackOff"),
    ERR_IMAGE_NEVER_PULL(Kind.PULL, "ErrImageNeverPull"),
    INVALID_IMAGE_NAME(Kind.PULL, "InvalidImageName"),
    IMAGE_INSPECT_ERROR(Kind.PULL, "ImageInspectError"),
    REGISTRY_UNAVAILABLE(Kind.PULL, "RegistryUnavailable"),
    SIGNATURE_VALIDATION_FAILED(Kind.PULL, "SignatureValidationFailed"),
    IMAGE_VOLUME_MOUNT_FAILED(Kind.CREATE, "ImageVolumeMountFailed", "RROUnsupported"),
    CREATE_CONTAINER_CONFIG_ERROR(Kind.CREATE, "CreateContainerConfigError"),
    PRE_CREATE_HOOK_ERROR(Kind.CREATE, "PreCreateHookError"),
    CREATE_CONTAINER_ERROR(Kind.CREATE, "CreateContainerError"),
    PRE_START_HOOK_ERROR(Kind.START, "PreStartHookError"),
    RUN_CONTAINER_ERROR(Kind.START, "RunContainerError"),
    /// Terminated, not waiting: the runtime's own word for a program that never ran.
    START_ERROR(Kind.START, "StartError", "ContainerCannotRun"),
    POST_START_HOOK_ERROR(Kind.START, "PostStartHookError"),
    CRASH_LOOP_BACK_OFF(Kind.CRASH_LOOP, "CrashLoopBackOff"),
    SANDBOX_ERROR(
            Kind.NOTHING,
            "CreatePodSandboxError",
            "ConfigPodSandboxError",
            "KillPodSandboxError",
            "KillContainerError",
            "RemoveContainerError",
            "ResizePodInPlaceError"),
    UNRECOGNISED(Kind.UNRECOGNISED);

    /// What the kubelet was doing for the container.
    public enum Kind {
        /// No trouble of this container by itself; may hide sandbox, volume or image trouble that
        /// only events name.
        NOTHING,
        PULL,
        CREATE,
        START,
        /// A symptom: the cause is how the last run ended.
        CRASH_LOOP,
        UNRECOGNISED
    }

    private static final String KUBELET =
            "https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/";

    private final Kind kind;
    private final Set<String> words;

    WaitingReason(Kind kind, String... words) {
        this.kind = kind;
        this.words = Set.of(words);
    }

    /// The row of a reason, compared exactly.
    public static WaitingReason of(String reason) {
        return Arrays.stream(values())
                .filter(row -> row.words.contains(reason))
                .findFirst()
                .orElse(UNRECOGNISED);
    }

    public Kind kind() {
        return kind;
    }

    /// Where the kubelet writes it.
    public String link() {
        return switch (kind) {
            case NOTHING, UNRECOGNISED -> KUBELET + "kubelet_pods.go";
            case PULL -> KUBELET + "images/types.go";
            case CREATE -> KUBELET + "kuberuntime/kuberuntime_container.go";
            case START, CRASH_LOOP -> KUBELET + "container/sync_result.go";
        };
    }
}
