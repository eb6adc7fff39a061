package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;
import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.claim.Question;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Source;
import dev.verdict.core.verdict.Word;
import dev.verdict.report.Footing;
import dev.verdict.report.JsonReport;
import dev.verdict.report.Style;
import dev.verdict.report.TextReport;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a reader gets to see of one recorded moment of every verdict and of every cause that a
/// recording shows, with the longest names there are, as from a live cluster. The screens are in
/// `src/test/resources/screens`; one that differs is left in `target/screens`, and whoever has read
/// it copies it over. Causes that no recording shows have a screen in the module `report`.
class RecordedScreensTest {
    private static final Path EXPECTED =
            Checkout.root().resolve("acceptance/src/test/resources/screens");
    private static final Path ACTUAL = Checkout.root().resolve("acceptance/target/screens");
    private static final Path BY_HAND =
            Checkout.root().resolve("report/src/test/resources/screens");
    private static final Footing LIVE =
            new Footing(
                    Footing.Live.in("prod-eu", "https://prod-eu.example:6443"),
                    7,
                    123_456,
                    Duration.ofMillis(300),
                    Optional.empty(),
                    "verdict");
    private static final int ROWS = 24;

    /// A shorter one may stand there by chance.
    private static final int LEAST_LINE = 6;

    /// Beyond ASCII only signs that fill one column are printed.
    private static final int COLUMNS = 80;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> areAsExpected() {
        return moments().entrySet().stream()
                .map(
                        each ->
                                DynamicTest.dynamicTest(
                                        each.getKey() + " " + each.getValue().name(),
                                        () -> check(each.getKey(), each.getValue())));
    }

    /// `--no-logs`: neither for people nor for machines a line that a container printed.
    @TestFactory
    Stream<DynamicTest> withoutLogsNothingThatAContainerPrintedIsSaid() {
        Style silent = Style.plain().withLogs(false);
        return moments().values().stream()
                .distinct()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.name(),
                                        () -> {
                                            Verdict verdict;
                                            try (Bundle bundle = Bundle.open(moment.folder())) {
                                                verdict = Judging.of(bundle, question(moment));
                                            }
                                            String said =
                                                    TextReport.of(verdict, LIVE, silent)
                                                            + JsonReport.of(verdict, LIVE, silent);
                                            verdict.evidence().stream()
                                                    .filter(
                                                            fact ->
                                                                    fact.source()
                                                                            instanceof
                                                                            Source.LogLine)
                                                    .filter(fact -> fact.what() != What.PUSHED)
                                                    .map(Fact::value)
                                                    .filter(line -> line.length() >= LEAST_LINE)
                                                    .forEach(
                                                            line ->
                                                                    assertThat(said)
                                                                            .doesNotContain(line));
                                        }));
    }

    /// One for every word and every cause, and none that nobody draws any more.
    @Test
    void everyWordAndCauseHasOne() throws IOException {
        List<String> recorded = names(EXPECTED);
        List<String> byHand = names(BY_HAND);

        assertThat(recorded).containsExactlyInAnyOrderElementsOf(moments().keySet());
        assertThat(recorded).containsAll(Arrays.stream(Word.values()).map(Word::name).toList());
        for (Cause cause : Cause.values()) {
            assertThat(recorded.contains(cause.word()))
                    .as("%s: either recorded or made by hand", cause)
                    .isNotEqualTo(byHand.contains("long-" + cause.word()));
        }
    }

    private void check(String name, RecordedMoment moment) throws IOException, UnusableBundle {
        LongNamed names = new LongNamed(moment);
        Path to = folder.resolve(name);
        names.writeTo(to);
        Verdict verdict;
        try (Bundle bundle = Bundle.open(to)) {
            verdict = Judging.of(bundle, names.question(question(moment)));
        }
        assertThat(Judged.of(verdict).verdict()).isEqualTo(moment.truth().verdict().getFirst());
        String screen = TextReport.of(verdict, LIVE, Style.plain());
        Path expected = EXPECTED.resolve(name + ".txt");
        String known = Files.exists(expected) ? Files.readString(expected) : "";
        if (!known.equals(screen)) {
            Files.createDirectories(ACTUAL);
            Files.writeString(ACTUAL.resolve(name + ".txt"), screen);
        }
        assertThat(screen).isEqualTo(known);
        assertThat(screen.lines().toList())
                .hasSizeLessThanOrEqualTo(ROWS)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
    }

    private static Question question(RecordedMoment moment) {
        return moment.findsBuild() ? moment.plain() : moment.naming();
    }

    /// The first moment of each word and of each cause; of a cause rather one where it decides.
    private static SequencedMap<String, RecordedMoment> moments() {
        SequencedMap<String, RecordedMoment> moments = new TreeMap<>();
        List<RecordedMoment> all = new ArrayList<>(RecordedMoment.all());
        for (RecordedMoment moment : all) {
            String word = moment.truth().verdict().getFirst();
            moments.putIfAbsent(word, moment);
            if (!word.equals(Word.IN_PROGRESS.name())) {
                cause(moment).ifPresent(cause -> moments.putIfAbsent(cause, moment));
            }
        }
        all.forEach(moment -> cause(moment).ifPresent(c -> moments.putIfAbsent(c, moment)));
        return moments;
    }

    private static Optional<String> cause(RecordedMoment moment) {
        return Optional.of(moment.truth().cause().getFirst()).filter(c -> !c.equals(Truth.NONE));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString().replace(".txt", "")).toList();
        }
    }
}
