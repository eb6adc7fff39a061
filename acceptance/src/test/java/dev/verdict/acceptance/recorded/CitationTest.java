package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The evidence that a verdict names as deciding is what decided: each look of every recorded
/// moment is forbidden by itself. What is not as it should be is counted in `target/citations.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CitationTest {
    private final List<Outcome> outcomes =
            DamageRun.of(RecordedMoment.all(), d -> d.kind().equals(Damages.FORBIDDEN), 0);

    @BeforeAll
    void writeTheCounts() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            String look = isLog(outcome) ? "log" : look(outcome);
            String words = words(outcome);
            counts.merge("all " + words, 1, Integer::sum);
            if (isCited(outcome) != hasChanged(outcome)) {
                String rows = outcome.before().row() + " -> " + outcome.after().row();
                counts.merge(words + ": " + look + ", " + rows, 1, Integer::sum);
            }
        }
        Path file = Checkout.root().resolve("acceptance/target/citations.txt");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                counts.entrySet().stream()
                        .map(e -> "%5d %s".formatted(e.getValue(), e.getKey()))
                        .toList());
    }

    @Test
    void everyLookIsTaken() {
        assertThat(outcomes).hasSizeGreaterThan(3000);
        assertThat(outcomes).filteredOn(o -> isCited(o) && hasChanged(o)).hasSizeGreaterThan(1000);
    }

    @Test
    void whatIsNotCitedChangesNothing() {
        assertThat(outcomes).filteredOn(o -> !isCited(o) && hasChanged(o)).isEmpty();
    }

    @Test
    void whatIsCitedChangesTheAnswer() {
        assertThat(outcomes).filteredOn(o -> isCited(o) && !hasChanged(o)).isEmpty();
    }

    private static String words(Outcome outcome) {
        String cited = isCited(outcome) ? "cited" : "not cited";
        return cited + (hasChanged(outcome) ? " and changed" : " and nothing changed");
    }

    private static boolean isLog(Outcome outcome) {
        return look(outcome).startsWith("log ");
    }

    private static String look(Outcome outcome) {
        return outcome.damages().getFirst().what().replace("/previous", "");
    }

    private static boolean isCited(Outcome outcome) {
        return outcome.before().cites().contains(look(outcome));
    }

    private static boolean hasChanged(Outcome outcome) {
        Judged was = outcome.before().judged();
        Judged is = outcome.after().judged();
        return !was.verdict().equals(is.verdict())
                || !was.cause().equals(is.cause())
                || !was.stage().equals(is.stage())
                || !was.confidence().equals(is.confidence())
                || !outcome.before().owners().equals(outcome.after().owners());
    }
}
