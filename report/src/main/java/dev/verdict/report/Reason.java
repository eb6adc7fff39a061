package dev.verdict.report;

import dev.verdict.core.cause.Cause;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reasons that Kubernetes writes beside a message: of a waiting or terminated container, of a
/// condition, of an event. Each with what it means and which causes can be behind it; the message
/// beside it tells which.
///
/// Sources: [the kubelet's
/// events](https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/events/event.go), [its
/// images](https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/images/types.go) and
/// [containers](https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/container/sync_result.go).
enum Reason {
    // of a waiting container
    CREATING(
            On.WAITING,
            "The container is not there yet: its volumes are mounted, its network is set up, its"
                    + " image is pulled. No trouble by itself; the pod's events tell when one of"
                    + " them does not get on.",
            behind(
                    Cause.POD_NETWORK_FAILED,
                    Cause.SANDBOX_FAILED,
                    Cause.VOLUME_MOUNT_FAILED,
                    Cause.VOLUME_ATTACH_FAILED,
                    Cause.VOLUME_MULTI_ATTACH,
                    Cause.CONFIG_MAP_MISSING,
                    Cause.SECRET_MISSING),
            "ContainerCreating"),
    INITIALIZING(
            On.WAITING,
            "The pod's init containers have not all ended, or the app's image is being pulled after"
                    + " them. Look at the init containers first.",
            behind(
                    Cause.INIT_CONTAINER_FAILS,
                    Cause.POD_NETWORK_FAILED,
                    Cause.SANDBOX_FAILED,
                    Cause.VOLUME_MOUNT_FAILED),
            "PodInitializing"),
    PULL(
            On.WAITING,
            "The image could not be pulled. The kubelet tries again, at most 5 minutes apart; the"
                    + " two reasons alternate and mean the same.",
            behind(
                    Cause.IMAGE_NOT_FOUND,
                    Cause.IMAGE_PULL_UNAUTHORIZED,
                    Cause.PULL_SECRET_MISSING,
                    Cause.REGISTRY_UNREACHABLE,
                    Cause.REGISTRY_HOST_UNKNOWN,
                    Cause.REGISTRY_RATE_LIMITED,
                    Cause.REGISTRY_CERTIFICATE_INVALID,
                    Cause.INVALID_IMAGE_NAME,
                    Cause.IMAGE_PLATFORM_MISMATCH,
                    Cause.IMAGE_SIGNATURE_INVALID,
                    Cause.NODE_DISK_FULL,
                    Cause.SANDBOX_FAILED),
            "ErrImagePull",
            "ImagePullBackOff"),
    NEVER_PULL(
            On.WAITING,
            "The image is not on the node and the pod forbids to pull it (imagePullPolicy: Never).",
            behind(Cause.IMAGE_NOT_ON_NODE),
            "ErrImageNeverPull"),
    IMAGE_NAME(
            On.WAITING,
            "What the template calls an image is no image name.",
            behind(Cause.INVALID_IMAGE_NAME),
            "InvalidImageName"),
    INSPECT(
            On.WAITING_AND_EVENT,
            "The node's runtime could not look at the image: its name is none, or the image store"
                    + " is in trouble.",
            behind(Cause.INVALID_IMAGE_NAME, Cause.SANDBOX_FAILED),
            "ImageInspectError",
            "InspectFailed"),
    REGISTRY(
            On.WAITING,
            "The registry refused the connection (CRI-O says so; containerd never does).",
            behind(Cause.REGISTRY_UNREACHABLE),
            "RegistryUnavailable"),
    SIGNATURE(
            On.WAITING,
            "The image's signature does not satisfy the node's policy (CRI-O).",
            behind(Cause.IMAGE_SIGNATURE_INVALID),
            "SignatureValidationFailed"),
    CONFIG(
            On.WAITING,
            "The container cannot be made from its spec: something it names is missing or not"
                + " allowed. The kubelet tries again and starts it in place once that is there.",
            behind(
                    Cause.CONFIG_MAP_MISSING,
                    Cause.SECRET_MISSING,
                    Cause.CONFIG_KEY_MISSING,
                    Cause.SECURITY_CONTEXT_INVALID,
                    Cause.CONTAINER_CONFIG_INVALID),
            "CreateContainerConfigError"),
    CREATE(
            On.WAITING,
            "The runtime could not create the container.",
            behind(
                    Cause.CONTAINER_CONFIG_INVALID,
                    Cause.HOST_PATH_MISMATCH,
                    Cause.SECURITY_CONTEXT_INVALID,
                    Cause.NODE_DISK_FULL,
                    Cause.SANDBOX_FAILED),
            "CreateContainerError",
            "ImageVolumeMountFailed",
            "RROUnsupported"),
    NODE_HOOK(
            On.WAITING,
            "The node's own managers (CPU, memory, devices) could not make room for the container.",
            behind(Cause.SANDBOX_FAILED),
            "PreCreateHookError",
            "PreStartHookError"),
    START(
            On.WAITING_AND_TERMINATED,
            "The container was created and its program could not be started.",
            behind(
                    Cause.COMMAND_NOT_FOUND,
                    Cause.WRONG_ARCHITECTURE,
                    Cause.OUT_OF_MEMORY,
                    Cause.SANDBOX_FAILED),
            "RunContainerError",
            "StartError",
            "ContainerCannotRun"),
    POST_START(
            On.WAITING_AND_EVENT,
            "The container's postStart hook failed, so it was killed.",
            behind(Cause.POST_START_HOOK_FAILED),
            "PostStartHookError",
            "FailedPostStartHook"),
    CRASH_LOOP(
            On.WAITING,
            "The container ended again and again; the kubelet waits before the next start, at most"
                    + " 5 minutes. A symptom: how the last run ended is the cause.",
            behind(
                    Cause.CONTAINER_CRASHES,
                    Cause.CONTAINER_EXITS,
                    Cause.OUT_OF_MEMORY,
                    Cause.LIVENESS_PROBE_KILLS,
                    Cause.STARTUP_PROBE_FAILING,
                    Cause.INIT_CONTAINER_FAILS,
                    Cause.COMMAND_NOT_FOUND,
                    Cause.WRONG_ARCHITECTURE,
                    Cause.POST_START_HOOK_FAILED),
            "CrashLoopBackOff"),
    SANDBOX_SYNC(
            On.WAITING,
            "The node could not set up or tear down the pod's sandbox or container.",
            behind(Cause.POD_NETWORK_FAILED, Cause.SANDBOX_FAILED),
            "CreatePodSandboxError",
            "ConfigPodSandboxError",
            "KillPodSandboxError",
            "KillContainerError",
            "RemoveContainerError",
            "ResizePodInPlaceError"),

