package dev.verdict.core.testing;

import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Answers;
import dev.verdict.core.answer.Builds;
import dev.verdict.core.answer.Found;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Question.NamedBuild;
import dev.verdict.core.claim.Question.Pins;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/// A cluster as a test tells it. Everything that is not told was looked at and is not there; what
/// could not be looked at is said with [#unreadable].
public final class Cluster {
    public static final String HERE = "team";
    public static final Gap FORBIDDEN = new Gap.Forbidden("list in namespace team");

    /// What is looked at in a namespace.
    public enum Look {
        TERMINATING,
        DEPLOYMENTS,
        REPLICA_SETS,
        STATEFUL_SETS,
        DAEMON_SETS,
        REVISIONS,
        JOBS,
        CRON_JOBS,
        PODS,
        EVENTS,
        SERVICES
    }

    private final List<Replicated> replicated = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<CronJob> cronJobs = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final List<ClusterEvent> events = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>();
    private final Map<String, Map<Look, Gap>> gaps = new TreeMap<>();
    private final SequencedSet<String> namespaces = new LinkedHashSet<>(List.of(HERE));
    private Optional<Gap> nodesGap = Optional.empty();
    private boolean terminating;
    private Optional<Claim> claim = Optional.empty();
    private Pins pins = Pins.none();
    private Instant at = Times.NOW;
    private Evidence.Clock clock = Evidence.Clock.KNOWN;

    private Cluster() {}

    public static Cluster cluster() {
        return new Cluster();
    }

    // --- what is there

    public Cluster with(AWorkload workload) {
        namespaces.add(workload.namespace());
        replicated.add(workload.made());
        replicated.addAll(workload.replicaSets());
        revisions.addAll(workload.revisions());
        pods.addAll(workload.pods());
        return this;
    }

    public Cluster with(Replicated set) {
        replicated.add(set);
        return this;
    }

    public Cluster with(ABuild build) {
        logs.putAll(build.logs());
        return with(build.job());
    }

    /// The build's pod and log are there, its Job is not.
    public Cluster withoutJob(ABuild build) {
        logs.putAll(build.logs());
        namespaces.add(build.job().namespace());
        pods.addAll(build.job().pods());
        return this;
    }

    /// The Job is there, its pods are gone.
    public Cluster withoutPods(ABuild build) {
        namespaces.add(build.job().namespace());
        jobs.add(build.job().made());
        return this;
    }

    public Cluster with(AJob job) {
        namespaces.add(job.namespace());
        jobs.add(job.made());
        pods.addAll(job.pods());
        return this;
    }

    public Cluster with(CronJob cron) {
        cronJobs.add(cron);
        return this;
    }

    public Cluster with(APod pod) {
        namespaces.add(pod.namespace());
        pods.add(pod.made());
        return this;
    }

    public Cluster with(AnEvent event) {
        events.add(event.made());
        return this;
    }

    public Cluster with(ANode node) {
        nodes.add(node.made());
        return this;
    }

    public Cluster service(String name, String key, String value) {
        services.add(
                new Service(
                        new ObjectRef("Service", HERE, name, "uid-service-" + name),
                        key.isEmpty() ? Map.of() : Map.of(key, value)));
        return this;
    }

    public Cluster terminating() {
        terminating = true;
        return this;
    }

    public Cluster namespace(String name) {
        namespaces.add(name);
        return this;
    }

    /// What a container printed before it ended.
    public Cluster lastWords(ObjectRef pod, String container, boolean previous, String... lines) {
        logs.put(
                new LogKey(pod, container, previous, LogKey.Purpose.LAST_WORDS),
                Observation.seen(new ContainerLog.LastWords(List.of(lines))));
        return this;
    }

    // --- what could not be looked at

    public Cluster unreadable(Look look) {
        return unreadable(HERE, look, FORBIDDEN);
    }

    public Cluster unreadable(String namespace, Look look, Gap gap) {
        gaps.computeIfAbsent(namespace, _ -> new EnumMap<>(Look.class)).put(look, gap);
        return this;
    }

    public Cluster nodesUnreadable() {
        nodesGap = Optional.of(FORBIDDEN);
        return this;
    }

    // --- what is asked

    public Cluster claimedAt(String when) {
        return claimed(Optional.of(Times.ago(when)));
    }

    public Cluster claimed(Optional<Instant> madeAt) {
        claim = Optional.of(new Claim(Optional.of("nuclio"), madeAt, Optional.of("failed")));
        return this;
    }

    public Cluster judgedAt(Instant moment) {
        at = moment;
        return this;
    }

    /// A foreign dump: nobody knows when it was taken.
    public Cluster withoutClock() {
        clock = Evidence.Clock.GUESSED;
        return this;
    }

    public Cluster patience(String duration) {
        return pins(
                pins.builds(),
                pins.noBuild(),
                pins.digest(),
                pins.container(),
                Optional.of(Times.length(duration)),
                pins.buildPatience());
    }

