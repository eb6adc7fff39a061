package dev.verdict.acceptance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a fuzz target once failed on, and what it starts from, in every build.
class FuzzSeedsTest {
    private static final List<String> TARGETS =
            List.of("Log", "Messages", "Bundle", "ImageReference");

    @TestFactory
    Stream<DynamicTest> theTargetIsContentWith() throws IOException {
        List<Path> seeds;
        try (Stream<Path> files = Files.walk(Checkout.root().resolve("acceptance/src/test/fuzz"))) {
            seeds = files.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(seeds.stream().map(FuzzSeedsTest::target).distinct())
                .containsExactlyInAnyOrderElementsOf(TARGETS);
        return seeds.stream()
                .map(
                        seed ->
                                DynamicTest.dynamicTest(
                                        target(seed) + " " + seed.getFileName(), () -> run(seed)));
    }

    private static void run(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);
        switch (target(seed)) {
            case "Log" -> LogFuzz.fuzzerTestOneInput(input);
            case "Messages" -> MessagesFuzz.fuzzerTestOneInput(input);
            case "Bundle" -> BundleFuzz.fuzzerTestOneInput(input);
            case "ImageReference" -> ImageReferenceFuzz.fuzzerTestOneInput(input);
            default -> throw new IllegalArgumentException("no target for " + seed);
        }
    }

    private static String target(Path seed) {
        return seed.getName(seed.getNameCount() - 2).toString();
    }
}
