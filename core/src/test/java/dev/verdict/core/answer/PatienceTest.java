package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.Times.NOW;
import static dev.verdict.core.testing.Times.ago;
import static dev.verdict.core.testing.Times.length;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState.Terminated;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

class PatienceTest {
    @ParameterizedTest
    @CsvSource({"4.999s, false", "5s, true", "6s, true", "0s, false"})
    void differentClocksAreOrderedOnlyWhenFiveSecondsApart(String apart, boolean clearly) {
        assertThat(Patience.isClearlyAfter(NOW, ago(apart))).isEqualTo(clearly);
        assertThat(Patience.isClearlyAfter(ago(apart), NOW)).isFalse();
    }

    @Test
    void fiveMinutesUnlessAProbeOrThePersonAskingSaysOtherwise() {
        Container plain = container("app", "app:1").made();
        Container slow = container("app", "app:1").startupProbe("20s", "10s", 64).made();

        assertThat(Patience.unready(plain, Optional.empty())).isEqualTo(Duration.ofMinutes(5));
        assertThat(Patience.unready(slow, Optional.empty())).isEqualTo(Duration.ofMinutes(11));
        assertThat(Patience.unready(slow, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(Patience.unready(Optional.empty())).isEqualTo(Duration.ofMinutes(5));
        assertThat(Patience.unready(Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        // previous life, present end's life, minReadySeconds, calm window
        "10s, 0s,  0s,  1m",
        "30s, 0s,  0s,  1m",
        "31s, 0s,  0s,  1m2s",
        "31s, 45s, 0s,  1m30s",
        "50s, 45s, 0s,  1m40s",
        "5m,  0s,  0s,  10m",
        "9h,  0s,  0s,  10m",
        "10s, 0s,  61s, 1m1s",
        "9h,  0s,  11m, 11m"
    })
    void calmIsTwiceTheLongestLifeWithinItsBounds(
            String before, String now, String minReady, String calm) {
        Container container =
                container("app", "app:1")
                        .before(life(before))
                        .ended(1, "Error", now.equals("0s") ? "1m" : "2m", "1m")
                        .made();
        Container withLife =
                now.equals("0s")
                        ? container
                        : new Container(
                                container.spec(),
                                false,
                                1,
                                "",
                                Optional.empty(),
                                life(now),
                                container.lastState());

        assertThat(Patience.calm(withLife, length(minReady))).isEqualTo(length(calm));
    }

    private static Terminated life(String length) {
        return new Terminated(
                1,
                "Error",
                "",
                Optional.of(ago("12h").minus(length(length))),
                Optional.of(ago("12h")));
    }

    @Test
    void aLifeWithoutBeginOrEndOrAgainstTheClockIsNone() {
        Terminated noBegin = new Terminated(1, "", "", Optional.empty(), Optional.of(NOW));
        Terminated noEnd = new Terminated(1, "", "", Optional.of(ago("9h")), Optional.empty());
        Terminated backwards = new Terminated(1, "", "", Optional.of(NOW), Optional.of(ago("9h")));

        for (Terminated end : new Terminated[] {noBegin, noEnd, backwards}) {
            assertThat(Patience.calm(container("app", "app:1").before(end).made(), Duration.ZERO))
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }
}
