package dev.verdict.core.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class PullMessageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    failed to resolve image: reg/app:1: not found | ImageNotFound
                    reading manifest 1 in reg/app: manifest unknown | ImageNotFound
                    reading manifest 1 in reg/app: StatusCode: 404, <HTML> | ImageNotFound
                    failed to resolve image: unexpected status from HEAD request to https://reg/v2/: 404 Not Found | ImageNotFound
                    pull access denied, repository does not exist or may require authorization | ImagePullUnauthorized
                    reading manifest 1 in reg/app: denied: insufficient scope | ImagePullUnauthorized
                    denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource | ImagePullUnauthorized
                    failed to authorize: failed to fetch oauth token: x509: certificate has expired or is not yet valid | RegistryCertificateInvalid
                    dial tcp: lookup reg on 10.0.0.2:53: no such host | RegistryHostUnknown
                    dial tcp: lookup reg on 10.0.0.2:53: server misbehaving | RegistryUnreachable
                    dial tcp: lookup reg on 10.0.0.2:53: read udp 10.0.0.9:1->10.0.0.2:53: i/o timeout | RegistryUnreachable
                    dial tcp 203.0.113.9:443: connect: connection refused | RegistryUnreachable
                    unexpected status from HEAD request to https://reg/v2/: 503 Service Unavailable | RegistryUnreachable
                    no match for platform in manifest sha256:9f3c: not found | ImagePlatformMismatch
                    write /var/lib/x: no space left on device | NodeDiskFull
                    toomanyrequests: You have reached your pull rate limit | RegistryRateLimited
                    couldn't parse image name "A": invalid reference format | InvalidImageName
                    Source image rejected: A signature was required, but no signature exists | ImageSignatureInvalid
                    """)
    void fires(String error, String cause) {
        assertEquals(
                Optional.of(cause),
                PullMessage.diagnose("Failed to pull image \"reg/app:1\": " + error)
                        .map(said -> said.cause().word()));
    }

    @Test
    void ofSeveralCredentialsTheFurthestCounts() {
        String refused =
                "failed to pull and unpack image \"r/a:1\": failed to resolve reference \"r/a:1\":"
                        + " failed to authorize: 401 Unauthorized";
        String silent = "rpc error: code = Unknown desc = dial tcp 10.0.0.1:443: i/o timeout";
        String missing = "rpc error: code = NotFound desc = r/a:1: not found";

        assertEquals(
                List.of(
                        Cause.IMAGE_NOT_FOUND,
                        Cause.IMAGE_NOT_FOUND,
                        Cause.IMAGE_PULL_UNAUTHORIZED),
                List.of(
                                "[" + silent + ", " + refused + ", " + missing + "]",
                                "[" + missing + ", " + silent + "]",
                                "[" + silent + ", " + refused + "]")
                        .stream()
                        .flatMap(m -> PullMessage.diagnose(m).stream())
                        .map(Diagnosis::cause)
                        .toList());
    }

    @Test
    void aStatesReasonMayStandBeforeItsMessage() {
        assertEquals(
                List.of(
                        Cause.IMAGE_NOT_FOUND,
                        Cause.REGISTRY_RATE_LIMITED,
                        Cause.IMAGE_NOT_ON_NODE),
                List.of(
                                "ErrImagePull: [rpc error: code = Unknown desc = dial tcp"
                                        + " 10.0.0.1:443: i/o timeout, rpc error: code = NotFound"
                                        + " desc = r/a:1: not found]",
                                "ImagePullBackOff: Back-off pulling image \"r/a:1\": ErrImagePull:"
                                        + " 429 Too Many Requests",
                                "ErrImageNeverPull: Container image \"a:1\" is not present with"
                                        + " pull policy of Never")
                        .stream()
                        .flatMap(m -> PullMessage.diagnose(m).stream())
                        .map(Diagnosis::cause)
                        .toList());
        assertEquals(
                Optional.empty(),
                PullMessage.diagnose("ImagePullBackOff: Back-off pulling image \"r/a:1\""));
    }

    @ParameterizedTest
    @CsvSource({
        "gcr.io, true",
        "europe-docker.pkg.dev, true",
        "1.dkr.ecr.eu-west-1.amazonaws.com, true",
        "acme.azurecr.io, true",
        "ghcr.io, false",
        "docker.io, false",
        "gcr.io.example.com, false",
        "'', false"
    })
    void knowsRegistriesWithNodeIdentityByTheirHost(String host, boolean known) {
        assertEquals(known, PullMessage.isNodeIdentityRegistry(host));
    }

    @ParameterizedTest
    @CsvSource({
        "1.dkr.ecr.eu-west-1.amazonaws.com/a:1, true",
        "acme.azurecr.io/a:1, true",
        "eu.gcr.io/p/a:1, true",
        "gcr.io/p/a:1, true",
        "europe-docker.pkg.dev/p/r/a:1, true",
        "image-registry.openshift-image-registry.svc:5000/p/a:1, true",
        "ghcr.io/p/a:1, false",
        "mygcr.io/p/a:1, false",
        "azurecr.example.com/p/a:1, false",
        "quay.io/p/a:1, false"
    })
    void aRefusalAtARegistryWithNodeIdentityIsThePlatforms(String image, boolean platform) {
        List<Owner> owners =
                platform ? List.of(Owner.PLATFORM) : List.of(Owner.DEVELOPER, Owner.PLATFORM);
        assertEquals(
                Optional.of(owners),
                PullMessage.diagnose(
                                "failed to pull and unpack image \""
                                        + image
                                        + "\": failed to authorize: 401 Unauthorized")
                        .map(Diagnosis::owners));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ErrImagePull",
                "Back-off pulling image \"reg/app:1\"",
                "Failed to pull image \"reg/unauthorized:denied\": something else",
                "Failed to pull image \"reg/x509:toomanyrequests\": something else",
                "Failed to pull image \"reg/not-found:eof\": something else",
                "Failed to pull image \"reg/a@sha256:401403404429500502503504\": something else",
                "open /etc/hosts: permission denied",
                "error 401",
                "Successfully pulled image \"reg/unauthorized:1\" in 1s (1s including waiting)",
                "Container image \"reg/manifest_unknown:1\" already present on machine",
                "Pulling image \"docker.io/library/busybox:denied\""
            })
    void staysQuiet(String message) {
        assertEquals(Optional.empty(), PullMessage.diagnose(message));
    }
}
