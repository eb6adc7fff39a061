package dev.verdict.core.cause;

import java.util.List;

/// What one message says: the cause, where it decides, whose it is as far as the message alone can
/// tell (the likelier first; two owners mean that another fact decides), and whether it heals.
///
/// @param said the part of the message that decided, as written
public record Diagnosis(Cause cause, Stage stage, List<Owner> owners, Heals heals, String said) {
    public Diagnosis {
        owners = List.copyOf(owners);
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("a diagnosis has an owner");
        }
    }

    /// The cause with its usual stage, owners and healing.
    public static Diagnosis of(Cause cause, String said) {
        return new Diagnosis(cause, cause.stage(), cause.owners(), cause.heals(), said);
    }

    public Diagnosis ownedBy(Owner... others) {
        return new Diagnosis(cause, stage, List.of(others), heals, said);
    }

    public Diagnosis at(Stage other) {
        return new Diagnosis(cause, other, owners, heals, said);
    }
}
