package dev.verdict.core.cause;

import java.util.List;

/// The right half of a table's row: a cause, and where its row departs from the cause's usual
/// stage, healing and owners.
record Meaning(Cause cause, Stage stage, Heals heals, List<Owner> owners) {
    static Meaning of(Cause cause) {
        return new Meaning(cause, cause.stage(), cause.heals(), cause.owners());
    }

    Meaning at(Stage other) {
        return new Meaning(cause, other, heals, owners);
    }

    Meaning heals(Heals other) {
        return new Meaning(cause, stage, other, owners);
    }

    Meaning by(Owner... others) {
        return new Meaning(cause, stage, heals, List.of(others));
    }

    Diagnosis diagnosis(String said) {
        return new Diagnosis(cause, stage, owners, heals, said);
    }
}
