package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;
import java.util.Map;

/// What people deploy and platforms report on.
public sealed interface Workload permits Replicated, Job, CronJob, BarePod {
    ObjectRef ref();

    Instant createdAt();

    Map<String, String> labels();

    Map<String, String> annotations();

    Template template();
}