    // of a terminated container or a failed pod
    OUT_OF_MEMORY_KILL(
            On.TERMINATED,
            "The kernel killed a process of the container for its memory limit, or because the node"
                    + " ran out of memory.",
            behind(Cause.OUT_OF_MEMORY, Cause.BUILD_OUT_OF_MEMORY),
            "OOMKilled"),
    ERROR(
            On.TERMINATED,
            "The container's program ended with another exit code than 0. Its log says why.",
            behind(
                    Cause.CONTAINER_CRASHES,
                    Cause.INIT_CONTAINER_FAILS,
                    Cause.LIVENESS_PROBE_KILLS,
                    Cause.BUILD_STEP_FAILED),
            "Error"),
    COMPLETED(
            On.TERMINATED,
            "The program ended by itself with exit code 0. Right for a Job; a program that should"
                    + " serve has no reason to end.",
            behind(Cause.CONTAINER_EXITS),
            "Completed"),
    SECCOMP(
            On.TERMINATED,
            "A system call that the container's seccomp profile blocks (CRI-O).",
            behind(Cause.SECURITY_CONTEXT_INVALID),
            "seccomp killed"),
    LOST(
            On.TERMINATED,
            "The runtime lost track of the container: its node was restarted or drained. Not a"
                    + " crash of the program.",
            behind(Cause.NODE_LOST, Cause.BUILD_INTERRUPTED),
            "ContainerStatusUnknown",
            "Unknown"),
    DEADLINE(
            On.TERMINATED,
            "A Job or pod ran longer than its activeDeadlineSeconds and was ended.",
            behind(Cause.BUILD_DEADLINE_EXCEEDED),
            "DeadlineExceeded"),
    JOB_LIMIT(
            On.CONDITION,
            "The Job has used up its tries. How the last pod ended is the cause.",
            behind(Cause.CONTAINER_CRASHES, Cause.OUT_OF_MEMORY, Cause.BUILD_STEP_FAILED),
            "BackoffLimitExceeded",
            "MaxFailedIndexesExceeded",
            "FailedIndexes"),
    JOB_POLICY(
            On.CONDITION,
            "The Job's own podFailurePolicy ended it for how a pod failed.",
            behind(Cause.CONTAINER_CRASHES),
            "PodFailurePolicy"),
    REFUSED(
            On.TERMINATED,
            "The kubelet refused the pod after it had been bound to the node.",
            behind(Cause.POD_REFUSED_BY_NODE),
            "OutOfcpu",
            "OutOfmemory",
            "OutOfpods",
            "OutOfephemeral-storage",
            "NodeAffinity",
            "UnexpectedAdmissionError",
            "TopologyAffinityError",
            "NodeShutdown",
            "VolumeAttachmentLimitExceeded",
            "PodOSNotSupported",
            "PodOSSelectorNodeLabelDoesNotMatch"),
    SYSCTL(
            On.TERMINATED,
            "The pod asks for a sysctl that this node does not allow.",
            behind(Cause.SECURITY_CONTEXT_INVALID),
            "SysctlForbidden",
            "AppArmor"),

