package dev.verdict.looks.reading;

import dev.verdict.core.workload.CronJob;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// CronJobs.
final class CronJobReader {
    private CronJobReader() {}

    static CronJob read(Field cronJob, Sharing sharing) {
        Metadata metadata = Metadata.of("CronJob", cronJob, sharing);
        Field spec = cronJob.at("spec");
        return new CronJob(
                metadata.ref(),
                metadata.labels(),
                metadata.annotations(),
                metadata.createdAt(),
                sharing.share(
                        TemplateReader.read(
                                spec.at("jobTemplate", "spec").at("template"), sharing)),
                spec.at("schedule").textOrEmpty(),
                spec.at("timeZone").text(),
                spec.at("suspend").isTrue(),
                cronJob.at("status", "lastScheduleTime").time());
    }
}
