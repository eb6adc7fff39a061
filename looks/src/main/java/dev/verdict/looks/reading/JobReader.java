package dev.verdict.looks.reading;

import dev.verdict.core.workload.Job;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// Jobs.
final class JobReader {
    /// What the API server fills in where a Job does not say.
    /// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/#JobSpec
    private static final int BACKOFF_LIMIT = 6;

    private JobReader() {}

    static Job read(Field job, Sharing sharing) {
        Metadata metadata = Metadata.of("Job", job, sharing);
        Field spec = job.at("spec");
        Field status = job.at("status");
        return new Job(
                metadata.ref(),
                metadata.owner(),
                metadata.labels(),
                metadata.annotations(),
                metadata.createdAt(),
                metadata.deletedAt(),
                sharing.share(TemplateReader.read(spec.at("template"), sharing)),
                spec.at("template", "spec").at("restartPolicy").textOrEmpty(),
                spec.at("suspend").isTrue(),
                spec.at("completions").integerOr(1),
                spec.at("backoffLimit").integerOr(BACKOFF_LIMIT),
                spec.at("activeDeadlineSeconds").seconds(),
                PodFailurePolicyReader.read(spec.at("podFailurePolicy")),
                status.at("active").integerOr(0),
                status.at("succeeded").integerOr(0),
                status.at("failed").integerOr(0),
                status.at("startTime").time(),
                status.at("completionTime").time(),
                ConditionReader.read(status.at("conditions")));
    }
}
