package dev.verdict.report;

import dev.verdict.core.claim.Subject;

import java.util.List;
import java.util.Locale;

/// `-o name`: what kubectl would print, one a line.
public final class Names {
    private Names() {}

    /// The worst first, as in the table.
    public static String of(List<Opinion> opinions) {
        StringBuilder names = new StringBuilder();
        for (Opinion opinion : Table.worstFirst(opinions)) {
            names.append(Escape.line(of(opinion.verdict().question().subject()))).append('\n');
        }
        return names.toString();
    }

    /// `deployment.apps/shop`, `job.batch/nightly`, `pod/x`.
    static String of(Subject subject) {
        String kind = subject.kind().toLowerCase(Locale.ROOT);
        String group =
                switch (subject.kind()) {
                    case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> ".apps";
                    case "Job", "CronJob" -> ".batch";
                    default -> "";
                };
        return kind + group + "/" + subject.name();
    }
}