    // of events and conditions
    SCHEDULING(
            On.EVENT,
            "No node takes the pod; the message counts the nodes by what they lack.",
            behind(
                    Cause.INSUFFICIENT_RESOURCES,
                    Cause.NODE_AFFINITY_MISMATCH,
                    Cause.UNTOLERATED_TAINT,
                    Cause.NODES_UNSCHEDULABLE,
                    Cause.NODE_PRESSURE,
                    Cause.NODE_NOT_READY,
                    Cause.POD_AFFINITY_CONFLICT,
                    Cause.TOPOLOGY_SPREAD_UNSATISFIABLE,
                    Cause.HOST_PORT_CONFLICT,
                    Cause.VOLUME_NOT_BOUND,
                    Cause.VOLUME_ZONE_CONFLICT,
                    Cause.VOLUME_MULTI_ATTACH,
                    Cause.VOLUME_ATTACH_FAILED,
                    Cause.NODE_CAPACITY_REACHED),
            "FailedScheduling",
            "Unschedulable",
            "SchedulerError"),
    GATED(
            On.CONDITION,
            "The pod's schedulingGates hold it back until whoever set them removes them.",
            behind(Cause.SCHEDULING_GATED),
            "SchedulingGated"),
    NO_CAPACITY(
            On.EVENT,
            "An autoscaler did not or could not add a node for the pod.",
            behind(Cause.INSUFFICIENT_RESOURCES),
            "NotTriggerScaleUp",
            "InsufficientCapacityError",
            "ScaleUpFailed",
            "FailedToScaleUpGroup",
            "ScaleUpTimedOut",
            "NoCompatibleInstanceTypes"),
    CAPACITY_COMING(
            On.EVENT,
            "An autoscaler is adding a node for the pod. Wait; it takes minutes, not seconds.",
            behind(),
            "TriggeredScaleUp",
            "Nominated"),
    CLAIM(
            On.EVENT,
            "A PersistentVolumeClaim has no volume yet.",
            behind(Cause.VOLUME_NOT_BOUND),
            "ProvisioningFailed",
            "ExternalProvisioning",
            "FailedBinding",
            "VolumeMismatch",
            "ClaimLost",
            "ClaimMisbound"),
    SANDBOX(
            On.EVENT,
            "The pod's sandbox could not be made; mostly the network plugin, not the app.",
            behind(Cause.POD_NETWORK_FAILED, Cause.SANDBOX_FAILED, Cause.NODE_DISK_FULL),
            "FailedCreatePodSandBox",
            "FailedPodSandBoxStatus"),
    NETWORK(
            On.EVENT,
            "The node's network plugin is not ready; normal for seconds on a new node.",
            behind(Cause.POD_NETWORK_FAILED),
            "NetworkNotReady"),
    KILL(
            On.EVENT,
            "A pod on its way out could not be torn down cleanly.",
            behind(Cause.POD_NETWORK_FAILED),
            "FailedKillPod"),
    MOUNT(
            On.EVENT,
            "A volume could not be attached or mounted. Of a ConfigMap or Secret it says which is"
                    + " missing.",
            behind(
                    Cause.CONFIG_MAP_MISSING,
                    Cause.SECRET_MISSING,
                    Cause.CONFIG_KEY_MISSING,
                    Cause.VOLUME_MOUNT_FAILED,
                    Cause.VOLUME_ATTACH_FAILED,
                    Cause.VOLUME_MULTI_ATTACH,
                    Cause.VOLUME_ZONE_CONFLICT,
                    Cause.HOST_PATH_MISMATCH,
                    Cause.SERVICE_ACCOUNT_MISSING),
            "FailedMount",
            "FailedMapVolume",
            "FailedAttachVolume"),
    PULL_OR_START(
            On.EVENT,
            "Something about a container failed: its image could not be pulled, or it could not be"
                    + " created or started. One reason with six meanings; the message tells.",
            behind(
                    Cause.IMAGE_NOT_FOUND,
                    Cause.IMAGE_PULL_UNAUTHORIZED,
                    Cause.REGISTRY_UNREACHABLE,
                    Cause.REGISTRY_HOST_UNKNOWN,
                    Cause.REGISTRY_RATE_LIMITED,
                    Cause.REGISTRY_CERTIFICATE_INVALID,
                    Cause.IMAGE_PLATFORM_MISMATCH,
                    Cause.COMMAND_NOT_FOUND,
                    Cause.WRONG_ARCHITECTURE,
                    Cause.OUT_OF_MEMORY,
                    Cause.CONFIG_MAP_MISSING,
                    Cause.SECRET_MISSING,
                    Cause.CONFIG_KEY_MISSING,
                    Cause.SECURITY_CONTEXT_INVALID,
                    Cause.CONTAINER_CONFIG_INVALID),
            "Failed"),
    BACK_OFF(
            On.EVENT,
            "The kubelet waits before it tries again: to pull the image, or to restart a container"
                    + " that ended. The message tells which.",
            behind(
                    Cause.CONTAINER_CRASHES,
                    Cause.IMAGE_NOT_FOUND,
                    Cause.IMAGE_PULL_UNAUTHORIZED,
                    Cause.REGISTRY_UNREACHABLE),
            "BackOff"),
    PULL_SECRET(
            On.EVENT,
            "A pull secret that the pod names is not there; the pull is tried without it.",
            behind(Cause.PULL_SECRET_MISSING),
            "FailedToRetrieveImagePullSecret"),
    PROBE(
            On.EVENT,
            "A probe failed. Before the first Ready that is how slow starts look; refused"
                    + " connections mean that nothing listens yet.",
            behind(
                    Cause.READINESS_PROBE_FAILING,
                    Cause.LIVENESS_PROBE_KILLS,
                    Cause.STARTUP_PROBE_FAILING),
            "Unhealthy",
            "ProbeError"),
    KILLING(
            On.EVENT,
            "A container is stopped: for a probe that failed too often, a changed definition, or"
                    + " because its pod goes.",
            behind(Cause.LIVENESS_PROBE_KILLS, Cause.STARTUP_PROBE_FAILING),
            "Killing"),
    ADMISSION(
            On.EVENT,
            "A controller was not allowed to create a pod, or could not. The message is the API"
                    + " server's own answer.",
            behind(
                    Cause.QUOTA_EXCEEDED,
                    Cause.POLICY_DENIED,
                    Cause.WEBHOOK_FAILED,
                    Cause.LIMIT_RANGE_VIOLATED,
                    Cause.SERVICE_ACCOUNT_MISSING,
                    Cause.RUNTIME_CLASS_MISSING,
                    Cause.PRIORITY_CLASS_MISSING,
                    Cause.CONTAINER_CONFIG_INVALID,
                    Cause.POD_NOT_CREATED),
            "FailedCreate",
            "ReplicaFailure",
            "ReplicaSetCreateError"),
    GOING(
            On.EVENT,
            "The namespace is being deleted; nothing new is created in it.",
            behind(Cause.POD_NOT_CREATED),
            "NamespaceTerminating"),
    BAD_SCHEDULE(
            On.EVENT,
            "The CronJob's schedule or time zone cannot be read, so no Job is made.",
            behind(Cause.POD_NOT_CREATED),
            "UnknownTimeZone",
            "UnparseableSchedule",
            "InvalidSchedule"),
    PAUSED(
            On.CONDITION,
            "The Deployment is paused: a changed template is not rolled out.",
            behind(Cause.ROLLOUT_PAUSED),
            "DeploymentPaused"),
    GATE(
            On.CONDITION,
            "The containers are ready, and a readiness gate that somebody else sets is not.",
            behind(Cause.READINESS_GATE_UNMET),
            "ReadinessGatesNotReady"),
    NODE(
            On.EVENT,
            "The pod's node stopped being ready.",
            behind(Cause.NODE_NOT_READY, Cause.NODE_LOST),
            "NodeNotReady"),
    NODE_SILENT(
            On.CONDITION,
            "The node's kubelet has stopped reporting: what its pods last said is old.",
            behind(Cause.NODE_LOST),
            "NodeStatusUnknown"),
    PRESSURE(
            On.EVENT,
            "The node is short of memory, disk or process ids.",
            behind(Cause.NODE_PRESSURE),
            "SystemOOM",
            "NodeHasDiskPressure",
            "NodeHasInsufficientMemory",
            "NodeHasInsufficientPID",
            "EvictionThresholdMet",
            "FreeDiskSpaceFailed"),
    TAKEN_AWAY(
            On.EVENT,
            "The cluster took the pod away (pressure, preemption, drain, a node that goes). Its"
                    + " successor is what counts.",
            behind(),
            "Evicted",
            "Preempted",
            "Preempting",
            "PreemptionByScheduler",
            "TaintManagerEviction",
            "EvictionByEvictionAPI",
            "DeletionByTaintManager",
            "DeletionByPodGC",
            "TerminationByKubelet",
            "Terminated",
            "ScaleDown",
            "Disrupted"),
    DEADLINE_OF_ROLLOUT(
            On.CONDITION,
            "The rollout stood still longer than progressDeadlineSeconds. A claim, not evidence:"
                    + " the controller keeps trying and the condition flips back when it succeeds.",
            behind(),
            "ProgressDeadlineExceeded"),
    NOT_READY(
            On.CONDITION,
            "Not everything is ready. A symptom: the containers or their events say why.",
            behind(),
            "ContainersNotReady",
            "ContainersNotInitialized",
            "MinimumReplicasUnavailable",
            "FailedDaemonPod"),
    SYNC(
            On.EVENT,
            "The kubelet could not bring the pod to its wanted state this time. Other events say"
                    + " why.",
            behind(),
            "FailedSync",
            "SandboxChanged"),
    STOPPING(
            On.EVENT,
            "A container on its way out was not stopped the way it asked for.",
            behind(),
            "FailedPreStopHook",
            "ExceededGracePeriod"),
    BACKGROUND(
            On.EVENT,
            "Said of a node or a cluster in passing; it fails no pod.",
            behind(),
            "DNSConfigForming",
            "MissingClusterDNS",
            "ProbeWarning",
            "CgroupV1",
            "Rebooted",
            "Starting",
            "HostIPsIPFamilyMismatch",
            "LifecycleHTTPFallback",
            "CertificateOverdueForRefresh",
            "InvalidDiskCapacity",
            "NodeAllocatableEnforced",
            "NodeHasSufficientMemory",
            "NodeHasNoDiskPressure",
            "NodeHasSufficientPID",
            "RegisteredNode"),
    PROGRESS(
            On.EVENT,
            "Things go as they should.",
            behind(),
            "Scheduled",
            "Pulling",
            "Pulled",
            "Created",
            "Started",
            "SuccessfulCreate",
            "SuccessfulDelete",
            "SuccessfulAttachVolume",
            "SuccessfulMountVolume",
            "ScalingReplicaSet",
            "NewReplicaSetCreated",
            "FoundNewReplicaSet",
            "ReplicaSetUpdated",
            "NewReplicaSetAvailable",
            "MinimumReplicasAvailable",
            "DeploymentResumed",
            "CompletionsReached",
            "Provisioning",
            "ProvisioningSucceeded",
            "WaitForFirstConsumer",
            "WaitForPodScheduled",
            "VolumePermissionChangeInProgress",
            "NodeReady",
            "Resumed");

