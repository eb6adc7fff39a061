package dev.verdict.core.testing;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Replicated.Counts;
import dev.verdict.core.workload.Replicated.Kind;
import dev.verdict.core.workload.Replicated.Update;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Template;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A Deployment, StatefulSet, DaemonSet or ReplicaSet with its revisions and pods. It was made an
/// hour ago, its newest revision twelve minutes ago, and it wants one pod, unless a test says
/// otherwise.
public final class AWorkload {
    /// One template the workload had, with what was made from it.
    private static final class ARevision {
        private final int number;
        private final List<AContainer> containers;
        private String created;
        private Optional<Integer> desired = Optional.empty();
        private final List<Condition> conditions = new ArrayList<>();
        private final List<APod> pods = new ArrayList<>();

        ARevision(int number, List<AContainer> containers, String created) {
            this.number = number;
            this.containers = containers;
            this.created = created;
        }
    }

    private final Kind kind;
    private final String name;
    private String namespace = Cluster.HERE;
    private String uid;
    private final Map<String, String> labels = new TreeMap<>();
    private Instant created = Times.ago("1h");
    private long observed = 1;
    private int desired = 1;
    private Optional<Counts> counts = Optional.empty();
    private Update update = new Update.Rolling();
    private boolean paused;
    private boolean ordered;
    private Duration minReady = Duration.ZERO;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<ARevision> earlier = new ArrayList<>();
    private final List<AContainer> containers = new ArrayList<>();
    private final ARevision newest;
    private boolean withoutNewest;
    private Optional<String> revision = Optional.empty();
    private int nextNumber = 1;

    private AWorkload(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
        this.uid = "uid-" + kind.word() + "-" + name;
        this.newest = new ARevision(0, containers, "12m");
    }

    public static AWorkload deployment(String name, String image) {
        return of(Kind.DEPLOYMENT, name, image);
    }

    public static AWorkload of(Kind kind, String name, String image) {
        return new AWorkload(kind, name).container(AContainer.container("app", image));
    }

    public static AWorkload statefulSet(String name, String image) {
        return of(Kind.STATEFUL_SET, name, image);
    }

    public static AWorkload daemonSet(String name, String image) {
        return of(Kind.DAEMON_SET, name, image);
    }

    public static AWorkload replicaSet(String name, String image) {
        return of(Kind.REPLICA_SET, name, image);
    }

    /// Adds a container to the template.
    public AWorkload container(AContainer container) {
        containers.add(container);
        return this;
    }

    /// Changes the first container of the template.
    public AWorkload app(Consumer<AContainer> change) {
        change.accept(containers.getFirst());
        return this;
    }

    public AWorkload in(String other) {
        namespace = other;
        return this;
    }

    public AWorkload uid(String other) {
        uid = other;
        return this;
    }

    public AWorkload label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public AWorkload created(String when) {
        created = Times.ago(when);
        return this;
    }

    public AWorkload replicas(int wanted) {
        desired = wanted;
        return this;
    }

    public AWorkload counts(int wanted, int current, int updated, int ready, int available) {
        desired = wanted;
        counts = Optional.of(new Counts(wanted, current, updated, ready, available));
        return this;
    }

    public AWorkload update(Update other) {
        update = other;
        return this;
    }

    public AWorkload paused() {
        paused = true;
        return this;
    }

    public AWorkload ordered() {
        ordered = true;
        return this;
    }

    public AWorkload minReady(String seconds) {
        minReady = Times.length(seconds);
        return this;
    }

    /// The controller has not seen the latest change.
    public AWorkload unobserved() {
        observed = 0;
        return this;
    }

    public AWorkload condition(String type, Status status, String reason, String message) {
        return condition(type, status, reason, message, "9m");
    }

    public AWorkload condition(
            String type, Status status, String reason, String message, String since) {
        conditions.add(
                new Condition(
                        type,
                        status,
                        reason,
                        message,
                        Optional.of(Times.ago(since)),
                        Optional.of(Times.ago(since))));
        return this;
    }

    /// What it was before: a revision with another image, older than the newest one.
    public AWorkload earlier(String image, String when) {
        earlier.add(new ARevision(nextNumber++, List.of(AContainer.container("app", image)), when));
        return this;
    }

    /// A pod of the earlier revision that was told last.
    public AWorkload olderPod(Consumer<APod> change) {
        return pod(earlier.getLast(), change);
    }

    /// When the newest revision was made.
    public AWorkload revised(String when) {
        newest.created = when;
        return this;
    }

    /// How many pods the newest ReplicaSet wants so far, where it is fewer than all.
    public AWorkload scaledTo(int pods) {
        newest.desired = Optional.of(pods);
        return this;
    }

    /// The newest ReplicaSet reports that it cannot create pods.
    public AWorkload replicaFailure(String message) {
        newest.conditions.add(
                new Condition(
                        "ReplicaFailure",
                        Status.TRUE,
                        "FailedCreate",
                        message,
                        Optional.of(Times.ago("1m")),
                        Optional.empty()));
        return this;
    }

