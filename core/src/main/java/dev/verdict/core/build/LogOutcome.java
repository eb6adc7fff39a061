package dev.verdict.core.build;

import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.observation.Confidence;

import java.util.List;
import java.util.Optional;

/// What a builder's log and its container's end say together.
public sealed interface LogOutcome {
    /// In the registry.
    ///
    /// @param failedElsewhere the error of another destination, which lacks the image
    record PushedTo(
            List<Push.Pushed> pushes, Confidence confidence, Optional<ErrorLine> failedElsewhere)
            implements LogOutcome {
        public PushedTo {
            pushes = List.copyOf(pushes);
        }
    }

    /// Told to push, ended well, and which digest it was the log does not say.
    ///
    /// @param unclear the log names more than one digest
    record PushedDigestUnknown(boolean unclear) implements LogOutcome {}

    /// Ended without a push of what was asked for.
    ///
    /// @param diagnosis empty where only the pod, the Job or the node can say why
    /// @param line the deciding line, empty where the log's silence decides
    /// @param causeConfidence weaker than `confidence` where only the reason is concluded
    record NotPushed(
            Optional<Diagnosis> diagnosis,
            Optional<LogLine> line,
            Confidence confidence,
            Confidence causeConfidence)
            implements LogOutcome {}

    /// Told not to push, and did not.
    record NothingPushed(Diagnosis diagnosis, Optional<LogLine> line) implements LogOutcome {}

    /// The pair is there and then the builder was killed: only the registry or a fresh pod can
    /// tell.
    record KilledAfterPush(List<Push.Pushed> pushes) implements LogOutcome {
        public KilledAfterPush {
            pushes = List.copyOf(pushes);
        }
    }

    /// The log does not decide.
    record Unseen(Why why) implements LogOutcome {}

    /// Why a log does not decide.
    enum Why {
        /// Nothing could be read.
        NO_LOG,
        /// What comes after the last line is not known.
        END_CUT,
        /// The front is lost, and with it what was pushed before another destination failed.
        FRONT_CUT,
        /// It was ended between a push's beginning and its end.
        KILLED_DURING_PUSH,
        /// The pair is there, and then it was killed.
        KILLED_AFTER_PUSH,
        /// The tag exists and kept its earlier image; whether the new one is in the registry is not
        /// known.
        IMMUTABLE_TAG_IGNORED,
        /// Lines contradict each other, or the exit contradicts them.
        CONTRADICTORY,
        /// Nobody knows whether it was told to push.
        DESTINATION_UNKNOWN,
        /// It has not ended.
        NOT_ENDED
    }
}
