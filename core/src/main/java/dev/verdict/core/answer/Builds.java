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
import java.util.List;
import java.util.Optional;
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
            for (Pod pod : place.pods().value().orElse(List.of())) {
                if (!isOfListedJob(pod, place)) {
                    all.addAll(ofPod(pod, place));
                }
            }
        }
        all.sort(Comparator.comparing(BuildRun::requestedAt).reversed().thenComparing(b -> b.ref().name()));
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
                                                                        .filter(p -> p.isOwnedBy(job.ref()))
                                                                        .toList()),
                                        c,
                                        run(c),
                                        place))
                .toList();
    }

    static List<BuildRun> ofPod(Pod pod, Place place) {
        ObjectRef ref = pod.owner().filter(o -> o.kind().equals("Job")).orElse(pod.ref());
        return pod.containers().stream()
                .map(Container::spec)
                .filter(KanikoContainer::isOne)
                .map(
                        c ->
                                new BuildRun(
                                        ref,
                                        pod.createdAt(),
                                        Optional.empty(),
                                        pod.labels(),
                                        Observation.seen(List.of(pod)),
                                        c,
                                        run(c),
                                        place))
                .toList();
    }

    private static KanikoRun run(ContainerSpec container) {
        return KanikoRun.parse(container.command(), container.arguments(), container.environment());
    }

    private static boolean isOfListedJob(Pod pod, Place place) {
        return place.jobs().value().orElse(List.of()).stream().anyMatch(j -> pod.isOwnedBy(j.ref()));
    }

    /// The repositories that builders in sight push to.
    static Set<Repository> repositories(List<BuildRun> builds) {
        return builds.stream()
                .flatMap(b -> b.run().destinations().stream())
                .map(d -> d.repository())
                .collect(Collectors.toUnmodifiableSet());
    }
}