    /// The controller has made nothing of the template yet.
    public AWorkload withoutNewestRevision() {
        withoutNewest = true;
        return this;
    }

    public AWorkload revision(String written) {
        revision = Optional.of(written);
        return this;
    }

    /// A pod of the newest revision.
    public AWorkload pod(Consumer<APod> change) {
        return pod(newest, change);
    }

    private AWorkload pod(ARevision of, Consumer<APod> change) {
        APod pod = APod.pod(podName(of, of.pods.size()), template(of.containers).containers());
        pod.in(namespace).ownedBy(owner(of)).label("app", name);
        if (kind == Kind.STATEFUL_SET) {
            pod.label("controller-revision-hash", revisionName(of));
        } else if (kind == Kind.DAEMON_SET) {
            pod.label("controller-revision-hash", hash(of));
        }
        change.accept(pod);
        of.pods.add(pod);
        return this;
    }

    private String podName(ARevision of, int ordinal) {
        int all =
                ordinal + (of == newest ? earlier.stream().mapToInt(e -> e.pods.size()).sum() : 0);
        return switch (kind) {
            case DEPLOYMENT -> name + "-" + hash(of) + "-" + ordinal;
            case STATEFUL_SET -> name + "-" + all;
            case DAEMON_SET, REPLICA_SET -> name + "-" + hash(of) + all;
        };
    }

    private String hash(ARevision of) {
        return of == newest ? "new" : "old" + of.number;
    }

    private String revisionName(ARevision of) {
        return name + "-" + hash(of);
    }

    private ObjectRef owner(ARevision of) {
        return kind == Kind.DEPLOYMENT ? replicaSet(of) : ref();
    }

    public ObjectRef ref() {
        return new ObjectRef(kind.word(), namespace, name, uid);
    }

    /// The newest ReplicaSet.
    public ObjectRef replicaSet() {
        return replicaSet(newest);
    }

    private ObjectRef replicaSet(ARevision of) {
        return new ObjectRef("ReplicaSet", namespace, revisionName(of), uid + "-" + hash(of));
    }

    /// The reference of a pod of the newest revision.
    public ObjectRef podRef(int ordinal) {
        return newest.pods.get(ordinal).ref();
    }

    public ObjectRef podRef() {
        return podRef(0);
    }

    static Template template(List<AContainer> containers) {
        List<ContainerSpec> specs = containers.stream().map(AContainer::spec).toList();
        return new Template(specs.toString(), Map.of(), specs);
    }

    String namespace() {
        return namespace;
    }

    Kind kind() {
        return kind;
    }

    List<Pod> pods() {
        List<Pod> all = new ArrayList<>();
        earlier.forEach(e -> e.pods.forEach(p -> all.add(p.made())));
        newest.pods.forEach(p -> all.add(p.made()));
        return all;
    }

    private List<ARevision> revisionsMade() {
        List<ARevision> all = new ArrayList<>(earlier);
        if (!withoutNewest) {
            all.add(newest);
        }
        return all;
    }

    private int number(ARevision of) {
        return of == newest ? earlier.size() + 1 : of.number;
    }

    List<Replicated> replicaSets() {
        if (kind != Kind.DEPLOYMENT) {
            return List.of();
        }
        List<Replicated> all = new ArrayList<>();
        for (ARevision each : revisionsMade()) {
            int wanted = each == newest ? each.desired.orElse(desired) : each.pods.size();
            int there = each.pods.size();
            all.add(
                    new Replicated(
                            Kind.REPLICA_SET,
                            replicaSet(each),
                            Optional.of(ref()),
                            Map.of(),
                            Map.of(),
                            Times.ago(each.created),
                            Optional.empty(),
                            1,
                            1,
                            Map.of("app", name),
                            template(each.containers),
                            new Counts(wanted, there, there, there, there),
                            new Update.Rolling(),
                            false,
                            false,
                            minReady,
                            String.valueOf(number(each)),
                            each.conditions));
        }
        return all;
    }

    List<Revision> revisions() {
        if (kind != Kind.STATEFUL_SET && kind != Kind.DAEMON_SET) {
            return List.of();
        }
        List<Revision> all = new ArrayList<>();
        for (ARevision each : revisionsMade()) {
            all.add(
                    new Revision(
                            new ObjectRef(
                                    "ControllerRevision",
                                    namespace,
                                    revisionName(each),
                                    uid + "-" + hash(each)),
                            Optional.of(ref()),
                            Times.ago(each.created),
                            number(each),
                            template(each.containers)));
        }
        return all;
    }

    public Replicated made() {
        int there = newest.pods.size();
        String written =
                kind == Kind.STATEFUL_SET
                        ? revisionName(newest)
                        : kind == Kind.DEPLOYMENT ? String.valueOf(earlier.size() + 1) : "";
        return new Replicated(
                kind,
                ref(),
                Optional.empty(),
                labels,
                Map.of(),
                created,
                Optional.empty(),
                1,
                observed,
                Map.of("app", name),
                template(containers),
                counts.orElse(new Counts(desired, there, there, there, there)),
                update,
                paused,
                ordered,
                minReady,
                revision.orElse(written),
                conditions);
    }
}
