package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;
import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.claim.Question;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Circumstances that no truth asks for are said only where somebody has read the moment and found
/// them right.
class CircumstancesTest {
    private static final String REVIEWED =
            "acceptance/src/test/resources/further-circumstances.tsv";

    @Test
    void furtherOnesAreReviewed() throws IOException, UnusableBundle {
        Set<String> further = new LinkedHashSet<>();
        for (RecordedMoment moment : RecordedMoment.all()) {
            further.addAll(further(moment, moment.naming()));
            if (moment.findsBuild()) {
                further.addAll(further(moment, moment.plain()));
            }
        }
        assertThat(further)
                .as("read the moment, then write it into " + REVIEWED + " with the reason")
                .containsExactlyInAnyOrderElementsOf(reviewed());
    }

    private static List<String> further(RecordedMoment moment, Question question)
            throws UnusableBundle {
        try (Bundle bundle = Bundle.open(moment.folder())) {
            return Judged.of(Judging.of(bundle, question)).further(moment.truth()).stream()
                    .map(c -> row(moment, c))
                    .toList();
        }
    }

    private static String row(RecordedMoment moment, String circumstance) {
        return String.join(
                "\t",
                moment.scenario(),
                String.valueOf(moment.number()),
                moment.moment(),
                circumstance);
    }

    private static List<String> reviewed() throws IOException {
        return Files.readAllLines(Checkout.root().resolve(REVIEWED)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf('\t')))
                .toList();
    }
}
