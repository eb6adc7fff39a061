package dev.verdict.core.answer;

import dev.verdict.core.build.ErrorLine;
import dev.verdict.core.build.Push;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Did the build push, to the destination that the workload asks for?
public sealed interface BuildAnswer {
    List<Fact> facts();

    /// In the registry, under the destination that was asked about.
    ///
    /// @param pushes one a destination asked about; all carry the same digest
    /// @param failedElsewhere the error of another destination, which lacks the image
    /// @param killedAfter the builder was killed after it had pushed
    record Pushed(
            BuildRun build,
            List<Push.Pushed> pushes,
            Optional<Instant> at,
            Confidence confidence,
            Optional<ErrorLine> failedElsewhere,
            boolean killedAfter,
            List<Fact> facts)
            implements BuildAnswer {
        public Digest digest() {
            return pushes.getFirst().digest();
        }
    }

    /// It ended well and was told to push; which digest, nobody said.
    record PushedDigestUnknown(BuildRun build, Optional<Instant> at, List<Fact> facts)
            implements BuildAnswer {}

    /// The log has the push, then the builder was killed: who runs it decides.
    record KilledAfterPush(
            BuildRun build, List<Push.Pushed> pushes, Optional<Instant> at, List<Fact> facts)
            implements BuildAnswer {}

    /// It runs, or has tries left.
    record Building(
            BuildRun build,
            Stage stage,
            Optional<Trouble> hurts,
            Optional<Instant> lookAgain,
            List<Fact> facts)
            implements BuildAnswer {}

    /// Its pod cannot be made, placed, pulled or started.
    record Held(BuildRun build, Trouble trouble) implements BuildAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// It runs and has been silent beyond the patience.
    record Hangs(BuildRun build, Trouble trouble) implements BuildAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// It ended without pushing what was asked for.
    record NotPushed(BuildRun build, Trouble trouble) implements BuildAnswer {
        @Override
        public List<Fact> facts() {
            return trouble.facts();
        }
    }

    /// Everything was listed, and there was none.
    record NoBuild() implements BuildAnswer {
        @Override
        public List<Fact> facts() {
            return List.of();
        }
    }

    /// Could not be seen.
    ///
    /// @param known whether there is known to be a build of this attempt; else builds could not be
    ///   looked for
    record Unseen(Optional<BuildRun> build, Gap gap, Stage stage, boolean known, List<Fact> facts)
            implements BuildAnswer {}
}
