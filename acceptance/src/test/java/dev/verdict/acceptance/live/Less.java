package dev.verdict.acceptance.live;

import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.verdict.Word;

import java.util.ArrayList;
import java.util.List;

/// A verdict, and what became of it when evidence was lost: it stays, is trusted less, or becomes
/// INCONCLUSIVE.
record Less(Verdict whole, Verdict less) {
    static Less of(Verdict whole, Verdict less) {
        return new Less(whole, less);
    }

    /// What is wrong with that; empty when nothing is.
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        if (less.word() == Word.INCONCLUSIVE) {
            return wrong;
        }
        if (less.word() != whole.word() || less.part() != whole.part()) {
            wrong.add(said(whole) + " became " + said(less));
        }
        if (isProven(less) && !isProven(whole)) {
            wrong.add("surer with less");
        }
        return wrong;
    }

    private static String said(Verdict verdict) {
        return verdict.word() + " by " + verdict.row();
    }

    private static boolean isProven(Verdict verdict) {
        return verdict.confidence().filter(c -> c == Confidence.PROVEN).isPresent();
    }
}
