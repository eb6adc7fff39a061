package dev.verdict.core.evidence;

import dev.verdict.core.claim.Subject;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.Look.Listing;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Service;
import dev.verdict.core.workload.Workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything looked at in one namespace: one observation a kind. *Absent* does not occur for a
/// list; an empty list was listed and is empty, unless the namespace itself does not exist.
///
/// What belongs to an object is found by its uid at once, however much there is: a table asks for
/// each of its rows.
public final class Place {
    private final String namespace;
    private final Observation<Boolean> terminating;
    private final Observation<List<Replicated>> deployments;
    private final Observation<List<Replicated>> replicaSets;
    private final Observation<List<Replicated>> statefulSets;
    private final Observation<List<Replicated>> daemonSets;
    private final Observation<List<Revision>> revisions;
    private final Observation<List<Job>> jobs;
    private final Observation<List<CronJob>> cronJobs;
    private final Observation<List<Pod>> pods;
    private final Observation<List<ClusterEvent>> events;
    private final Observation<List<Service>> services;

    private final Map<String, List<Replicated>> replicaSetsByOwner;
    private final Map<String, List<Revision>> revisionsByOwner;
    private final Map<String, List<Job>> jobsByOwner;
    private final Map<String, List<Pod>> podsByOwner;
    private final Map<ObjectRef, Pod> podsByRef;
    private final SequencedMap<Subject, Workload> workloads;
    private final Map<String, List<ClusterEvent>> eventsByObject;
    private final Map<Listing, Place> lesser = new EnumMap<>(Listing.class);

    /// @param terminating seen `true` while the namespace is being deleted
    public Place(
            String namespace,
            Observation<Boolean> terminating,
            Observation<List<Replicated>> deployments,
            Observation<List<Replicated>> replicaSets,
            Observation<List<Replicated>> statefulSets,
            Observation<List<Replicated>> daemonSets,
            Observation<List<Revision>> revisions,
            Observation<List<Job>> jobs,
            Observation<List<CronJob>> cronJobs,
            Observation<List<Pod>> pods,
            Observation<List<ClusterEvent>> events,
            Observation<List<Service>> services) {
        this.namespace = namespace;
        this.terminating = terminating;
        this.deployments = deployments;
        this.replicaSets = replicaSets;
        this.statefulSets = statefulSets;
        this.daemonSets = daemonSets;
        this.revisions = revisions;
        this.jobs = jobs;
        this.cronJobs = cronJobs;
        this.pods = pods;
        this.events = events;
        this.services = services;
        this.replicaSetsByOwner = byUid(replicaSets, Replicated::owner);
        this.revisionsByOwner = byUid(revisions, Revision::owner);
        this.jobsByOwner = byUid(jobs, Job::owner);
        this.podsByOwner = byUid(pods, Pod::owner);
        this.podsByRef = new HashMap<>();
        pods.value().orElse(List.of()).forEach(pod -> podsByRef.putIfAbsent(pod.ref(), pod));
        this.workloads = new LinkedHashMap<>();
        Stream.of(deployments, statefulSets, daemonSets, replicaSets, cronJobs, jobs)
                .flatMap(list -> list.value().stream())
                .flatMap(List::stream)
                .forEach(this::add);
        pods.value().orElse(List.of()).forEach(pod -> add(new BarePod(pod)));
        this.eventsByObject = byUid(events, event -> Optional.of(event.regarding()));
        eventsByObject
                .values()
                .forEach(l -> l.sort((a, b) -> a.lastSeen().compareTo(b.lastSeen())));
    }

    /// The same place, where that list could not be had.
    private Place(Place whole, Listing lost) {
        this.namespace = whole.namespace;
        this.terminating = less(whole.terminating, lost == Listing.NAMESPACES);
        this.deployments = less(whole.deployments, lost == Listing.DEPLOYMENTS);
        this.replicaSets = less(whole.replicaSets, lost == Listing.REPLICASETS);
        this.statefulSets = less(whole.statefulSets, lost == Listing.STATEFULSETS);
        this.daemonSets = less(whole.daemonSets, lost == Listing.DAEMONSETS);
        this.revisions = less(whole.revisions, lost == Listing.CONTROLLERREVISIONS);
        this.jobs = less(whole.jobs, lost == Listing.JOBS);
        this.cronJobs = less(whole.cronJobs, lost == Listing.CRONJOBS);
        this.pods = less(whole.pods, lost == Listing.PODS);
        this.events = less(whole.events, lost == Listing.EVENTS);
        this.services = less(whole.services, lost == Listing.SERVICES);
        this.replicaSetsByOwner = lost == Listing.REPLICASETS ? Map.of() : whole.replicaSetsByOwner;
        this.revisionsByOwner =
                lost == Listing.CONTROLLERREVISIONS ? Map.of() : whole.revisionsByOwner;
        this.jobsByOwner = lost == Listing.JOBS ? Map.of() : whole.jobsByOwner;
        this.podsByOwner = lost == Listing.PODS ? Map.of() : whole.podsByOwner;
        this.podsByRef = lost == Listing.PODS ? Map.of() : whole.podsByRef;
        this.workloads = whole.workloads;
        this.eventsByObject = lost == Listing.EVENTS ? Map.of() : whole.eventsByObject;
    }

