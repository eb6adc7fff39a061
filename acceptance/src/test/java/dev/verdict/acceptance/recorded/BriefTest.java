package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.bundle.Bundle;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Builds;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.report.Names;
import dev.verdict.report.Opinion;
import dev.verdict.report.Style;
import dev.verdict.report.Table;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/// A table's brief verdict is the whole one in everything that a table shows.
class BriefTest {
    @TestFactory
    Stream<DynamicTest> aTableShowsTheSame() {
        return RecordedMoment.all().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> test(m)));
    }

    private static void test(RecordedMoment moment) throws Exception {
        try (Bundle bundle = Bundle.open(moment.folder())) {
            Evidence evidence = Judging.evidence(bundle, moment.plain());
            Verdict brief = SecondOpinion.briefOn(evidence, Builds.in(evidence.places()));
            Verdict whole = SecondOpinion.on(evidence);

            assertThat(rows(brief)).isEqualTo(rows(whole));
            assertThat(brief.timeline()).hasSizeLessThanOrEqualTo(whole.timeline().size());
        }
    }

    private static String rows(Verdict verdict) {
        List<Opinion> opinions = List.of(Opinion.of(verdict));
        return Table.of(opinions, Style.plain(), true, true) + Names.of(opinions);
    }
}
