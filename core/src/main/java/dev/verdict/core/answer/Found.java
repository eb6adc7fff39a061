package dev.verdict.core.answer;

import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Workload;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The subject of the question, found in the evidence or not.
public sealed interface Found {
    /// A workload, in its namespace.
    record AWorkload(Workload workload, Place place) implements Found {}

    /// A Job or pod that builds images: the claim is about the build itself.
    record ABuild(List<BuildRun> runs) implements Found {}

    record Missing() implements Found {}

    record Unseen(Gap gap) implements Found {}

    static Found in(Evidence evidence) {
        Subject subject = evidence.question().subject();
        Optional<Place> place =
                evidence.places().stream()
                        .filter(p -> p.namespace().equals(subject.namespace()))
                        .findFirst();
        if (place.isEmpty()) {
            return new Missing();
        }
        Place there = place.get();
        return switch (subject.kind()) {
            case "Deployment" -> replicated(there.deployments(), subject, there);
            case "ReplicaSet" -> replicated(there.replicaSets(), subject, there);
            case "StatefulSet" -> replicated(there.statefulSets(), subject, there);
            case "DaemonSet" -> replicated(there.daemonSets(), subject, there);
            case "CronJob" ->
                    find(
                            there.cronJobs(),
                            c -> c.ref().name(),
                            subject,
                            (CronJob c) -> new AWorkload(c, there));
            case "Job" -> find(there.jobs(), j -> j.ref().name(), subject, j -> job(j, there));
            case "Pod" -> find(there.pods(), Pod::name, subject, p -> pod(p, there));
            default ->
                    throw new IllegalArgumentException(
                            "not a kind that can be judged: " + subject.kind());
        };
    }

    private static Found replicated(
            Observation<List<Replicated>> list, Subject subject, Place place) {
        return find(list, r -> r.ref().name(), subject, r -> new AWorkload(r, place));
    }

    private static Found job(Job job, Place place) {
        List<BuildRun> runs = Builds.ofJob(job, place);
        return runs.isEmpty() ? new AWorkload(job, place) : new ABuild(runs);
    }

    private static Found pod(Pod pod, Place place) {
        List<BuildRun> runs = Builds.ofPod(pod, place);
        return runs.isEmpty() ? new AWorkload(new BarePod(pod), place) : new ABuild(runs);
    }

    private static <T> Found find(
            Observation<List<T>> list,
            Function<T, String> name,
            Subject subject,
            Function<T, Found> found) {
        return switch (list) {
            case Observation.Seen<List<T>>(List<T> all) ->
                    all.stream()
                            .filter(t -> name.apply(t).equals(subject.name()))
                            .findFirst()
                            .map(found)
                            .orElseGet(Missing::new);
            case Observation.Absent<List<T>>() -> new Missing();
            case Observation.Unavailable<List<T>>(Gap gap) -> new Unseen(gap);
        };
    }
}
