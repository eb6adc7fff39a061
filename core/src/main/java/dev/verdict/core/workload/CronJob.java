package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A CronJob: what makes Jobs by the clock.
public record CronJob(
        ObjectRef ref,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant createdAt,
        Template template,
        String schedule,
        Optional<String> timeZone,
        boolean suspended,
        Optional<Instant> lastScheduleTime)
        implements Workload {
    public CronJob {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