    private void add(Workload workload) {
        ObjectRef ref = workload.ref();
        workloads.putIfAbsent(new Subject(ref.kind(), namespace, ref.name()), workload);
    }

    private static <T> Map<String, List<T>> byUid(
            Observation<List<T>> list, Function<T, Optional<ObjectRef>> belongs) {
        Map<String, List<T>> found = new HashMap<>();
        for (T item : list.value().orElse(List.of())) {
            belongs.apply(item)
                    .map(ObjectRef::uid)
                    .filter(uid -> !uid.isEmpty())
                    .ifPresent(uid -> found.computeIfAbsent(uid, _ -> new ArrayList<>()).add(item));
        }
        return found;
    }

    public String namespace() {
        return namespace;
    }

    public Observation<Boolean> terminating() {
        return terminating;
    }

    public Observation<List<Replicated>> deployments() {
        return deployments;
    }

    public Observation<List<Replicated>> replicaSets() {
        return replicaSets;
    }

    public Observation<List<Replicated>> statefulSets() {
        return statefulSets;
    }

    public Observation<List<Replicated>> daemonSets() {
        return daemonSets;
    }

    public Observation<List<Revision>> revisions() {
        return revisions;
    }

    public Observation<List<Job>> jobs() {
        return jobs;
    }

    public Observation<List<CronJob>> cronJobs() {
        return cronJobs;
    }

    public Observation<List<Pod>> pods() {
        return pods;
    }

    public Observation<List<ClusterEvent>> events() {
        return events;
    }

    public Observation<List<Service>> services() {
        return services;
    }

    /// What was seen or not seen under that name.
    public Observation<?> of(Listing listing) {
        return switch (listing) {
            case NAMESPACES -> terminating;
            case DEPLOYMENTS -> deployments;
            case REPLICASETS -> replicaSets;
            case STATEFULSETS -> statefulSets;
            case DAEMONSETS -> daemonSets;
            case CONTROLLERREVISIONS -> revisions;
            case JOBS -> jobs;
            case CRONJOBS -> cronJobs;
            case PODS -> pods;
            case EVENTS -> events;
            case SERVICES -> services;
        };
    }

    /// ReplicaSets in sight that the object controls.
    public List<Replicated> replicaSetsOf(ObjectRef owner) {
        return replicaSetsByOwner.getOrDefault(owner.uid(), List.of());
    }

    /// Revisions in sight that the object controls.
    public List<Revision> revisionsOf(ObjectRef owner) {
        return revisionsByOwner.getOrDefault(owner.uid(), List.of());
    }

    /// Jobs in sight that the object controls.
    public List<Job> jobsOf(ObjectRef owner) {
        return jobsByOwner.getOrDefault(owner.uid(), List.of());
    }

    /// Pods in sight that the object controls.
    public List<Pod> podsOf(ObjectRef owner) {
        return podsByOwner.getOrDefault(owner.uid(), List.of());
    }

    /// All objects in sight that can be judged, what others own among them, each by its name.
    public SequencedMap<Subject, Workload> workloads() {
        return Collections.unmodifiableSequencedMap(workloads);
    }

    /// The object of that kind and name.
    ///
    /// @throws IllegalArgumentException where the kind is none that can be judged
    public Observation<Workload> workload(Subject subject) {
        Observation<?> list =
                switch (subject.kind()) {
                    case "Deployment" -> deployments;
                    case "ReplicaSet" -> replicaSets;
                    case "StatefulSet" -> statefulSets;
                    case "DaemonSet" -> daemonSets;
                    case "CronJob" -> cronJobs;
                    case "Job" -> jobs;
                    case "Pod" -> pods;
                    default ->
                            throw new IllegalArgumentException(
                                    "not a kind that can be judged: " + subject.kind());
                };
        return switch (list) {
            case Observation.Seen<?> _ ->
                    Optional.ofNullable(workloads.get(subject))
                            .map(Observation::seen)
                            .orElseGet(Observation::absent);
            case Observation.Absent<?>() -> Observation.absent();
            case Observation.Unavailable<?>(Gap gap) -> Observation.unavailable(gap);
        };
    }

    /// That very pod, if it is in sight.
    public Optional<Pod> pod(ObjectRef ref) {
        return Optional.ofNullable(podsByRef.get(ref));
    }

    /// Events in sight about that very object, the latest last.
    public List<ClusterEvent> eventsAbout(ObjectRef object) {
        return eventsByObject.getOrDefault(object.uid(), List.of());
    }

    /// The same place, where that list could not be had.
    public Place without(Listing lost) {
        synchronized (lesser) {
            return lesser.computeIfAbsent(lost, listing -> new Place(this, listing));
        }
    }

    private static <T> Observation<T> less(Observation<T> observation, boolean isLost) {
        return isLost && observation.gap().isEmpty() ? gone() : observation;
    }

    static <T> Observation<T> gone() {
        return Observation.unavailable(new Gap.Unreachable("left out"));
    }
}
