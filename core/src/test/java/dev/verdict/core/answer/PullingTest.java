package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.AnEvent;
import dev.verdict.core.testing.Digests;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.Consumer;

class PullingTest {
    private static final String IMAGE = "registry.test/team/shop:v1";
    private static final String NOT_FOUND =
            "rpc error: code = NotFound desc = failed to pull and unpack image"
                    + " \"registry.test/team/shop:v1\": failed to resolve reference"
                    + " \"registry.test/team/shop:v1\": registry.test/team/shop:v1: not found";
    private static final String UNAUTHORIZED =
            "failed to pull and unpack image \"registry.test/team/shop:v1\": failed to resolve"
                    + " reference: failed to authorize: 401 Unauthorized";
    private static final String NO_HOST =
            "failed to do request: Head \"https://registry.test/v2/\": dial tcp: lookup"
                    + " registry.test on 10.96.0.10:53: no such host";

    private static AWorkload shop(String image, String reason, String message) {
        return shop(image, reason, message, p -> {});
    }

    private static AWorkload shop(
            String image, String reason, String message, Consumer<APod> change) {
        return deployment("shop", image)
                .pod(
                        p -> {
                            p.placed().app(c -> c.waiting(reason, message));
                            change.accept(p);
                        });
    }

    private static AWorkload failing(String message) {
        return shop(IMAGE, "ErrImagePull", message);
    }

    @Nested
    class Fires {
        @ParameterizedTest
        @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff"})
        void theRegistrysLastAnswerIsTheCause(String reason) {
            assertThat(cluster().with(shop(IMAGE, reason, NOT_FOUND)).serves("shop"))
                    .isEqualTo("Blocked pull ImageNotFound developer proven");
        }

        @Test
        void aMissingImageThatABuildInSightMakesIsThePlatforms() {
            assertThat(
                            cluster()
                                    .with(failing(NOT_FOUND))
                                    .with(
                                            build("build-shop", "registry.test/team/shop:v0")
                                                    .running())
                                    .serves("shop"))
                    .isEqualTo("Blocked pull ImageNotFound platform proven");
        }

