package dev.verdict.core.circumstance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.testing.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

class CircumstancePagesTest {
    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCircumstanceHasAPage(Code code) throws IOException {
        Path page = Document.docs("circumstances/" + code.word() + ".md");

        assertThat(Files.readAllLines(page).getFirst()).isEqualTo("# " + code.word());
    }

    @Test
    void everyPageIsOfACircumstance() throws IOException {
        try (Stream<Path> pages = Files.list(Document.docs("circumstances"))) {
            assertThat(
                            pages.map(p -> p.getFileName().toString())
                                    .filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Code.values()).map(c -> c.word() + ".md").toList());
        }
    }
}
