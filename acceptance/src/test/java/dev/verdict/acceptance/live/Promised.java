package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.verdict.Word;

import java.util.List;

/// What a verdict from less evidence has to keep.
final class Promised {
    private Promised() {}

    static void isTrue(LiveMoment moment, Verdict verdict) {
        assertThat(Said.in(verdict).differencesFrom(moment.truth())).as("answer").isEmpty();
    }

    /// Promise (b), against what is true of the moment.
    static void isNoOther(LiveMoment moment, Verdict less) {
        if (less.word() != Word.INCONCLUSIVE) {
            assertThat(less.word().name()).isEqualTo(moment.truth().get("verdict"));
            assertThat(less.part().word()).isEqualTo(moment.truth().get("part"));
        }
    }

    /// Why logs are missing.
    static List<Gap> logGaps(Verdict verdict) {
        return verdict.missing().stream()
                .filter(missing -> missing.isOf("log"))
                .map(Verdict.Missing::gap)
                .toList();
    }
}
