package dev.verdict.core.answer;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Look;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every build in sight, the newest requested first, and what events tell of those that are gone.
/// Found once for all questions about the same places: a table asks hundreds.
public final class Builds {
    /// Who owns pods that serve; none of them is a builder's.
    private static final Set<String> OWNERS_OF_SERVERS =
            Set.of("ReplicaSet", "StatefulSet", "DaemonSet");

    private final List<Place> places;
    private final Ranked<Tie, BuildRun> all;
    private final Traces traces;
    private final Askers askers;
    private final Set<Repository> repositories;
    private final Map<Look.Listing, Builds> lesser = new EnumMap<>(Look.Listing.class);
    private @Nullable List<KnownPush> told;

    /// Where everything is in sight; itself, unless somebody has said which build a name means.
    private final Builds whole;

    /// Whom a name means that several builds share; empty while nobody has said so.
    private final Optional<BuildRun> meant;

    private Builds(List<Place> places, List<BuildRun> all, Traces traces, Askers askers) {
        this.places = places;
        this.all = new Ranked<>(all, Tie::of);
        this.traces = traces;
        this.askers = askers;
        this.repositories =
                all.stream()
                        .flatMap(BuildRun::repositories)
                        .collect(Collectors.toUnmodifiableSet());
        this.whole = this;
        this.meant = Optional.empty();
    }

    private Builds(Builds same, BuildRun meant) {
        this.places = same.places;
        this.all = same.all;
        this.traces = same.traces;
        this.askers = same.askers;
        this.repositories = same.repositories;
        this.whole = same.whole;
        this.meant = Optional.of(meant);
    }

    public static Builds in(List<Place> places) {
        List<BuildRun> found = new ArrayList<>();
        places.forEach(p -> found.addAll(in(p)));
        found.sort(Builds::newestFirst);
        Askers askers = Askers.in(places);
        return new Builds(places, found, Traces.in(places, askers), askers);
    }

    private static int newestFirst(BuildRun a, BuildRun b) {
        int order = b.requestedAt().compareTo(a.requestedAt());
        return order != 0 ? order : a.ref().name().compareTo(b.ref().name());
    }

    /// The same sight, in which a name that several builds share means this one.
    Builds meaning(BuildRun run) {
        return new Builds(this, run);
    }

    private boolean isInSight(BuildRun build) {
        return meant.filter(run -> run.ref().name().equals(build.ref().name()))
                .filter(run -> !run.isSameAs(build))
                .isEmpty();
    }

    /// What would be in sight, had that look failed.
    public Builds without(Look lost) {
        return switch (lost) {
            case Look.Listing listing -> {
                synchronized (lesser) {
                    yield lesser.computeIfAbsent(
                            listing, l -> in(places.stream().map(p -> p.without(l)).toList()));
                }
            }
            case Look.Nodes _, Look.Log _ -> this;
        };
    }

    /// Every workload in sight and what it asks for.
    Askers askers() {
        return askers;
    }

    Stream<BuildRun> all() {
        return all.all().stream().filter(this::isInSight);
    }

    /// The builds that have one of these ties, the newest requested first.
    List<BuildRun> tiedBy(Stream<? extends Tie> ties) {
        return all.by(ties).stream().filter(this::isInSight).toList();
    }

    /// The repositories that builders in sight push to.
    Set<Repository> repositories() {
        return repositories;
    }

    /// What is left of builds that are gone and may have built for that workload.
    List<BuildTrace> tracesFor(String workload) {
        return traces.of(workload);
    }

    /// Pushes that builds in sight are known to have made, by what could be read of them.
    List<KnownPush> pushes(Evidence evidence) {
        List<BuildRun> read =
                tiedBy(evidence.logs().keySet().stream().map(k -> new Tie.Through(k.pod().uid())));
        List<KnownPush> pushes = new ArrayList<>(KnownPush.in(read, evidence));
        whole.told(evidence).stream()
                .filter(push -> isInSight(push.build()))
                .filter(push -> read.stream().noneMatch(push.build()::isSameAs))
                .forEach(pushes::add);
        pushes.sort((a, b) -> newestFirst(a.build(), b.build()));
        return pushes;
    }

    /// What the builds tell by their termination messages, which needs no log; the same whatever is
    /// asked about these places.
    private synchronized List<KnownPush> told(Evidence evidence) {
        if (told == null) {
            told = messages(evidence);
        }
        return told;
    }

    private List<KnownPush> messages(Evidence evidence) {
        Evidence unread =
                new Evidence(
                        evidence.question(),
                        evidence.at(),
                        evidence.clock(),
                        places,
                        evidence.nodes(),
                        Map.of());
        return KnownPush.in(
                all.all().stream().filter(b -> BuildQuestion.writesMessage(b.builder())).toList(),
                unread);
    }

    private static List<BuildRun> in(Place place) {
        List<BuildRun> found = new ArrayList<>();
        SequencedMap<ObjectRef, List<Pod>> alone = new LinkedHashMap<>();
        List<Job> jobs = place.jobs().value().orElse(List.of());
        Set<String> listed = jobs.stream().map(j -> j.ref().uid()).collect(Collectors.toSet());
        for (Pod pod : place.pods().value().orElse(List.of())) {
            String owner = pod.owner().map(ObjectRef::uid).orElse("");
            boolean serves =
                    pod.owner().filter(o -> OWNERS_OF_SERVERS.contains(o.kind())).isPresent();
            if (!listed.contains(owner) && !serves) {
                alone.computeIfAbsent(jobOrSelf(pod), _ -> new ArrayList<>()).add(pod);
            }
        }
        jobs.forEach(job -> found.addAll(ofJob(job, place)));
        alone.forEach((ref, pods) -> found.addAll(ofPods(ref, pods, place)));
        return found;
    }

    static List<BuildRun> ofJob(Job job, Place place) {
        Observation<List<Pod>> pods = place.pods().map(_ -> List.copyOf(place.podsOf(job.ref())));
        return job.template().containers().stream()
                .filter(KanikoContainer::isOne)
                .map(
                        c ->
                                new BuildRun(
                                        job.ref(),
                                        job.createdAt(),
                                        Optional.of(job),
                                        job.labels(),
                                        pods,
                                        c,
                                        run(c),
                                        place))
                .toList();
    }

    static List<BuildRun> ofPod(Pod pod, Place place) {
        return ofPods(jobOrSelf(pod), List.of(pod), place);
    }

    private static ObjectRef jobOrSelf(Pod pod) {
        return pod.owner().filter(o -> o.kind().equals("Job")).orElse(pod.ref());
    }

    /// Pods that are builds by themselves, or the tries of a Job that is not listed: one build.
    private static List<BuildRun> ofPods(ObjectRef ref, List<Pod> pods, Place place) {
        Pod first = pods.stream().min(Pod.OLDEST_FIRST).orElseThrow();
        return first.containers().stream()
                .map(Container::spec)
                .filter(KanikoContainer::isOne)
                .map(
                        c ->
                                new BuildRun(
                                        ref,
                                        first.createdAt(),
                                        Optional.empty(),
                                        first.labels(),
                                        Observation.seen(List.copyOf(pods)),
                                        c,
                                        run(c),
                                        place))
                .toList();
    }

    private static KanikoRun run(ContainerSpec container) {
        return KanikoRun.parse(container.command(), container.arguments(), container.environment());
    }
}
