package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Moments whose truth contradicts the contract, however one reads both: named with the argument,
/// printed by each run, and judged like every other.
class DisputedMomentsTest {
    @Test
    void eachIsAMomentThereIs() throws IOException {
        Path list = Checkout.root().resolve("acceptance/src/test/resources/disputed-moments.md");
        List<String> lines = Files.readAllLines(list);
        lines.forEach(System.out::println);
        List<String> known = RecordedMoment.all().stream().map(RecordedMoment::name).toList();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("## "))
                .allSatisfy(line -> assertThat(known).contains(line.substring("## ".length())));
    }
}