    /// Where a reason is written.
    enum On {
        WAITING("a waiting container"),
        TERMINATED("a container or pod that ended"),
        WAITING_AND_TERMINATED("a container that waits or ended"),
        WAITING_AND_EVENT("a waiting container, and an event"),
        CONDITION("a condition"),
        EVENT("an event");

        private final String spoken;

        On(String spoken) {
            this.spoken = spoken;
        }
    }

    /// The kubelet puts the resource's name behind it: `OutOfnvidia.com/gpu`.
    private static final Pattern OUT_OF = Pattern.compile("OutOf[a-z0-9][a-z0-9./-]{0,316}");

    private final On on;
    private final String says;
    private final List<Cause> causes;
    private final List<String> words;

    Reason(On on, String says, List<Cause> causes, String... words) {
        this.on = on;
        this.says = says;
        this.causes = causes;
        this.words = List.of(words);
    }

    /// The row of a word, in any case.
    static Optional<Reason> parse(String word) {
        return Arrays.stream(values())
                .filter(row -> row.words.stream().anyMatch(w -> w.equalsIgnoreCase(word)))
                .findFirst()
                .or(() -> Optional.of(REFUSED).filter(_ -> OUT_OF.matcher(word).matches()));
    }

    /// What the word means and what can be behind it.
    Explanation.OfReason explained(String word) {
        String written =
                words.stream().filter(w -> w.equalsIgnoreCase(word)).findFirst().orElse(word);
        return new Explanation.OfReason(
                written, "The reason of " + on.spoken + ". " + says, causes);
    }

    List<Cause> causes() {
        return causes;
    }

    List<String> words() {
        return words;
    }

    private static List<Cause> behind(Cause... causes) {
        return List.of(causes);
    }
}
