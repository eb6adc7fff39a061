package dev.verdict.core.cause;

import dev.verdict.core.cause.EventMessage.Reading.Why;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What the reason of an event or a condition already tells: which text to expect, or that nothing
/// is wrong. Compared exactly; one reason can have several texts (`Failed` has six).
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/events/event.go>
enum EventReason {
    PULL(Topic.PULL, "InspectFailed"),
    START(Topic.PULL_OR_START, "Failed", "BackOff"),
    SANDBOX(Topic.SANDBOX, "FailedCreatePodSandBox", "FailedPodSandBoxStatus"),
    NETWORK(Topic.NETWORK, "NetworkNotReady"),
    KILL(Topic.KILL, "FailedKillPod"),
    VOLUME(Topic.VOLUME, "FailedMount", "FailedMapVolume", "FailedAttachVolume"),
    SCHEDULE(
            Topic.SCHEDULE,
            "FailedScheduling",
            "Unschedulable",
            "SchedulerError",
            "SchedulingGated",
            "NotTriggerScaleUp"),
    NO_CAPACITY(
            Topic.NO_CAPACITY,
            "InsufficientCapacityError",
            "ScaleUpFailed",
            "FailedToScaleUpGroup",
            "ScaleUpTimedOut",
            "NoCompatibleInstanceTypes"),
    ADMISSION(
            Topic.ADMISSION,
            "FailedCreate",
            "ReplicaFailure",
            "ReplicaSetCreateError",
            "NamespaceTerminating",
            "FailedDelete"),
    CLAIM(
            Topic.CLAIM,
            "ProvisioningFailed",
            "ExternalProvisioning",
            "FailedBinding",
            "VolumeMismatch",
            "ClaimLost",
            "ClaimMisbound"),
    PROBE(Topic.PROBE, "Unhealthy", "ProbeError", "Killing"),
    EVICTED(Topic.EVICTED, "Evicted"),
    JOB_POLICY(Topic.JOB_POLICY, "PodFailurePolicy"),
    POST_START(Topic.POST_START, "FailedPostStartHook"),
    PULL_SECRET(Topic.PULL_SECRET, "FailedToRetrieveImagePullSecret"),
    PAUSED(Topic.PAUSED, "DeploymentPaused"),
    SUSPENDED(Topic.SUSPENDED, "Suspended", "JobSuspended"),
    READINESS_GATE(Topic.READINESS_GATE, "ReadinessGatesNotReady"),
    NODE_NOT_READY(Topic.NODE_NOT_READY, "NodeNotReady"),
    NODE_LOST(Topic.NODE_LOST, "NodeStatusUnknown"),
    NODE_PRESSURE(
            Topic.NODE_PRESSURE,
            "SystemOOM",
            "NodeHasDiskPressure",
            "NodeHasInsufficientMemory",
            "NodeHasInsufficientPID",
            "EvictionThresholdMet",
            "FreeDiskSpaceFailed"),
    SCHEDULE_BROKEN(
            Topic.SCHEDULE_BROKEN, "UnknownTimeZone", "UnparseableSchedule", "InvalidSchedule"),
    CAPACITY_COMING(Why.CAPACITY_COMING, "TriggeredScaleUp", "Nominated"),
    PROGRESS(
            Why.PROGRESS,
            "Scheduled",
            "Pulling",
            "Pulled",
            "Created",
            "Started",
            "Completed",
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
            "VolumePermissionChangeInProgress",
            "NodeReady",
            "Resumed"),
    SYMPTOM(
            Why.SYMPTOM,
            "ProgressDeadlineExceeded",
            "MinimumReplicasUnavailable",
            "ContainersNotReady",
            "ContainersNotInitialized",
            "BackoffLimitExceeded",
            "DeadlineExceeded",
            "MaxFailedIndexesExceeded",
            "FailedIndexes",
            "FailedDaemonPod",
            "WaitForPodScheduled",
            "SandboxChanged",
            "FailedSync",
            "Error",
            "Unknown"),
    TAKEN_AWAY(
            Why.POD_TAKEN_AWAY,
            "Preempted",
            "Preempting",
            "PreemptionByScheduler",
            "TaintManagerEviction",
            "DeletionByTaintManager",
            "EvictionByEvictionAPI",
            "DeletionByPodGC",
            "TerminationByKubelet",
            "Terminated",
            "ScaleDown",
            "Disrupted",
            "ContainerStatusUnknown"),
    STOPPING(Why.STOPPING, "FailedPreStopHook", "ExceededGracePeriod"),
    BACKGROUND(
            Why.BACKGROUND,
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
    ;

    /// Which table reads the text.
    enum Topic {
        PULL,
        PULL_OR_START,
        SANDBOX,
        NETWORK,
        KILL,
        VOLUME,
        SCHEDULE,
        NO_CAPACITY,
        ADMISSION,
        CLAIM,
        PROBE,
        EVICTED,
        JOB_POLICY,
        POST_START,
        PULL_SECRET,
        PAUSED,
        SUSPENDED,
        READINESS_GATE,
        NODE_NOT_READY,
        NODE_LOST,
        NODE_PRESSURE,
        SCHEDULE_BROKEN,
        NONE
    }

    private final Topic topic;
    private final Optional<Why> why;
    private final Set<String> words;

    EventReason(Topic topic, String... words) {
        this.topic = topic;
        this.why = Optional.empty();
        this.words = Set.of(words);
    }

    EventReason(Why why, String... words) {
        this.topic = Topic.NONE;
        this.why = Optional.of(why);
        this.words = Set.of(words);
    }

    static Optional<EventReason> of(String reason) {
        return Arrays.stream(values()).filter(row -> row.words.contains(reason)).findFirst();
    }

    Set<String> words() {
        return words;
    }

    Topic topic() {
        return topic;
    }

    /// Why it names no cause, for a reason that never does.
    Optional<Why> why() {
        return why;
    }
}
