package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.bundle.Bundle;
import dev.verdict.core.claim.Question;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every recorded moment gives exactly its truth: with the build named, and without wherever it is
/// to be found.
class RecordedScenarioTest {
    @TestFactory
    Stream<DynamicTest> withTheBuildNamed() {
        return RecordedMoment.all().stream().map(m -> test(m, m.naming()));
    }

    @TestFactory
    Stream<DynamicTest> withTheBuildToBeFound() {
        return RecordedMoment.all().stream()
                .filter(m -> m.findsBuild() || m.build().isEmpty())
                .map(m -> test(m, m.plain()));
    }

    /// What the stories recorded, against what people then read in it.
    @TestFactory
    Stream<DynamicTest> ofTheStories() {
        return RecordedMoment.ofStories().stream().map(RecordedScenarioTest::asItIsFound);
    }

    /// What people imagined, against what they say of it.
    @TestFactory
    Stream<DynamicTest> ofWhatNobodyRecorded() {
        return RecordedMoment.imagined().stream().map(RecordedScenarioTest::asItIsFound);
    }

    private static DynamicTest asItIsFound(RecordedMoment m) {
        return test(m, m.findsBuild() || m.build().isEmpty() ? m.plain() : m.naming());
    }

    @Test
    void whatIsRecordedHasATruth() throws IOException {
        List<RecordedMoment> all =
                Stream.of(
                                RecordedMoment.all(),
                                RecordedMoment.ofStories(),
                                RecordedMoment.imagined())
                        .flatMap(List::stream)
                        .toList();
        for (RecordedMoment moment : all) {
            try (Stream<Path> recorded = Files.list(moment.place())) {
                assertThat(recorded.filter(Files::isDirectory))
                        .allMatch(folder -> all.stream().anyMatch(m -> m.folder().equals(folder)));
            }
        }
    }

    private static DynamicTest test(RecordedMoment moment, Question question) {
        return DynamicTest.dynamicTest(
                moment.name(),
                () -> {
                    try (Bundle bundle = Bundle.open(moment.folder())) {
                        assertThat(
                                        Judged.of(Judging.of(bundle, question))
                                                .differencesFrom(moment.truth()))
                                .as(moment.name())
                                .isEmpty();
                    }
                });
    }
}
