package dev.verdict.core.answer;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Every build in the evidence, the newest requested first.
final class Builds {
    private Builds() {}

    static List<BuildRun> in(Evidence evidence) {
        List<BuildRun> all = new ArrayList<>();
        for (Place place : evidence.places()) {
            for (Job job : place.jobs().value().orElse(List.of())) {
                all.addAll(ofJob(job, place));
            }
            all.addAll(ofPodsWithoutJob(place));
        }
        all.sort(
                Comparator.comparing(BuildRun::requestedAt)
                        .reversed()
                        .thenComparing(b -> b.ref().name()));
        return all;
    }

    static List<BuildRun> ofJob(Job job, Place place) {
        return job.template().containers().stream()
                .filter(KanikoContainer::isOne)
                .map(
                        c ->
                                new BuildRun(
                                        job.ref(),
                                        job.createdAt(),
                                        Optional.of(job),
                                        job.labels(),
                                        place.pods()
                                                .map(
                                                        l ->
                                                                l.stream()
                                                                        .filter(
                                                                                p ->
                                                                                        p.isOwnedBy(
                                                                                                job
                                                                                                        .ref()))
                                                                        .toList()),
                                        c,
                                        run(c),
                                        place))
                .toList();
    }

    /// Pods that are builds by themselves, and those whose Job is not listed: its tries are one
    /// build.
    private static List<BuildRun> ofPodsWithoutJob(Place place) {
        SequencedMap<ObjectRef, List<Pod>> tries = new LinkedHashMap<>();
        for (Pod pod : place.pods().value().orElse(List.of())) {
            if (!isOfListedJob(pod, place)) {
                tries.computeIfAbsent(jobOrSelf(pod), _ -> new ArrayList<>()).add(pod);
            }
        }
        List<BuildRun> all = new ArrayList<>();
        tries.forEach((ref, pods) -> all.addAll(ofPods(ref, pods, place)));
        return all;
    }

    static List<BuildRun> ofPod(Pod pod, Place place) {
        return ofPods(jobOrSelf(pod), List.of(pod), place);
    }

    private static ObjectRef jobOrSelf(Pod pod) {
        return pod.owner().filter(o -> o.kind().equals("Job")).orElse(pod.ref());
    }

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

    private static boolean isOfListedJob(Pod pod, Place place) {
        return place.jobs().value().orElse(List.of()).stream()
                .anyMatch(j -> pod.isOwnedBy(j.ref()));
    }

    /// The repositories that builders in sight push to.
    static Set<Repository> repositories(List<BuildRun> builds) {
        return builds.stream()
                .flatMap(b -> b.run().destinations().stream())
                .map(d -> d.repository())
                .collect(Collectors.toUnmodifiableSet());
    }
}
