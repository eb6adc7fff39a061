package dev.verdict.core.answer;

import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.testing.AWorkload;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControllerTest {
    private static final String IMAGE = "registry.test/team/shop:v1";
    private static final String DENIED =
            "pods \"shop-new-x\" is forbidden: violates PodSecurity \"restricted:latest\":"
                    + " runAsNonRoot != true";
    private static final String WEBHOOK =
            "Internal error occurred: failed calling webhook \"check.test\": failed to call"
                    + " webhook: Post \"https://check.test\": dial tcp 10.0.0.9:443: connect:"
                    + " connection refused";

    private final AWorkload shop = deployment("shop", IMAGE).revised("60s");

    @Nested
    class Fires {
        @Test
        void onTheLastRefusal() {
            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(shop.replicaSet(), "FailedCreate", WEBHOOK)
                                                    .at("50s"))
                                    .with(
                                            warning(shop.replicaSet(), "FailedCreate", DENIED)
                                                    .at("5s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked admission PolicyDenied? developer proven");
        }

        @Test
        void onARefusalAfterACreation() {
            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(shop.replicaSet(), "SuccessfulCreate", "")
                                                    .at("50s"))
                                    .with(
                                            warning(shop.replicaSet(), "FailedCreate", DENIED)
                                                    .at("5s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked admission PolicyDenied? developer proven");
        }

        @Test
        void onARefusalThatNobodyKnows() {
            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(shop.replicaSet(), "FailedCreate", "no moon")
                                                    .at("5s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked admission unrecognised? platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "59s | PolicyDenied? developer proven",
                    "60s | PolicyDenied? developer proven",
                    "61s | PodNotCreated platform proven"
                })
        void onARefusalSinceThePodWasDue(String at, String said) {
            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(warning(shop.replicaSet(), "FailedCreate", DENIED).at(at))
                                    .serves("shop"))
                    .isEqualTo("Blocked admission " + said);
        }
    }

    @Nested
    class StaysQuiet {
        @ParameterizedTest
        @CsvSource({"20s, 10s, false", "10s, 20s, true", "10s, 10s, false"})
        void onARefusalThatALaterCreationHasRefuted(String failed, String created, boolean fires) {
            AWorkload young = deployment("shop", IMAGE).revised("25s");

            assertThat(
                            cluster()
                                    .with(young)
                                    .with(
                                            warning(young.replicaSet(), "FailedCreate", DENIED)
                                                    .at(failed))
                                    .with(
                                            normal(young.replicaSet(), "SuccessfulCreate", "")
                                                    .at(created))
                                    .serves("shop")
                                    .startsWith("Blocked admission PolicyDenied"))
                    .isEqualTo(fires);
        }

        @Test
        void onARefusalAboutSomethingElse() {
            AWorkload young = deployment("shop", IMAGE).revised("25s");

            assertThat(
                            cluster()
                                    .with(young)
                                    .with(warning(young.ref(), "FailedCreate", DENIED).at("5s"))
                                    .serves("shop"))
                    .isEqualTo("Converging rollout, look in 5s");
        }

        @Test
        void onAnEventOfAnotherReason() {
            AWorkload young = deployment("shop", IMAGE).revised("25s");

            assertThat(
                            cluster()
                                    .with(young)
                                    .with(
                                            warning(young.replicaSet(), "FailedDelete", DENIED)
                                                    .at("5s"))
                                    .serves("shop"))
                    .isEqualTo("Converging rollout, look in 5s");
        }
    }
}
