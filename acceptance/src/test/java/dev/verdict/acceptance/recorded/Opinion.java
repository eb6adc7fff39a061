package dev.verdict.acceptance.recorded;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.evidence.Look;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.observation.Source;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What of a verdict is compared when evidence is lost.
///
/// @param cites the looks that its deciding facts came from, as targets
record Opinion(
        Judged judged, String row, List<String> owners, NavigableSet<String> cites, String why) {
    static Opinion of(Verdict verdict) {
        NavigableSet<String> cites = new TreeSet<>();
        for (Fact fact : verdict.evidence()) {
            if (fact.decides()) {
                look(fact.source()).ifPresent(cites::add);
            }
        }
        return new Opinion(
                Judged.of(verdict),
                verdict.row().name(),
                verdict.owners().stream().map(Owner::word).toList(),
                cites,
                verdict.trouble().map(t -> t.said()).orElse("")
                        + verdict.missing().stream()
                                .limit(1)
                                .map(
                                        m ->
                                                " {"
                                                        + m.look().orElse("what decides")
                                                        + " "
                                                        + m.gap()
                                                        + "}")
                                .findFirst()
                                .orElse(""));
    }

    private static Optional<String> look(Source source) {
        return source instanceof Source.Listing(String plural)
                ? Optional.of(plural)
                : Look.behind(source).map(Look::word);
    }

    boolean is(String word) {
        return judged.verdict().equals(word);
    }

    boolean isInferred() {
        return judged.confidence().equals("inferred");
    }

    @Override
    public String toString() {
        return judged.verdict()
                + "/"
                + row
                + " "
                + judged.part()
                + "/"
                + judged.stage()
                + " "
                + judged.cause()
                + " "
                + owners
                + " "
                + judged.confidence();
    }
}