    public Cluster buildPatience(String duration) {
        return pins(
                pins.builds(),
                pins.noBuild(),
                pins.digest(),
                pins.container(),
                pins.patience(),
                Optional.of(Times.length(duration)));
    }

    public Cluster naming(String build) {
        return naming(Optional.empty(), "job", build);
    }

    public Cluster naming(Optional<String> container, String kind, String build) {
        List<NamedBuild> all = new ArrayList<>(pins.builds());
        all.add(new NamedBuild(container, kind, build));
        return pins(
                all,
                pins.noBuild(),
                pins.digest(),
                pins.container(),
                pins.patience(),
                pins.buildPatience());
    }

    public Cluster withoutBuild() {
        return pins(
                pins.builds(),
                true,
                pins.digest(),
                pins.container(),
                pins.patience(),
                pins.buildPatience());
    }

    public Cluster about(Digest digest) {
        return pins(
                pins.builds(),
                pins.noBuild(),
                Optional.of(digest),
                pins.container(),
                pins.patience(),
                pins.buildPatience());
    }

    public Cluster aboutContainer(String name) {
        return pins(
                pins.builds(),
                pins.noBuild(),
                pins.digest(),
                Optional.of(name),
                pins.patience(),
                pins.buildPatience());
    }

    private Cluster pins(
            List<NamedBuild> builds,
            boolean noBuild,
            Optional<Digest> digest,
            Optional<String> container,
            Optional<Duration> patience,
            Optional<Duration> buildPatience) {
        pins = new Pins(builds, noBuild, digest, container, patience, buildPatience);
        return this;
    }

    // --- what comes of it

    public Evidence asking(String kind, String name) {
        return new Evidence(
                new Question(new Subject(kind, HERE, name), claim, pins),
                at,
                clock,
                namespaces.stream().map(this::place).toList(),
                nodesGap.<Observation<List<Node>>>map(Observation::unavailable)
                        .orElseGet(() -> Observation.seen(List.copyOf(nodes))),
                Map.copyOf(logs));
    }

    public Verdict judge(String kind, String name) {
        return SecondOpinion.on(asking(kind, name));
    }

    /// The verdict on the Deployment of that name, in one line.
    public String says(String name) {
        return Said.of(judge("Deployment", name));
    }

    /// How far the newest revision of the Deployment of that name is, in one line.
    public String serves(String name) {
        return serves("Deployment", name);
    }

    public String serves(String kind, String name) {
        return Said.of(serving(kind, name));
    }

    public ServingAnswer serving(String kind, String name) {
        Evidence evidence = asking(kind, name);
        return switch (Found.in(evidence)) {
            case Found.AWorkload(var workload, var there) ->
                    new Answers(evidence, Builds.in(evidence.places()))
                            .ofWorkload(workload, there)
                            .serving();
            case Found other -> throw new IllegalArgumentException("no workload: " + other);
        };
    }

    private Place place(String namespace) {
        Map<Look, Gap> failed = gaps.getOrDefault(namespace, Map.of());
        return new Place(
                namespace,
                look(failed, Look.TERMINATING, terminating),
                look(failed, Look.DEPLOYMENTS, of(namespace, Replicated.Kind.DEPLOYMENT)),
                look(failed, Look.REPLICA_SETS, of(namespace, Replicated.Kind.REPLICA_SET)),
                look(failed, Look.STATEFUL_SETS, of(namespace, Replicated.Kind.STATEFUL_SET)),
                look(failed, Look.DAEMON_SETS, of(namespace, Replicated.Kind.DAEMON_SET)),
                look(
                        failed,
                        Look.REVISIONS,
                        revisions.stream()
                                .filter(r -> r.ref().namespace().equals(namespace))
                                .toList()),
                look(
                        failed,
                        Look.JOBS,
                        jobs.stream().filter(j -> j.ref().namespace().equals(namespace)).toList()),
                look(
                        failed,
                        Look.CRON_JOBS,
                        cronJobs.stream()
                                .filter(c -> c.ref().namespace().equals(namespace))
                                .toList()),
                look(
                        failed,
                        Look.PODS,
                        pods.stream().filter(p -> p.ref().namespace().equals(namespace)).toList()),
                look(
                        failed,
                        Look.EVENTS,
                        events.stream()
                                .filter(e -> e.regarding().namespace().equals(namespace))
                                .toList()),
                look(
                        failed,
                        Look.SERVICES,
                        services.stream()
                                .filter(s -> s.ref().namespace().equals(namespace))
                                .toList()));
    }

    private List<Replicated> of(String namespace, Replicated.Kind kind) {
        return replicated.stream()
                .filter(r -> r.kind() == kind && r.ref().namespace().equals(namespace))
                .toList();
    }

    private static <T> Observation<T> look(Map<Look, Gap> failed, Look look, T there) {
        return failed.containsKey(look)
                ? Observation.unavailable(failed.get(look))
                : Observation.seen(there);
    }
}
