package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.AnEvent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.function.Consumer;

class ReadinessTest {
    private static final String IMAGE = "registry.test/team/shop:v1";
    private static final String ANSWERED =
            "Readiness probe failed: HTTP probe failed with statuscode: 500";
    private static final String REFUSED =
            "Readiness probe failed: Get \"http://10.0.0.7:8080/\": dial tcp 10.0.0.7:8080:"
                    + " connect: connection refused";

    private static AWorkload unready(String since, Consumer<AContainer> change) {
        return deployment("shop", IMAGE)
                .app(c -> change.accept(c.readinessProbe()))
                .pod(p -> p.unready(since).app(c -> c.running(since).unready()));
    }

    private static AWorkload unready(String since) {
        return unready(since, c -> {});
    }

    private static AnEvent unhealthy(AWorkload shop, String message, String at) {
        return warning(shop.podRef(), "Unhealthy", message).container("app").at(at);
    }

    @Nested
    class Fires {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "4m59s | Converging ready, look in 1s",
                    "5m    | Failing ready ReadinessProbeFailing developer proven",
                    "5m1s  | Failing ready ReadinessProbeFailing developer proven"
                })
        void unreadyWithoutACrashIsAWaitUntilThePatienceEnds(String since, String said) {
            assertThat(cluster().with(unready(since)).serves("shop")).isEqualTo(said);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "59s | Converging ready, look in 1s",
                    "60s | Failing ready ReadinessProbeFailing developer proven"
                })
        void thePersonAskingSetsThePatience(String since, String said) {
            assertThat(cluster().with(unready(since)).patience("1m").serves("shop"))
                    .isEqualTo(said);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // 20 s + 10 s x 64 = 11 min
                    "10m59s | Converging ready, look in 1s",
                    "11m    | Failing ready StartupProbeFailing developer proven"
                })
        void aStartupProbesWholeBudgetIsThePatience(String since, String said) {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.startupProbe("20s", "10s", 64))
                            .pod(p -> p.unready(since).app(c -> c.running(since).unready()));

            assertThat(cluster().with(shop).serves("shop")).isEqualTo(said);
        }

        @Test
        void aProbeThatAnswersWithAnErrorHurts() {
            AWorkload shop = unready("1m");

            assertThat(cluster().with(shop).with(unhealthy(shop, ANSWERED, "10s")).serves("shop"))
                    .isEqualTo(
                            "Converging ready, hurts: ready ReadinessProbeFailing? developer"
                                    + " proven, look in 4m");
        }

        @Test
        void aStartupProbeThatAnswersWithAnErrorHurts() {
            AWorkload shop = unready("1m", c -> c.startupProbe("0s", "10s", 30));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            unhealthy(
                                                    shop,
                                                    "Startup probe failed: HTTP probe failed with"
                                                            + " statuscode: 503",
                                                    "10s"))
                                    .serves("shop"))
                    .isEqualTo(
                            "Converging ready, hurts: ready StartupProbeFailing? developer"
                                    + " proven, look in 4m");
        }

        @Test
        void aProbeThatIsRefusedAfterAFirstReadyHurts() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(AContainer::readinessProbe)
                            .pod(p -> p.unready("30s").app(c -> c.running("1m").unready()));

            assertThat(cluster().with(shop).with(unhealthy(shop, REFUSED, "10s")).serves("shop"))
                    .isEqualTo(
                            "Converging ready, hurts: ready ReadinessProbeFailing? developer"
                                    + " proven, look in 4m");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "58s  | Converging ready, look in 4m",
                    "57s  | 'Converging ready, hurts: ready ReadinessProbeFailing? developer"
                            + " proven, look in 4m'"
                })
        void readyFalseTwoSecondsAfterTheStartWasNeverReady(String turned, String said) {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(AContainer::readinessProbe)
                            .pod(p -> p.unready(turned).app(c -> c.running("1m").unready()));

            assertThat(cluster().with(shop).with(unhealthy(shop, REFUSED, "10s")).serves("shop"))
                    .isEqualTo(said);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "4m59s | Converging ready, look in 1s",
                    "5m    | Failing ready ReadinessGateUnmet platform proven"
                })
        void aReadinessGateThatNobodyOpensIsThePlatforms(String since, String said) {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.readinessGate("lb.test/attached")
                                                    .condition(
                                                            "Ready",
                                                            Status.FALSE,
                                                            "ReadinessGatesNotReady",
                                                            since)
                                                    .app(c -> c.running(since)));

            assertThat(cluster().with(shop).serves("shop")).isEqualTo(said);
        }

        @Test
        void theLatestStartOfTheContainersCounts() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .container(container("slow", IMAGE))
                            .pod(
                                    p ->
                                            p.readinessGate("lb.test/attached")
                                                    .condition(
                                                            "Ready",
                                                            Status.FALSE,
                                                            "ReadinessGatesNotReady",
                                                            "1m")
                                                    .container("slow", c -> c.running("2m")));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Converging ready, look in 3m");
        }
    }

    @Nested
    class StaysQuiet {
        @Test
        void aProbeThatIsRefusedBeforeTheFirstReadyDoesNotHurt() {
            AWorkload shop = unready("1m");

            assertThat(cluster().with(shop).with(unhealthy(shop, REFUSED, "10s")).serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @ParameterizedTest
        @ValueSource(strings = {"side", ""})
        void aProbeOfAnotherContainerDoesNotHurt(String other) {
            AWorkload shop = unready("1m");
            AnEvent event = warning(shop.podRef(), "Unhealthy", ANSWERED).at("10s");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(other.isEmpty() ? event : event.container(other))
                                    .serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @ParameterizedTest
        @CsvSource({"61s, false", "60s, true"})
        void aProbeOfAnEarlierLifeDoesNotHurt(String at, boolean hurts) {
            AWorkload shop = unready("1m");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(unhealthy(shop, ANSWERED, at))
                                    .serves("shop")
                                    .contains("hurts"))
                    .isEqualTo(hurts);
        }

        @Test
        void aLivenessProbeSaysNothingAboutReadiness() {
            AWorkload shop = unready("1m");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            unhealthy(
                                                    shop,
                                                    "Liveness probe failed: HTTP probe failed with"
                                                            + " statuscode: 500",
                                                    "10s"))
                                    .serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @Test
        void anotherReasonIsNoProbe() {
            AWorkload shop = unready("1m");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(shop.podRef(), "ProbeWarning", ANSWERED)
                                                    .container("app")
                                                    .at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @Test
        void aContainerWhoseStartNobodyWroteIsWaitedFor() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(AContainer::readinessProbe)
                            .pod(
                                    p ->
                                            p.unready()
                                                    .app(
                                                            c ->
                                                                    c.runningSince(Optional.empty())
                                                                            .unready()));

            assertThat(cluster().with(shop).serves("shop")).isEqualTo("Converging ready");
        }

        @Test
        void aStatusThatLagsItsContainersIsWaitedFor() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.condition(
                                                            "Ready",
                                                            Status.FALSE,
                                                            "ContainersNotReady",
                                                            "2m")
                                                    .condition(
                                                            "ContainersReady",
                                                            Status.FALSE,
                                                            "ContainersNotReady",
                                                            "2m")
                                                    .app(c -> c.running("2m")));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Converging ready, look in 3m");
        }

        @Test
        void everySecondOfAReadyContainerIsReady() {
            assertThat(
                            cluster()
                                    .with(
                                            deployment("shop", IMAGE)
                                                    .app(AContainer::readinessProbe)
                                                    .pod(p -> p.app(c -> c.running("1s"))))
                                    .serves("shop"))
                    .isEqualTo("Serving");
        }
    }
}
