package dev.verdict.core.verdict;

import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;

import java.time.Instant;
import java.util.Optional;

/// What the table says about one chain of answers.
///
/// @param confidence none for `INCONCLUSIVE`
/// @param missing what would have decided, for `INCONCLUSIVE`
public record Decision(
        Word word,
        Part part,
        Stage stage,
        Optional<Trouble> trouble,
        Optional<Confidence> confidence,
        Row row,
        Optional<Instant> lookAgain,
        Optional<Gap> missing) {
    static Decision of(Word word, Part part, Stage stage, Confidence confidence, Row row) {
        return new Decision(
                word,
                part,
                stage,
                Optional.empty(),
                Optional.of(confidence),
                row,
                Optional.empty(),
                Optional.empty());
    }

    static Decision of(Word word, Part part, Trouble trouble, Row row) {
        return new Decision(
                word,
                part,
                trouble.stage(),
                Optional.of(trouble),
                Optional.of(trouble.confidence()),
                row,
                Optional.empty(),
                Optional.empty());
    }

    static Decision inconclusive(Part part, Stage stage, Row row, Optional<Gap> missing) {
        return new Decision(
                Word.INCONCLUSIVE,
                part,
                stage,
                Optional.empty(),
                Optional.empty(),
                row,
                Optional.empty(),
                missing);
    }

    Decision lookingAgainAt(Optional<Instant> at) {
        return new Decision(word, part, stage, trouble, confidence, row, at, missing);
    }

    /// The same, trusted less.
    public Decision inferred() {
        return new Decision(
                word,
                part,
                stage,
                trouble,
                confidence.map(_ -> Confidence.INFERRED),
                row,
                lookAgain,
                missing);
    }
}
