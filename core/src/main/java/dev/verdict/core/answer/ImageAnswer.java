package dev.verdict.core.answer;

import dev.verdict.core.finding.Fact;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;

import java.util.List;
import java.util.Optional;

/// What runs in the newest revision's app container, beside what the attempt pushed?
public sealed interface ImageAnswer {
    List<Fact> facts();

    /// The image that the container was created from, where it was; the first pod's where they
    /// differ.
    Optional<Digest> running();

    /// The attempt's own.
    record RunsBuilt(Optional<Digest> running, Confidence confidence, List<Fact> facts)
            implements ImageAnswer {}

    /// Some pods run it, some another.
    record RunsMixed(Optional<Digest> running, Confidence confidence, List<Fact> facts)
            implements ImageAnswer {}

    /// What an earlier build or revision made, or a container that started before the push.
    record RunsEarlier(Optional<Digest> running, Confidence confidence, List<Fact> facts)
            implements ImageAnswer {}

    /// What a later build pushed.
    record RunsNewer(Optional<Digest> running, List<Fact> facts) implements ImageAnswer {}

    /// Something else, of unknown kinship.
    ///
    /// @param mayBeIndex whether it may be an index that holds the attempt's image
    record RunsOther(Optional<Digest> running, boolean mayBeIndex, List<Fact> facts)
            implements ImageAnswer {}

    /// No container was created.
    record RunsNothing() implements ImageAnswer {
        @Override
        public Optional<Digest> running() {
            return Optional.empty();
        }

        @Override
        public List<Fact> facts() {
            return List.of();
        }
    }

    record Unseen(Gap gap) implements ImageAnswer {
        @Override
        public Optional<Digest> running() {
            return Optional.empty();
        }

        @Override
        public List<Fact> facts() {
            return List.of();
        }
    }
}
