package dev.verdict.core.finding;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.observation.Confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong: the cause where it is recognised, whose it is, and what shows it.
///
/// @param cause empty where nothing that was read has a known meaning; `said` then has the text
/// @param owners the likelier first; several where the deciding fact is not known
/// @param confidence that something is wrong at all
/// @param causeConfidence that it is this
public record Trouble(
        Optional<Cause> cause,
        Stage stage,
        List<Owner> owners,
        Confidence confidence,
        Confidence causeConfidence,
        String said,
        List<Fact> facts) {
    public Trouble {
        owners = List.copyOf(owners);
        facts = List.copyOf(facts);
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("trouble is somebody's");
        }
    }

    public static Trouble of(Diagnosis diagnosis, Confidence confidence, List<Fact> facts) {
        return new Trouble(
                Optional.of(diagnosis.cause()),
                diagnosis.stage(),
                diagnosis.owners(),
                confidence,
                confidence,
                diagnosis.said(),
                facts);
    }

    public static Trouble of(Cause cause, Confidence confidence, List<Fact> facts) {
        return of(Diagnosis.of(cause, ""), confidence, facts);
    }

    /// Trouble whose text nobody recognises.
    public static Trouble unrecognised(
            Stage stage, Owner owner, Confidence confidence, String said, List<Fact> facts) {
        return new Trouble(
                Optional.empty(), stage, List.of(owner), confidence, confidence, said, facts);
    }

    public boolean is(Cause other) {
        return cause.filter(c -> c == other).isPresent();
    }

    public Trouble ownedBy(Owner... others) {
        return new Trouble(cause, stage, List.of(others), confidence, causeConfidence, said, facts);
    }

    public Trouble at(Stage other) {
        return new Trouble(cause, other, owners, confidence, causeConfidence, said, facts);
    }

    public Trouble because(Cause other, Confidence how) {
        return new Trouble(
                Optional.of(other), other.stage(), other.owners(), confidence, how, said, facts);
    }

    public Trouble withCauseConfidence(Confidence how) {
        return new Trouble(cause, stage, owners, confidence, how, said, facts);
    }

    public Trouble withConfidence(Confidence how) {
        return new Trouble(cause, stage, owners, how, causeConfidence.and(how), said, facts);
    }

    public Trouble with(Fact fact) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return new Trouble(cause, stage, owners, confidence, causeConfidence, said, more);
    }
}
