package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class ConnectionTest {
    @ParameterizedTest
    @CsvSource({"5s, PT5S", "1m30s, PT1M30S", "250ms, PT0.25S", "7, PT7S", "1.5h, PT1H30M"})
    void readsTimesAsKubectlDoes(String text, Duration time) {
        assertThat(waiting(text).perRequest()).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s"})
    void zeroIsNoLimit(String text) {
        assertThat(waiting(text).perRequest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5 s", "s5", "5s later", "-3s"})
    void refusesWhatIsNotATime(String text) {
        assertThatThrownBy(() -> waiting(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--request-timeout "
                                + text
                                + " is not a time: write it like 5s, 1m30s, or 0 for none");
    }

    @Test
    void passesOnWhatWasGiven() {
        Connection given =
                new Connection(
                        Optional.of("/k"),
                        Optional.of("c"),
                        Optional.of("cl"),
                        Optional.of("u"),
                        Optional.of("https://s"),
                        Optional.of("t"),
                        Optional.of("jane"),
                        List.of("a", "b"),
                        Optional.of("5s"));
        assertThat(given.flags())
                .containsExactly(
                        "--kubeconfig=/k",
                        "--context=c",
                        "--cluster=cl",
                        "--user=u",
                        "--server=https://s",
                        "--token=t",
                        "--as=jane",
                        "--as-group=a",
                        "--as-group=b",
                        "--request-timeout=5s");
        assertThat(Connection.defaults().flags()).isEmpty();
    }

    private static Connection waiting(String text) {
        Connection none = Connection.defaults();
        return new Connection(
                none.kubeconfig(),
                none.context(),
                none.cluster(),
                none.user(),
                none.server(),
                none.token(),
                none.as(),
                none.asGroups(),
                Optional.of(text));
    }
}
