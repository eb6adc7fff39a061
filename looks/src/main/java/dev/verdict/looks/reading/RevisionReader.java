package dev.verdict.looks.reading;

import dev.verdict.core.workload.Revision;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// ControllerRevisions: the templates a StatefulSet or DaemonSet had.
final class RevisionReader {
    private RevisionReader() {}

    static Revision read(Field revision, Sharing sharing) {
        Metadata metadata = Metadata.of("ControllerRevision", revision, sharing);
        return new Revision(
                metadata.ref(),
                metadata.owner(),
                metadata.createdAt(),
                revision.at("revision").number().orElse(0L),
                sharing.share(
                        TemplateReader.read(revision.at("data", "spec").at("template"), sharing)));
    }
}
