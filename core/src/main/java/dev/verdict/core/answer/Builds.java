package dev.verdict.core.answer;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private final List<BuildRun> all;
    private final List<BuildTrace> traces;
    private final List<Asker> askers;
    private final Set<Repository> repositories;

    /// A workload that nobody owns, and the images it asks for.
    record Asker(ObjectRef workload, List<ImageReference> references) {}

    private Builds(List<BuildRun> all, List<BuildTrace> traces, List<Asker> askers) {
        this.all = List.copyOf(all);
        this.traces = traces;
        this.askers = List.copyOf(askers);
        this.repositories =
                all.stream()
                        .flatMap(b -> b.run().destinations().stream())
                        .map(d -> d.repository())
                        .collect(Collectors.toUnmodifiableSet());
    }

    public static Builds in(List<Place> places) {
        List<BuildRun> found = new ArrayList<>();
        places.forEach(p -> found.addAll(in(p)));
        found.sort(
                Comparator.comparing(BuildRun::requestedAt)
                        .reversed()
                        .thenComparing(b -> b.ref().name()));
        return new Builds(found, BuildTrace.in(places), askers(places));
    }

    /// The same sight, in which a name that several builds share means this one.
    Builds meaning(BuildRun run) {
        List<BuildRun> others =
                all.stream()
                        .filter(b -> b.isSameAs(run) || !b.ref().name().equals(run.ref().name()))
                        .toList();
        return new Builds(others, traces, askers);
    }

    private static List<Asker> askers(List<Place> places) {
        return places.stream()
                .flatMap(
                        p ->
                                Stream.of(
                                        p.deployments(),
                                        p.statefulSets(),
                                        p.daemonSets(),
                                        p.replicaSets()))
                .flatMap(o -> o.value().stream())
                .flatMap(List::stream)
                .filter(r -> r.owner().isEmpty())
                .map(
                        r ->
                                new Asker(
                                        r.ref(),
                                        r.template().containers().stream()
                                                .flatMap(c -> c.reference().stream())
                                                .toList()))
                .toList();
    }

    /// Every workload in sight and what it asks for.
    List<Asker> askers() {
        return askers;
    }

    List<BuildRun> all() {
        return all;
    }

    /// The repositories that builders in sight push to.
    Set<Repository> repositories() {
        return repositories;
    }

    /// What is left of builds that are gone and may have built for that workload.
    List<BuildTrace> tracesFor(String workload) {
        return traces.stream()
                .filter(t -> t.mayBelongTo(workload, askers.stream().map(a -> a.workload().name())))
                .toList();
    }

    /// Pushes that builds in sight are known to have made, by what could be read of them.
    List<KnownPush> pushes(Evidence evidence) {
        Set<String> read =
                evidence.logs().keySet().stream()
                        .map(k -> k.pod().uid())
                        .collect(Collectors.toUnmodifiableSet());
        return KnownPush.in(all.stream().filter(b -> isTelling(b, read)).toList(), evidence);
    }

    /// A build whose log was not read can still tell by its termination message.
    private static boolean isTelling(BuildRun build, Set<String> read) {
        return build.pods().value().orElse(List.of()).stream()
                        .anyMatch(p -> read.contains(p.ref().uid()))
                || BuildQuestion.writesMessage(build.builder());
    }

    private static List<BuildRun> in(Place place) {
        List<BuildRun> found = new ArrayList<>();
        Map<String, List<Pod>> tries = new HashMap<>();
        SequencedMap<ObjectRef, List<Pod>> alone = new LinkedHashMap<>();
        List<Job> jobs = place.jobs().value().orElse(List.of());
        Set<String> listed = jobs.stream().map(j -> j.ref().uid()).collect(Collectors.toSet());
        for (Pod pod : place.pods().value().orElse(List.of())) {
            String owner = pod.owner().map(ObjectRef::uid).orElse("");
            if (listed.contains(owner)) {
                tries.computeIfAbsent(owner, _ -> new ArrayList<>()).add(pod);
            } else if (pod.owner().filter(o -> OWNERS_OF_SERVERS.contains(o.kind())).isEmpty()) {
                alone.computeIfAbsent(jobOrSelf(pod), _ -> new ArrayList<>()).add(pod);
            }
        }
        for (Job job : jobs) {
            List<Pod> pods = tries.getOrDefault(job.ref().uid(), List.of());
            found.addAll(ofJob(job, place.pods().map(_ -> pods), place));
        }
        alone.forEach((ref, pods) -> found.addAll(ofPods(ref, pods, place)));
        return found;
    }

    static List<BuildRun> ofJob(Job job, Place place) {
        return ofJob(
                job,
                place.pods().map(l -> l.stream().filter(p -> p.isOwnedBy(job.ref())).toList()),
                place);
    }

    private static List<BuildRun> ofJob(Job job, Observation<List<Pod>> pods, Place place) {
        return job.template().containers().stream()
                .filter(KanikoContainer::isOne)
                .map(
                        c ->
                                new BuildRun(
                                        job.ref(),
                                        job.createdAt(),
                                        Optional.of(job),
                                        job.labels(),
                                        pods.map(List::copyOf),
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
        Pod first = pods.stream().min(Comparator.comparing(Pod::createdAt)).orElseThrow();
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
