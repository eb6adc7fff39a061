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
        return switch (there.workload(subject)) {
            case Observation.Seen<Workload>(Workload workload) -> found(workload, there);
            case Observation.Absent<Workload>() -> new Missing();
            case Observation.Unavailable<Workload>(Gap gap) -> new Unseen(gap);
        };
    }

    private static Found found(Workload workload, Place place) {
        List<BuildRun> runs =
                switch (workload) {
                    case Job job -> Builds.ofJob(job, place);
                    case BarePod(Pod pod) -> Builds.ofPod(pod, place);
                    case Replicated _, CronJob _ -> List.of();
                };
        return runs.isEmpty() ? new AWorkload(workload, place) : new ABuild(runs);
    }
}
