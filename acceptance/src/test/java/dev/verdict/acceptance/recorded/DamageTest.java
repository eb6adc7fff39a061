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
import java.util.Set;
import java.util.TreeSet;

/// The two promises: the guilty are never acquitted, and lost evidence never makes one verdict
/// another. Every recorded moment is judged with each of its answers damaged, and with pairs of
/// damages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageTest {
    private final List<Outcome> outcomes = DamageRun.ofEverything(RecordedMoment.all());

    @BeforeAll
    void writeTheTable() throws IOException {
        String table = DamageTable.of(outcomes);
        Path file = Checkout.root().resolve("acceptance/target/damage.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        Files.write(
                file.resolveSibling("damage-wrong.txt"),
                outcomes.stream()
                        .filter(o -> o.effect().isWrong())
                        .map(Outcome::toString)
                        .toList());
        System.out.println(table);
    }

    @Test
    void theGuiltyAreNeverAcquitted() {
        assertThat(with(Outcome.Effect.ACQUITTED)).isEmpty();
    }

    @Test
    void noVerdictBecomesAnother() {
        assertThat(with(Outcome.Effect.OTHER_VERDICT)).isEmpty();
    }

    @Test
    void nothingIsSurerWithLess() {
        assertThat(with(Outcome.Effect.SURER)).isEmpty();
    }

    @Test
    void aCauseOnlyLosesPrecision() {
        assertThat(with(Outcome.Effect.OTHER_CAUSE)).isEmpty();
    }

    @Test
    void whoseMoveItIsStaysAmongThoseNamed() {
        assertThat(with(Outcome.Effect.OTHER_OWNER)).isEmpty();
    }

    /// A builder's last word is not known where the end of its log is missing.
    @Test
    void aCutLogProvesNoFailure() {
        assertThat(outcomes)
                .filteredOn(o -> o.damages().stream().allMatch(d -> isCutLog(d, o)))
                .filteredOn(o -> o.after().row().equals("BUILD_FAILED"))
                .filteredOn(o -> !o.after().isInferred())
                .isEmpty();
    }

    /// A log that the answer rests on, before and after.
    private static boolean isCutLog(Damage damage, Outcome outcome) {
        String log = damage.what().replaceAll("(/previous)?( \\d+/10)?$", "");
        return Set.of("cut", "stalled in the body", Damages.END_CUT).contains(damage.kind())
                && outcome.before().cites().contains(log)
                && outcome.after().cites().contains(log);
    }

    @Test
    void everyKindOfDamageIsDoneAndMostOfItDoesNothing() {
        Set<String> kinds = new TreeSet<>();
        outcomes.forEach(o -> o.damages().forEach(d -> kinds.add(d.kind())));
        assertThat(kinds).hasSize(Damages.KINDS);
        assertThat(outcomes).hasSizeGreaterThan(20_000);
        assertThat(with(Outcome.Effect.NOTHING)).hasSizeGreaterThan(outcomes.size() / 3);
        assertThat(outcomes.stream().filter(o -> o.damages().size() == 2).count())
                .isGreaterThan(2000);
    }

    /// Where the answer says so itself.
    @Test
    void exceptionsAreInferredAndNeverAccuseTheInnocent() {
        assertThat(outcomes)
                .filteredOn(o -> o.effect().isException())
                .allSatisfy(
                        o -> {
                            assertThat(o.after().isInferred()).as(o.toString()).isTrue();
                            assertThat(o.moment().truth().verdict())
                                    .as(o.toString())
                                    .doesNotContain("FALSE_ALARM");
                        });
    }

    private List<Outcome> with(Outcome.Effect effect) {
        return outcomes.stream().filter(o -> o.effect() == effect).toList();
    }
}
