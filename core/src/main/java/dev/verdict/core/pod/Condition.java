package dev.verdict.core.pod;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One entry of an object's `status.conditions`. Reason and message are empty where nothing was
/// written.
///
/// @param since `lastTransitionTime`: when the status last changed
/// @param updatedAt `lastUpdateTime`, which only a Deployment's conditions have: when anything in
///   it last changed, the reason included
public record Condition(
        String type,
        Status status,
        String reason,
        String message,
        Optional<Instant> since,
        Optional<Instant> updatedAt) {
    /// Printed as the API writes it.
    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public boolean isTrue() {
        return status == Status.TRUE;
    }

    public boolean isFalse() {
        return status == Status.FALSE;
    }

    /// The condition of that type. Absence means that nobody has said anything.
    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
