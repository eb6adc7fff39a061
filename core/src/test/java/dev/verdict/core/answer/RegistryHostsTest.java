package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.testing.AContainer;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryHostsTest {
    private static final String HOST = "registry.test:5000";

    private static String noHost(String host) {
        return "dial tcp: lookup " + host + " on 10.96.0.10:53: no such host";
    }

    private static boolean isPlatforms(AContainer other) {
        return RegistryHosts.isPlatforms(
                HOST, cluster().with(pod("neighbour").with(other)).asking("Pod", "neighbour"));
    }

    @Nested
    class IsThePlatforms {
        @ParameterizedTest
        @CsvSource({"registry.test:5000/x:1", "registry.test/x:1", "registry.test:443/x:1"})
        void whenSomethingHealthyUsesItWhateverThePort(String image) {
            assertThat(isPlatforms(container("x", image))).isTrue();
        }

        @Test
        void whenAnotherHostFailsToResolveToo() {
            assertThat(
                            isPlatforms(
                                    container("x", "quay.test/x:1")
                                            .waiting("ErrImagePull", noHost("quay.test"))))
                    .isTrue();
        }
    }

    @Nested
    class IsTheDevelopers {
        @Test
        void whenNothingElseIsInSight() {
            assertThat(RegistryHosts.isPlatforms(HOST, cluster().asking("Pod", "x"))).isFalse();
        }

        @Test
        void whenOnlySomethingUnhealthyUsesIt() {
            assertThat(isPlatforms(container("x", "registry.test/x:1").unready())).isFalse();
            assertThat(
                            isPlatforms(
                                    container("x", "registry.test/x:1")
                                            .ended(1, "", "2m", "1m")
                                            .ready()))
                    .isFalse();
        }

        @Test
        void whenSomethingHealthyUsesAnotherHost() {
            assertThat(isPlatforms(container("x", "quay.test/x:1"))).isFalse();
        }

        @Test
        void whenTheSameHostFailsForOthersToo() {
            assertThat(
                            isPlatforms(
                                    container("x", "registry.test/x:1")
                                            .waiting("ErrImagePull", noHost("registry.test"))))
                    .isFalse();
        }

        @Test
        void whenAnotherHostFailsOtherwise() {
            assertThat(
                            isPlatforms(
                                    container("x", "quay.test/x:1")
                                            .waiting("ErrImagePull", "x: not found")))
                    .isFalse();
        }
    }

    @Test
    void theHostOfALookupIsReadFromItsMessage() {
        assertThat(RegistryHosts.inMessage(noHost("quay.test"))).contains("quay.test");
        assertThat(RegistryHosts.inMessage("lookup quay.test: no such host")).contains("quay.test");
        assertThat(RegistryHosts.inMessage("connection refused")).isEmpty();
    }
}
