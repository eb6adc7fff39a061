package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;

/// The two promises, for what nobody recorded: fewer moments, and stranger ones.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImaginedDamageTest {
    private final List<Outcome> outcomes = DamageRun.ofEverything(RecordedMoment.imagined());

    @Test
    void theGuiltyAreNeverAcquitted() {
        assertThat(outcomes).hasSizeGreaterThan(10_000);
        assertThat(with(Outcome.Effect.ACQUITTED)).isEmpty();
    }

    /// An autoscaler's promise is an event and nothing else: when that is gone and the list says
    /// nothing of it, nobody misses it.
    @Test
    void noVerdictBecomesAnother() {
        assertThat(with(Outcome.Effect.OTHER_VERDICT))
                .allMatch(
                        o ->
                                o.before().isInferred()
                                        && o.damages().stream()
                                                .allMatch(
                                                        d -> d.kind().equals(Damages.EVENTS_AGED)));
    }

    @Test
    void whoseMoveItIsStaysAmongThoseNamed() {
        assertThat(with(Outcome.Effect.OTHER_OWNER)).isEmpty();
    }

    @Test
    void nothingIsSurerWithLess() {
        assertThat(with(Outcome.Effect.SURER)).isEmpty();
    }

    private List<Outcome> with(Outcome.Effect effect) {
        return outcomes.stream().filter(o -> o.effect() == effect).toList();
    }
}
