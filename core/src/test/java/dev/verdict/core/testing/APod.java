package dev.verdict.core.testing;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerSpec.Role;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.pod.Volume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A pod. It was made eleven minutes ago, sits on `node-1` and is ready for nine minutes unless a
/// test says otherwise.
public final class APod {
    private final String name;
    private String namespace = Cluster.HERE;
    private String uid;
    private Optional<ObjectRef> owner = Optional.empty();
    private final Map<String, String> labels = new TreeMap<>();
    private Instant created = Times.ago("11m");
    private Optional<Instant> deleted = Optional.empty();
    private Phase phase = Phase.RUNNING;
    private String reason = "";
    private String message = "";
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private String node = "node-1";
    private String scheduler = "default-scheduler";
    private String restartPolicy = "Always";
    private Optional<Duration> activeDeadline = Optional.empty();
    private List<String> schedulingGates = List.of();
    private List<String> readinessGates = List.of();
    private List<String> pullSecrets = List.of();
    private final List<Pod.Toleration> tolerations = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<AContainer> containers = new ArrayList<>();

    private APod(String name) {
        this.name = name;
        this.uid = "uid-pod-" + name;
        condition("PodScheduled", Status.TRUE, "", "11m");
        condition("PodReadyToStartContainers", Status.TRUE, "", "10m30s");
        condition("ContainersReady", Status.TRUE, "", "9m");
        condition("Ready", Status.TRUE, "", "9m");
    }

    public static APod pod(String name) {
        return new APod(name);
    }

    static APod pod(String name, List<ContainerSpec> specs) {
        APod pod = new APod(name);
        specs.forEach(s -> pod.containers.add(AContainer.of(s)));
        return pod;
    }

    public APod with(AContainer container) {
        containers.add(container);
        return this;
    }

    /// Changes its first app container.
    public APod app(Consumer<AContainer> change) {
        change.accept(
                containers.stream().filter(c -> c.role() == Role.APP).findFirst().orElseThrow());
        return this;
    }

    public APod container(String wanted, Consumer<AContainer> change) {
        change.accept(
                containers.stream().filter(c -> c.name().equals(wanted)).findFirst().orElseThrow());
        return this;
    }

    public APod in(String other) {
        namespace = other;
        return this;
    }

    public APod uid(String other) {
        uid = other;
        return this;
    }

    public APod ownedBy(ObjectRef other) {
        owner = Optional.of(other);
        return this;
    }

    public APod label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public APod created(String when) {
        created = Times.ago(when);
        return this;
    }

    public APod terminating() {
        deleted = Optional.of(Times.ago("5s"));
        return this;
    }

    public APod phase(Phase other) {
        phase = other;
        return this;
    }

    /// Taken away or refused: phase Failed with the kubelet's or the controller's word for it.
    public APod failed(String why, String said) {
        phase = Phase.FAILED;
        reason = why;
        message = said;
        return condition("Ready", Status.FALSE, "PodFailed", "1m");
    }

    public APod condition(String type, Status status, String why, String since) {
        return condition(
                new Condition(
                        type, status, why, "", Optional.of(Times.ago(since)), Optional.empty()));
    }

    public APod condition(Condition condition) {
        conditions.put(condition.type(), condition);
        return this;
    }

    public APod without(String condition) {
        conditions.remove(condition);
        return this;
    }

    /// No node, no condition, nothing started.
    public APod unplaced() {
        node = "";
        phase = Phase.PENDING;
        conditions.clear();
        containers.forEach(AContainer::unreported);
        return this;
    }

    /// The scheduler says why not.
    public APod unschedulable(String why, String since) {
        unplaced();
        return condition(
                new Condition(
                        "PodScheduled",
                        Status.FALSE,
                        "Unschedulable",
                        why,
                        Optional.of(Times.ago(since)),
                        Optional.empty()));
    }

    /// Placed; no sandbox, no container yet.
    public APod placed() {
        phase = Phase.PENDING;
        conditions.clear();
        condition("PodScheduled", Status.TRUE, "", "1m");
        condition("PodReadyToStartContainers", Status.FALSE, "", "1m");
        condition("Ready", Status.FALSE, "ContainersNotReady", "1m");
        containers.forEach(c -> c.waiting("ContainerCreating", ""));
        return this;
    }

    public APod readySince(String when) {
        return condition("ContainersReady", Status.TRUE, "", when)
                .condition("Ready", Status.TRUE, "", when);
    }

    public APod unready() {
        return unready("9m");
    }

    public APod unready(String since) {
        return condition("ContainersReady", Status.FALSE, "ContainersNotReady", since)
                .condition("Ready", Status.FALSE, "ContainersNotReady", since);
    }

    public APod on(String other) {
        node = other;
        return this;
    }

    public APod scheduler(String other) {
        scheduler = other;
        return this;
    }

    public APod restartPolicy(String other) {
        restartPolicy = other;
        return this;
    }

    public APod schedulingGate(String gate) {
        schedulingGates = List.of(gate);
        return this;
    }

    public APod readinessGate(String gate) {
        readinessGates = List.of(gate);
        return this;
    }

    public APod pullSecret(String secret) {
        pullSecrets = List.of(secret);
        return this;
    }

    public APod tolerates(String key, String operator, String value, String effect) {
        tolerations.add(new Pod.Toleration(key, operator, value, effect));
        return this;
    }

    public APod volume(String volume, String type, String names) {
        volumes.add(new Volume(volume, type, names));
        return this;
    }

    public ObjectRef ref() {
        return new ObjectRef("Pod", namespace, name, uid);
    }

    String namespace() {
        return namespace;
    }

    public Pod made() {
        return new Pod(
                ref(),
                owner,
                labels,
                Map.of(),
                created,
                deleted,
                phase,
                reason,
                message,
                List.copyOf(conditions.values()),
                node.isEmpty() ? Optional.empty() : Optional.of(created),
                new Pod.Spec(
                        node,
                        scheduler,
                        "default",
                        restartPolicy,
                        activeDeadline,
                        schedulingGates,
                        readinessGates,
                        pullSecrets,
                        Map.of(),
                        tolerations,
                        volumes),
                containers.stream().map(AContainer::made).toList());
    }
}
