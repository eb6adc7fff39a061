package dev.verdict.cli;

import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.verdict.Word;

import java.util.Optional;

/// One row: what was asked about, and what is judged for it.
record Judged(Subject asked, Verdict verdict) {
    /// What was asked about, where its owner is judged instead.
    Optional<Subject> askedFor() {
        return asked.equals(verdict.question().subject()) ? Optional.empty() : Optional.of(asked);
    }

    /// The verdict that the exit code speaks of.
    ///
    /// @param isStrict only what is proven acquits: what had to be inferred is as good as unknown
    Word word(boolean isStrict) {
        boolean isInferred =
                verdict.word() == Word.FALSE_ALARM
                        && verdict.confidence().filter(c -> c == Confidence.PROVEN).isEmpty();
        return isStrict && isInferred ? Word.INCONCLUSIVE : verdict.word();
    }
}
