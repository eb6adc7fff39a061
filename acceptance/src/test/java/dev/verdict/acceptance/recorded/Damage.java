package dev.verdict.acceptance.recorded;

import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Get;

import java.util.function.Predicate;

/// Something that happens to answers on their way, below everything that understands them.
///
/// @param kind a row of the table
/// @param what it is done to
/// @param hits the GETs whose answers it is done to
/// @param isWhole whether a whole answer arrives, only with less in it
record Damage(String kind, String what, Predicate<Get> hits, boolean isWhole, Harm harm) {
    /// What becomes of an answer that is hit.
    @FunctionalInterface
    interface Harm {
        Answer done(Answer.Response whole);
    }

    /// A whole answer that has less in it.
    static Damage less(String kind, String what, Predicate<Get> hits, Harm harm) {
        return new Damage(kind, what, hits, true, harm);
    }

    /// No answer, or one that cannot be taken for a whole one.
    static Damage broken(String kind, String what, Predicate<Get> hits, Harm harm) {
        return new Damage(kind, what, hits, false, harm);
    }

    /// The answer as it arrives.
    Answer done(Get get, Answer answer) {
        return answer instanceof Answer.Response response
                        && response.status() == 200
                        && hits.test(get)
                ? harm.done(response)
                : answer;
    }

    /// Whether it is one of ten degrees of the same.
    boolean isByTenths() {
        return what.endsWith("/10");
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
