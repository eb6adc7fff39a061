package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Job: a run of pods to an end. Its status lags its pods by one to three seconds.
///
/// @param restartPolicy of its pods: with `OnFailure` tries happen inside one pod
public record Job(
        ObjectRef ref,
        Optional<ObjectRef> owner,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant createdAt,
        Optional<Instant> deletedAt,
        Template template,
        String restartPolicy,
        boolean suspended,
        int completions,
        int backoffLimit,
        Optional<Duration> activeDeadline,
        PodFailurePolicy failurePolicy,
        int active,
        int succeeded,
        int failed,
        Optional<Instant> startTime,
        Optional<Instant> completionTime,
        List<Condition> conditions)
        implements Workload {
    public Job {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        conditions = List.copyOf(conditions);
    }

    public Optional<Condition> condition(String type) {
        return Condition.find(conditions, type).filter(Condition::isTrue);
    }

    /// The condition that says it completed, or is certain to.
    public Optional<Condition> complete() {
        return condition("Complete").or(() -> condition("SuccessCriteriaMet"));
    }

    /// The condition that says it failed, or is certain to. It never turns back.
    public Optional<Condition> failure() {
        return condition("Failed").or(() -> condition("FailureTarget"));
    }
}
