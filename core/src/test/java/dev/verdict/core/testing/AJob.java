package dev.verdict.core.testing;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.PodFailurePolicy;
import dev.verdict.core.workload.Template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A Job that was made twenty minutes ago and may be tried once, unless a test says otherwise.
public final class AJob {
    private final String name;
    private String namespace = Cluster.HERE;
    private Optional<ObjectRef> owner = Optional.empty();
    private final Map<String, String> labels = new TreeMap<>();
    private Instant created = Times.ago("20m");
    private Optional<Instant> startTime = Optional.of(Times.ago("20m"));
    private Optional<Instant> completionTime = Optional.empty();
    private String restartPolicy = "Never";
    private boolean suspended;
    private int backoffLimit;
    private PodFailurePolicy failurePolicy = PodFailurePolicy.none();
    private int active;
    private int succeeded;
    private int failed;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<AContainer> containers = new ArrayList<>();
    private final List<APod> pods = new ArrayList<>();

    private AJob(String name) {
        this.name = name;
    }

    public static AJob job(String name, String image) {
        return new AJob(name).with(AContainer.container("main", image));
    }

    static AJob empty(String name) {
        return new AJob(name);
    }

    public AJob with(AContainer container) {
        containers.add(container);
        return this;
    }

    public AJob in(String other) {
        namespace = other;
        return this;
    }

    public AJob ownedBy(ObjectRef other) {
        owner = Optional.of(other);
        return this;
    }

    public AJob label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public AJob created(String when) {
        created = Times.ago(when);
        startTime = Optional.of(created);
        return this;
    }

    public AJob notStarted() {
        startTime = Optional.empty();
        return this;
    }

    public AJob restartPolicy(String other) {
        restartPolicy = other;
        return this;
    }

    public AJob suspended() {
        suspended = true;
        return this;
    }

    public AJob backoffLimit(int limit) {
        backoffLimit = limit;
        return this;
    }

    public AJob failurePolicy(PodFailurePolicy.Rule... rules) {
        failurePolicy = new PodFailurePolicy(List.of(rules));
        return this;
    }

    public AJob counts(int nowActive, int soFarSucceeded, int soFarFailed) {
        active = nowActive;
        succeeded = soFarSucceeded;
        failed = soFarFailed;
        return this;
    }

    public AJob complete(String when) {
        completionTime = Optional.of(Times.ago(when));
        succeeded = 1;
        return condition("Complete", "CompletionsReached", when);
    }

    public AJob failed(String reason, String when) {
        failed = Math.max(failed, 1);
        return condition("Failed", reason, when);
    }

    public AJob condition(String type, String reason, String when) {
        return condition(type, Status.TRUE, reason, when);
    }

    public AJob condition(String type, Status status, String reason, String when) {
        conditions.add(
                new Condition(
                        type, status, reason, "", Optional.of(Times.ago(when)), Optional.empty()));
        return this;
    }

    public AJob pod(String podName, Consumer<APod> change) {
        APod pod = APod.pod(podName, template().containers());
        pod.in(namespace).ownedBy(ref()).created("19m").restartPolicy(restartPolicy);
        change.accept(pod);
        pods.add(pod);
        return this;
    }

    public ObjectRef ref() {
        return new ObjectRef("Job", namespace, name, "uid-job-" + namespace + "-" + name);
    }

    String namespace() {
        return namespace;
    }

    List<Pod> pods() {
        return pods.stream().map(APod::made).toList();
    }

    Template template() {
        return AWorkload.template(containers);
    }

    public Job made() {
        return new Job(
                ref(),
                owner,
                labels,
                Map.of(),
                created,
                Optional.empty(),
                template(),
                restartPolicy,
                suspended,
                1,
                backoffLimit,
                Optional.empty(),
                failurePolicy,
                active,
                succeeded,
                failed,
                startTime,
                completionTime,
                conditions);
    }
}
