package dev.verdict.core.answer;

import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does the newest revision serve? Asked of one pod or of all of them: the worst pod answers for
/// all.
public sealed interface ServingAnswer {
    List<Fact> facts();

    /// Every wanted replica is there and ready.
    ///
    /// @param since empty where no time was written
    record Serving(Optional<Instant> since, List<Fact> facts) implements ServingAnswer {}

    /// Not finished and not overdue.
    ///
    /// @param hurts what goes wrong without deciding yet
    /// @param lookAgain when the patience ends, where it ends
    record Converging(
            Stage stage, Optional<Trouble> hurts, Optional<Instant> lookAgain, List<Fact> facts)
            implements ServingAnswer {
        /// Inferred where an event holds alone against the state: a node that somebody promised.
        public Confidence confidence() {
            return facts.stream().anyMatch(Placement::isPromise)
                    ? Confidence.INFERRED
                    : hurts.map(Trouble::confidence).orElse(Confidence.PROVEN);
        }
    }

    /// What is missing never started or was taken away by the cluster, which keeps trying.
    record Blocked(Trouble trouble) implements ServingAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// It ran and crashes, cannot be started, or is unready past its patience.
    record Failing(Trouble trouble) implements ServingAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// Somebody holds the rollout: paused, replaced only on delete, or partitioned.
    record OnHold(Trouble trouble) implements ServingAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// No replica is wanted.
    record ScaledToZero(List<Fact> facts) implements ServingAnswer {}

    /// Could not be seen.
    ///
    /// @param mayFail whether what was not seen may have crashed; else it never started, and can at
    ///   most be blocked
    record Unseen(Gap gap, Stage stage, boolean mayFail, List<Fact> facts)
            implements ServingAnswer {}

    /// How much the answer weighs against the others' of the same revision: the heaviest answers.
    default int weight() {
        return switch (this) {
            case Failing _ -> 7;
            case Unseen unseen when unseen.mayFail() -> 6;
            case Blocked _ -> 5;
            case OnHold _ -> 4;
            case Unseen _ -> 3;
            case Converging converging -> converging.hurts().isPresent() ? 2 : 1;
            case ScaledToZero _, Serving _ -> 0;
        };
    }
}
