package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Subject;

import java.util.Optional;

/// A verdict, and the object that was named when something else was judged: a pod is judged as its
/// owner.
public record Opinion(Verdict verdict, Optional<Subject> askedFor) {
    public static Opinion of(Verdict verdict) {
        return new Opinion(verdict, Optional.empty());
    }
}
