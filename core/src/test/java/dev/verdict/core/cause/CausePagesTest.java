package dev.verdict.core.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.testing.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `docs/causes/<Cause>.md` is packaged and is what `explain` prints: its head says what the table
/// says.
class CausePagesTest {
    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseHasAPageWhoseHeadIsTheTables(Cause cause) throws IOException {
        List<String> lines = Files.readAllLines(Document.docs("causes/" + cause.word() + ".md"));

        assertThat(lines.getFirst()).isEqualTo("# " + cause.word());
        assertThat(lines.get(2).split("[:,] ")).startsWith("stage", cause.stage().word());
        assertThat(lines.subList(3, 6))
                .containsExactly(
                        "verdict: " + verdict(cause),
                        "owner: " + owners(cause),
                        "heals: " + cause.heals().name().toLowerCase(Locale.ROOT));
    }

    private static String owners(Cause cause) {
        return String.join(" or ", cause.owners().stream().map(Owner::word).toList());
    }

    private static String verdict(Cause cause) {
        return switch (cause.stage()) {
            case BUILD, PUSH, START, READY -> "FAILED";
            case ADMISSION, SCHEDULE, PULL, SANDBOX, VOLUME, CONFIG, SERVE -> "BLOCKED";
            case ROLLOUT -> cause == Cause.ROLLOUT_PAUSED ? "BLOCKED" : "STALE";
        };
    }

    @Test
    void everyPageIsOfACause() throws IOException {
        try (Stream<Path> pages = Files.list(Document.docs("causes"))) {
            assertThat(pages.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            Arrays.stream(Cause.values())
                                                    .map(c -> c.word() + ".md"),
                                            Stream.of("README.md"))
                                    .toList());
        }
    }

    @Test
    void aWordIsReadInAnyCaseAndNothingElseIs() {
        for (Cause cause : Cause.values()) {
            assertThat(Cause.parse(cause.word().toLowerCase(Locale.ROOT))).contains(cause);
        }
        assertThat(Cause.parse("ImageNotFound")).isEqualTo(Optional.of(Cause.IMAGE_NOT_FOUND));
        assertThat(Cause.parse("IMAGE_NOT_FOUND")).isEmpty();
        assertThat(Cause.parse("")).isEmpty();
    }

    @Test
    void stagesAndOwnersHaveTheirWords() {
        assertThat(Arrays.stream(Stage.values()).map(Stage::word))
                .containsExactly(
                        "build",
                        "push",
                        "admission",
                        "schedule",
                        "pull",
                        "sandbox",
                        "volume",
                        "config",
                        "start",
                        "ready",
                        "rollout",
                        "serve");
        assertThat(Arrays.stream(Owner.values()).map(Owner::word))
                .containsExactly("developer", "platform", "nobody");
    }
}
