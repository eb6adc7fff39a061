package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.cause.Cause;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The table of reasons beside the reviewed messages of core.
class ReasonTest {
    /// Columns: id, reason, message, cause, stage, owners, heals.
    private static final Path REVIEWED =
            Path.of("../core/src/test/resources/messages/expected.tsv");

    /// Reviewed as not recognised, or of no known source.
    private static final Set<String> UNKNOWN =
            Set.of("SomethingNew", "FailedResourceClaimCreation");

    @Test
    void knowsEveryReasonThatAReviewedMessageHas() throws IOException {
        assertThat(
                        reviewed()
                                .map(fields -> fields[1])
                                .filter(reason -> !reason.isEmpty() && !UNKNOWN.contains(reason))
                                .filter(reason -> Reason.parse(reason).isEmpty())
                                .distinct()
                                .sorted())
                .isEmpty();
    }

    @Test
    void namesEveryCauseThatAReviewedMessageOfTheReasonHas() throws IOException {
        assertThat(
                        reviewed()
                                .filter(fields -> Reason.parse(fields[1]).isPresent())
                                .filter(
                                        fields ->
                                                Cause.parse(fields[3])
                                                        .filter(
                                                                cause ->
                                                                        !Reason.parse(fields[1])
                                                                                .orElseThrow()
                                                                                .causes()
                                                                                .contains(cause))
                                                        .isPresent())
                                .map(fields -> fields[1] + " can be " + fields[3])
                                .distinct()
                                .sorted())
                .isEmpty();
    }

    @Test
    void hasEveryWordOnceAndASentenceForIt() {
        Set<String> words = new HashSet<>();
        for (Reason reason : Reason.values()) {
            for (String word : reason.words()) {
                assertThat(words.add(word.toLowerCase(Locale.ROOT))).as(word).isTrue();
                assertThat(Reason.parse(word)).isEqualTo(Optional.of(reason));
                assertThat(reason.explained(word).meaning()).endsWith(".");
            }
        }
    }

    private static Stream<String[]> reviewed() throws IOException {
        return Arrays.stream(Files.readString(REVIEWED).split("\n", -1))
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .map(line -> line.split("\t", -1));
    }
}
