package dev.verdict.looks.reading;

import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Replicated.Counts;
import dev.verdict.core.workload.Replicated.Update;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

import java.time.Duration;

/// Deployments, ReplicaSets, StatefulSets and DaemonSets.
final class ReplicatedReader {
    ///
    /// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/util/deployment_util.go
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private ReplicatedReader() {}

    static Replicated deployment(Field object, Sharing sharing) {
        return read(Replicated.Kind.DEPLOYMENT, object, counts(object, "updatedReplicas"), sharing);
    }

    /// A ReplicaSet has no revisions: every pod it counts is of its one template.
    static Replicated replicaSet(Field object, Sharing sharing) {
        return read(Replicated.Kind.REPLICA_SET, object, counts(object, "replicas"), sharing);
    }

    static Replicated statefulSet(Field object, Sharing sharing) {
        return read(
                Replicated.Kind.STATEFUL_SET, object, counts(object, "updatedReplicas"), sharing);
    }

    static Replicated daemonSet(Field object, Sharing sharing) {
        Field status = object.at("status");
        Counts counts =
                new Counts(
                        status.at("desiredNumberScheduled").integerOr(0),
                        status.at("currentNumberScheduled").integerOr(0),
                        status.at("updatedNumberScheduled").integerOr(0),
                        status.at("numberReady").integerOr(0),
                        status.at("numberAvailable").integerOr(0));
        return read(Replicated.Kind.DAEMON_SET, object, counts, sharing);
    }

    private static Counts counts(Field object, String updated) {
        Field status = object.at("status");
        return new Counts(
                object.at("spec", "replicas").integerOr(1),
                status.at("replicas").integerOr(0),
                status.at(updated).integerOr(0),
                status.at("readyReplicas").integerOr(0),
                status.at("availableReplicas").integerOr(0));
    }

    private static Replicated read(
            Replicated.Kind kind, Field object, Counts counts, Sharing sharing) {
        Metadata metadata = Metadata.of(kind.word(), object, sharing);
        Field spec = object.at("spec");
        Field status = object.at("status");
        return new Replicated(
                kind,
                metadata.ref(),
                metadata.owner(),
                metadata.labels(),
                metadata.annotations(),
                metadata.createdAt(),
                metadata.deletedAt(),
                metadata.generation(),
                status.at("observedGeneration").number().orElse(0L),
                sharing.share(spec.at("selector", "matchLabels").textByName()),
                sharing.share(TemplateReader.read(spec.at("template"), sharing)),
                counts,
                update(kind, spec),
                spec.at("paused").isTrue(),
                isOrdered(kind, spec),
                Duration.ofSeconds(spec.at("minReadySeconds").integerOr(0)),
                revision(kind, metadata, status),
                ConditionReader.read(status.at("conditions")));
    }

    private static Update update(Replicated.Kind kind, Field spec) {
        return switch (kind) {
            case DEPLOYMENT ->
                    spec.at("strategy", "type").textOrEmpty().equals("Recreate")
                            ? new Update.Recreate()
                            : new Update.Rolling();
            case STATEFUL_SET -> {
                Field strategy = spec.at("updateStrategy");
                int from = strategy.at("rollingUpdate", "partition").integerOr(0);
                if (isOnDelete(strategy)) {
                    yield new Update.OnDelete();
                }
                yield from > 0 ? new Update.Partitioned(from) : new Update.Rolling();
            }
            case DAEMON_SET ->
                    isOnDelete(spec.at("updateStrategy"))
                            ? new Update.OnDelete()
                            : new Update.Rolling();
            case REPLICA_SET -> new Update.Rolling();
        };
    }

    private static boolean isOrdered(Replicated.Kind kind, Field spec) {
        return kind == Replicated.Kind.STATEFUL_SET
                && !spec.at("podManagementPolicy").textOrEmpty().equals("Parallel");
    }

    private static boolean isOnDelete(Field strategy) {
        return strategy.at("type").textOrEmpty().equals("OnDelete");
    }

    private static String revision(Replicated.Kind kind, Metadata metadata, Field status) {
        return switch (kind) {
            case DEPLOYMENT, REPLICA_SET -> metadata.annotations().getOrDefault(REVISION, "");
            case STATEFUL_SET -> status.at("updateRevision").textOrEmpty();
            case DAEMON_SET -> "";
        };
    }
}
