package dev.verdict.cli;

import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The kinds that can be asked about, with the names kubectl has for them.
enum Kind {
    DEPLOYMENT("Deployment", "deployments", "deploy", "apps"),
    STATEFUL_SET("StatefulSet", "statefulsets", "sts", "apps"),
    DAEMON_SET("DaemonSet", "daemonsets", "ds", "apps"),
    REPLICA_SET("ReplicaSet", "replicasets", "rs", "apps"),
    JOB("Job", "jobs", "job", "batch"),
    CRON_JOB("CronJob", "cronjobs", "cj", "batch"),
    POD("Pod", "pods", "po", "");

    private final String word;
    private final String plural;
    private final String abbreviation;
    private final String group;

    Kind(String word, String plural, String abbreviation, String group) {
        this.word = word;
        this.plural = plural;
        this.abbreviation = abbreviation;
        this.group = group;
    }

    /// As Kubernetes writes it.
    String word() {
        return word;
    }

    /// Whether the name of a list such as `pods in team-a` is this kind's.
    boolean isIn(String list) {
        return list.equals(plural) || list.startsWith(plural + " ");
    }

    /// All of it that was seen in a place.
    List<Subject> listed(Place place) {
        return switch (this) {
            case DEPLOYMENT -> subjects(place.deployments(), Replicated::ref);
            case STATEFUL_SET -> subjects(place.statefulSets(), Replicated::ref);
            case DAEMON_SET -> subjects(place.daemonSets(), Replicated::ref);
            case REPLICA_SET -> subjects(place.replicaSets(), Replicated::ref);
            case JOB -> subjects(place.jobs(), Job::ref);
            case CRON_JOB -> subjects(place.cronJobs(), CronJob::ref);
            case POD -> subjects(place.pods(), Pod::ref);
        };
    }

    private static <T> List<Subject> subjects(
            Observation<List<T>> list, Function<T, ObjectRef> ref) {
        return list.value().stream()
                .flatMap(List::stream)
                .map(ref)
                .map(found -> new Subject(found.kind(), found.namespace(), found.name()))
                .toList();
    }

    /// The way people type it: `deploy/shop`.
    String typed(String name) {
        return abbreviation + "/" + name;
    }

    /// Reads what kubectl accepts, in any case: `deploy`, `Deployments`, `deployment.apps`,
    /// `deployments.v1.apps`.
    static Optional<Kind> parse(String type) {
        String wanted = type.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> kind.isCalled(wanted)).findFirst();
    }

    static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    private boolean isCalled(String wanted) {
        for (String name : List.of(word.toLowerCase(Locale.ROOT), plural, abbreviation)) {
            if (wanted.equals(name)
                    || !group.isEmpty() && wanted.equals(name + "." + group)
                    || !group.isEmpty() && wanted.equals(name + ".v1." + group)
                    || group.isEmpty() && wanted.equals(name + ".v1.")) {
                return true;
            }
        }
        return false;
    }

    /// For a sentence.
    static String all() {
        return "deployments, statefulsets, daemonsets, replicasets, jobs, cronjobs and pods"
                + " (deploy, sts, ds, rs, job, cj, po)";
    }
}
