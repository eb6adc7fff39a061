package dev.verdict.core.answer;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of an image builder in the cluster: a Job, or a pod without one, and the container of it
/// that builds. A Job with several builder containers is one build a container.
///
/// @param ref the Job, or the pod
/// @param requestedAt when it was asked for: its creation
/// @param job empty for a bare pod
/// @param place where it runs
public record BuildRun(
        ObjectRef ref,
        Instant requestedAt,
        Optional<Job> job,
        Map<String, String> labels,
        Observation<List<Pod>> pods,
        ContainerSpec builder,
        KanikoRun run,
        Place place) {
    /// The repositories it is told to push to.
    Stream<Repository> repositories() {
        return run.destinations().stream().map(ImageReference::repository);
    }

    /// Whether it is told to push to that repository.
    boolean pushesTo(Repository repository) {
        return repositories().anyMatch(repository::equals);
    }

    /// Whether it is told to push to that very tag.
    boolean pushesTo(ImageReference reference) {
        return run.destinations().stream().anyMatch(d -> d.isSameTagAs(reference));
    }

    boolean isSameAs(BuildRun other) {
        return ref.isSameAs(other.ref) && builder.name().equals(other.builder.name());
    }
}