        @Test
        void beforeKubernetes132OnlyTheEventHasTheReason() {
            AWorkload shop =
                    shop(IMAGE, "ImagePullBackOff", "Back-off pulling image \"" + IMAGE + "\"");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "Failed",
                                                            "Failed to pull image: " + UNAUTHORIZED)
                                                    .container("app")
                                                    .at("3m"))
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "Failed",
                                                            "Failed to pull image: " + NOT_FOUND)
                                                    .container("app")
                                                    .at("1m"))
                                    .with(
                                            warning(shop.podRef(), "Failed", "Error: ErrImagePull")
                                                    .container("app")
                                                    .at("1m"))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull ImageNotFound? developer proven");
        }

        @Test
        void aBackOffWithoutAnyReasonIsBlockedByNobodyKnowsWhat() {
            AWorkload shop =
                    shop(IMAGE, "ImagePullBackOff", "Back-off pulling image \"" + IMAGE + "\"");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "Failed",
                                                            "Failed to pull image: " + NOT_FOUND)
                                                    .container("side"))
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "BackOff",
                                                            "Failed to pull image: " + NOT_FOUND)
                                                    .container("app"))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull unrecognised platform proven");
        }

        @Test
        void withoutAPullSecretUnauthorizedIsTheDevelopers() {
            assertThat(cluster().with(failing(UNAUTHORIZED)).serves("shop"))
                    .isEqualTo("Blocked pull ImagePullUnauthorized developer proven");
        }

        @Test
        void withAPullSecretUnauthorizedIsThePlatforms() {
            AWorkload shop =
                    shop(IMAGE, "ErrImagePull", UNAUTHORIZED, p -> p.pullSecret("registry"));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            AnEvent.normal(
                                                    shop.podRef(),
                                                    "Scheduled",
                                                    "Successfully assigned"))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull ImagePullUnauthorized platform proven");
        }

        @Test
        void withAPullSecretOfWhichNoEventTellsItIsEithers() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    IMAGE,
                                                    "ErrImagePull",
                                                    UNAUTHORIZED,
                                                    p -> p.pullSecret("registry")))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull ImagePullUnauthorized platform/developer proven");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:v1",
                    "team.azurecr.io/shop:v1",
                    "gcr.io/team/shop:v1",
                    "europe-west1-docker.pkg.dev/team/shop/app:v1",
                    "image-registry.openshift-image-registry.svc:5000/team/shop:v1"
                })
        void aRegistryThatNodesLogInToThemselvesIsThePlatforms(String image) {
            assertThat(cluster().with(shop(image, "ErrImagePull", UNAUTHORIZED)).serves("shop"))
                    .isEqualTo("Blocked pull ImagePullUnauthorized platform proven");
        }

        @Test
        void aNamedSecretThatIsNotThereIsTheCause() {
            AWorkload shop = failing(UNAUTHORIZED);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                    shop.podRef(),
                                                    "FailedToRetrieveImagePullSecret",
                                                    "Unable to retrieve some image pull secrets"
                                                            + " (registry)"))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull PullSecretMissing? developer proven");
        }

        @Test
        void aNamedSecretThatWasThereAtTheLastTryIsWrong() {
            AWorkload shop = failing(UNAUTHORIZED);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "FailedToRetrieveImagePullSecret",
                                                            "Unable to retrieve some image pull"
                                                                    + " secrets (registry)")
                                                    .at("4m"))
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "Failed",
                                                            "Failed to pull image: " + UNAUTHORIZED)
                                                    .at("3m"))
                                    .serves("shop"))
                    .startsWith("Blocked pull ImagePullUnauthorized");
        }

        @Test
        void aHostThatNobodyElseUsesIsTheDevelopers() {
            assertThat(cluster().with(failing(NO_HOST)).serves("shop"))
                    .isEqualTo("Blocked pull RegistryHostUnknown developer proven");
        }

        @Test
        void aHostThatSomethingHealthyUsesIsThePlatforms() {
            assertThat(
                            cluster()
                                    .with(failing(NO_HOST))
                                    .with(
                                            pod("neighbour")
                                                    .with(container("x", "registry.test/other:1")))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull RegistryHostUnknown platform proven");
        }

        @Test
        void aNameServerThatFailsForAnotherHostTooIsThePlatforms() {
            assertThat(
                            cluster()
                                    .with(failing(NO_HOST))
                                    .with(
                                            pod("neighbour")
                                                    .with(
                                                            container("x", "quay.test/other:1")
                                                                    .waiting(
                                                                            "ErrImagePull",
                                                                            "dial tcp: lookup"
                                                                                + " quay.test on"
                                                                                + " 10.96.0.10:53:"
                                                                                + " no such host")))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull RegistryHostUnknown platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "InvalidImageName | couldn't parse image name \"A\": invalid reference format |"
                            + " InvalidImageName developer",
                    "ErrImageNeverPull | Container image \"x\" is not present with pull policy of"
                            + " Never | ImageNotOnNode developer",
                    "ErrImagePull | toomanyrequests: You have reached your pull rate limit |"
                            + " RegistryRateLimited platform",
                    "ErrImagePull | x509: certificate signed by unknown authority |"
                            + " RegistryCertificateInvalid platform"
                })
        void everyReasonOfAPullIsBlocked(String reason, String message, String cause) {
            assertThat(cluster().with(shop(IMAGE, reason, message)).serves("shop"))
                    .isEqualTo("Blocked pull " + cause + " proven");
        }
    }

    @Nested
    class StaysQuiet {
        @Test
        void whenTheContainerRunsDespiteAnEarlierFailure() {
            AWorkload shop = deployment("shop", IMAGE).pod(p -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "Failed",
                                                            "Failed to pull image: " + NOT_FOUND)
                                                    .container("app")
                                                    .at("9m"))
                                    .serves("shop"))
                    .isEqualTo("Serving");
        }

        @Test
        void aHostOfSomethingUnhealthySaysNothing() {
            assertThat(
                            cluster()
                                    .with(failing(NO_HOST))
                                    .with(
                                            pod("neighbour")
                                                    .with(
                                                            container("x", "registry.test/other:1")
                                                                    .unready())
                                                    .with(
                                                            container("y", "registry.test/other:1")
                                                                    .ended(1, "Error", "2m", "1m")
                                                                    .ready()))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull RegistryHostUnknown developer proven");
        }

        @Test
        void theSameHostUnresolvedForAnotherPodSaysNothing() {
            assertThat(
                            cluster()
                                    .with(failing(NO_HOST))
                                    .with(
                                            pod("neighbour")
                                                    .with(
                                                            container("x", "registry.test/other:1")
                                                                    .waiting(
                                                                            "ErrImagePull",
                                                                            NO_HOST)))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull RegistryHostUnknown developer proven");
        }

        @Test
        void aBuildIntoAnotherRepositoryDoesNotMakeItThePlatforms() {
            assertThat(
                            cluster()
                                    .with(failing(NOT_FOUND))
                                    .with(
                                            build("build-other", "registry.test/team/other:v1")
                                                    .pushed(Digests.OTHER))
                                    .serves("shop"))
                    .isEqualTo("Blocked pull ImageNotFound developer proven");
        }
    }
}
