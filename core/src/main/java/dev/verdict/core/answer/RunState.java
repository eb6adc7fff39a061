package dev.verdict.core.answer;

import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a run of pods to an end has come.
sealed interface RunState {
    /// It ended well.
    record Completed(Optional<Instant> at, Fact fact) implements RunState {}

    /// It ended badly and nothing will be tried again.
    ///
    /// @param last the pod that was tried last, where one is left
    /// @param reason the Job's own, such as `BackoffLimitExceeded`; empty where only pods say so
    record Failed(Optional<Pod> last, String reason, Optional<Instant> at, Fact fact)
            implements RunState {}

    /// Its pod cannot be made, placed, pulled or started.
    record Blocked(Trouble trouble) implements RunState {}

    /// Under way, or to be tried again.
    ///
    /// @param current the pod that works on it, where there is one
    /// @param hurts a failed earlier try, or trouble of the current one
    record Active(
            Optional<Pod> current,
            Stage stage,
            Optional<Trouble> hurts,
            Optional<Instant> lookAgain,
            List<Fact> facts)
            implements RunState {}

    record Unseen(Gap gap) implements RunState {}
}
