package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Deployment, ReplicaSet, StatefulSet or DaemonSet.
///
/// @param owner the controlling owner: a ReplicaSet's Deployment
/// @param generation what was asked; `observedGeneration` what the controller has seen: while they
///   differ every other field of the status is old
/// @param ordered a StatefulSet's `podManagementPolicy: OrderedReady`, its default
/// @param revision a Deployment's and ReplicaSet's revision annotation, a StatefulSet's
///   `updateRevision`; empty where nothing is written
public record Replicated(
        Kind kind,
        ObjectRef ref,
        Optional<ObjectRef> owner,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant createdAt,
        Optional<Instant> deletedAt,
        long generation,
        long observedGeneration,
        Map<String, String> selector,
        Template template,
        Counts counts,
        Update update,
        boolean paused,
        boolean ordered,
        Duration minReady,
        String revision,
        List<Condition> conditions)
        implements Workload {
    public enum Kind {
        DEPLOYMENT("Deployment"),
        REPLICA_SET("ReplicaSet"),
        STATEFUL_SET("StatefulSet"),
        DAEMON_SET("DaemonSet");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As Kubernetes writes it.
        public String word() {
            return word;
        }
    }

    /// How many pods are wanted, and how many the controller counted. A DaemonSet's `desired` is
    /// `desiredNumberScheduled`, its `updated` `updatedNumberScheduled`.
    public record Counts(int desired, int current, int updated, int ready, int available) {}

    /// How pods of an older revision are replaced.
    public sealed interface Update {
        /// One after another.
        record Rolling() implements Update {}

        /// Only from this ordinal on (a StatefulSet's partition).
        record Partitioned(int from) implements Update {}

        /// All old ones first.
        record Recreate() implements Update {}

        /// When somebody deletes them.
        record OnDelete() implements Update {}
    }

    public Replicated {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        selector = Map.copyOf(selector);
        conditions = List.copyOf(conditions);
    }

    public Optional<Condition> condition(String type) {
        return Condition.find(conditions, type);
    }

    /// Whether the controller has seen what was asked last.
    public boolean isObserved() {
        return observedGeneration >= generation;
    }
}
