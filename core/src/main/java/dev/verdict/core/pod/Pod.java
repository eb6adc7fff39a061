package dev.verdict.core.pod;

import dev.verdict.core.observation.ObjectRef;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pod, as the API server had it.
///
/// @param owner the controlling owner
/// @param deletedAt when it is being deleted: until then it may go on ending
/// @param reason the pod's own `status.reason`, such as `Evicted`; empty where there is none
public record Pod(
        ObjectRef ref,
        Optional<ObjectRef> owner,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant createdAt,
        Optional<Instant> deletedAt,
        Phase phase,
        String reason,
        String message,
        List<Condition> conditions,
        Optional<Instant> startTime,
        Spec spec,
        List<Container> containers) {
    /// By age, and by name of equals.
    public static final Comparator<Pod> OLDEST_FIRST = Pod::compareAge;

    /// What the API writes as `status.phase`.
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN
    }

    /// What the pod asks of the cluster, beside its containers.
    ///
    /// @param nodeName empty until it is placed
    public record Spec(
            String nodeName,
            String schedulerName,
            String serviceAccount,
            String restartPolicy,
            Optional<Duration> activeDeadline,
            List<String> schedulingGates,
            List<String> readinessGates,
            List<String> pullSecrets,
            Map<String, String> nodeSelector,
            List<Toleration> tolerations,
            List<Volume> volumes) {}

    /// A taint that the pod puts up with. Empty key: any; empty effect: all effects.
    public record Toleration(String key, String operator, String value, String effect) {}

    public Pod {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
    }

    private static int compareAge(Pod a, Pod b) {
        int order = a.createdAt.compareTo(b.createdAt);
        return order != 0 ? order : a.name().compareTo(b.name());
    }

    public String name() {
        return ref.name();
    }

    public Optional<Condition> condition(String type) {
        return Condition.find(conditions, type);
    }

    public boolean isReady() {
        return condition("Ready").filter(Condition::isTrue).isPresent();
    }

    /// Being deleted: it serves nobody for long and counts for nothing.
    public boolean isTerminating() {
        return deletedAt.isPresent();
    }

    public boolean hasEnded() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    public boolean isOwnedBy(ObjectRef other) {
        return owner.filter(o -> o.isSameAs(other)).isPresent();
    }

    public Optional<Container> container(String name) {
        return containers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public List<Container> containers(ContainerSpec.Role role) {
        return containers.stream().filter(c -> c.spec().role() == role).toList();
    }

    /// App containers and sidecars: those that have to run for the pod to be ready.
    public List<Container> longRunning() {
        return containers.stream().filter(c -> c.spec().isLongRunning()).toList();
    }

    /// Whether the kubelet has ever started one of its containers.
    public boolean hasStartedAny() {
        return containers.stream().anyMatch(Container::hasRun);
    }
}
