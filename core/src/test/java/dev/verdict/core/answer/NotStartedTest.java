package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotStartedTest {
    private static final String NO_NETWORK =
            "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network"
                    + " for sandbox \"1\": plugin type=\"calico\" failed (add): stat"
                    + " /var/lib/calico/nodename: no such file or directory";
    private static final String NO_CONFIG_MAP =
            "MountVolume.SetUp failed for volume \"config\" : configmap \"shop\" not found";
    private static final String TIMED_OUT =
            "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[],"
                    + " failed to process volumes=[]: timed out waiting for the condition";
    private static final String MULTI_ATTACH =
            "Multi-Attach error for volume \"pvc-1\" Volume is already used by pod(s) shop-old-0";

    private AWorkload shop;
    private Cluster cluster;

    @BeforeEach
    void placeAPod() {
        shop = deployment("shop", "registry.test/team/shop:v1").pod(APod::placed);
        cluster =
                cluster()
                        .with(shop)
                        .with(
                                normal(shop.podRef(), "Scheduled", "Successfully assigned")
                                        .at("60s"));
    }

    private NotStartedTest warns(String reason, String message, String at) {
        cluster.with(warning(shop.podRef(), reason, message).at(at));
        return this;
    }

    private NotStartedTest tells(String reason, String message, String at) {
        cluster.with(normal(shop.podRef(), reason, message).at(at));
        return this;
    }

    private String serves() {
        return cluster.serves("shop");
    }

    @Nested
    class Fires {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "FailedCreatePodSandBox | "
                            + NO_NETWORK
                            + " | sandbox PodNetworkFailed platform",
                    "NetworkNotReady | network is not ready: cni plugin not initialized | sandbox"
                            + " PodNetworkFailed platform",
                    "FailedMount | " + NO_CONFIG_MAP + " | volume ConfigMapMissing developer",
                    "FailedMount | MountVolume.SetUp failed for volume \"s\" : secret \"shop\" not"
                            + " found | volume SecretMissing developer",
                    "FailedAttachVolume | "
                            + MULTI_ATTACH
                            + " | volume VolumeMultiAttach developer",
                    "FailedMount | the moon is full | volume unrecognised platform",
                    "FailedCreatePodSandBox | the moon is full | sandbox SandboxFailed platform",
                    "FailedPrepareDynamicResources | the moon is full | sandbox unrecognised"
                            + " platform",
                    "FailedCreatePodContainer | the moon is full | sandbox unrecognised platform",
                    "FailedMapVolume | the moon is full | volume unrecognised platform"
                })
        void whatOnlyAnEventSaysIsInferred(String reason, String message, String said) {
            assertThat(warns(reason, message, "10s").serves())
                    .isEqualTo("Blocked " + said + " inferred");
        }

        @Test
        void aTimeOutAloneNamesBothOwners() {
            assertThat(warns("FailedMount", TIMED_OUT, "10s").serves())
                    .isEqualTo("Blocked volume VolumeMountFailed platform/developer inferred");
        }

        @Test
        void aTimeOutDoesNotHideTheReasonBeforeIt() {
            warns("FailedMount", NO_CONFIG_MAP, "30s");

            assertThat(warns("FailedMount", TIMED_OUT, "10s").serves())
                    .isEqualTo("Blocked volume ConfigMapMissing developer inferred");
        }

        @Test
        void theLatestReasonCounts() {
            warns("FailedMount", NO_CONFIG_MAP, "30s");

            assertThat(warns("FailedCreatePodSandBox", NO_NETWORK, "10s").serves())
                    .isEqualTo("Blocked sandbox PodNetworkFailed platform inferred");
        }

        @Test
        void anAttachmentRefutesOnlyWhatWasSaidAboutAttaching() {
            warns("FailedMount", NO_CONFIG_MAP, "30s");

            assertThat(tells("SuccessfulAttachVolume", "attached", "10s").serves())
                    .isEqualTo("Blocked volume ConfigMapMissing developer inferred");
        }

        @Test
        void aSandboxMadeBeforeTheFailureRefutesNothing() {
            AWorkload other = sandboxReady("11s");

            assertThat(
                            cluster()
                                    .with(other)
                                    .with(
                                            warning(
                                                            other.podRef(),
                                                            "FailedCreatePodSandBox",
                                                            NO_NETWORK)
                                                    .at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked sandbox PodNetworkFailed platform inferred");
        }

        @Test
        void aSandboxRefutesNothingAboutVolumes() {
            AWorkload other = sandboxReady("5s");

            assertThat(
                            cluster()
                                    .with(other)
                                    .with(
                                            warning(other.podRef(), "FailedMount", NO_CONFIG_MAP)
                                                    .at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Blocked volume ConfigMapMissing developer inferred");
        }
    }

    @Nested
    class APathOnTheNode {
        private static final String MISSING =
                "MountVolume.SetUp failed for volume \"data\" : hostPath type check failed: /data"
                        + " is not a directory";

        private AWorkload wantsPath() {
            return deployment("shop", "registry.test/team/shop:v1")
                    .pod(p -> p.placed().volume("data", "hostPath", "/data"));
        }

        private String servesBeside(APod neighbour) {
            AWorkload wants = wantsPath();
            return cluster()
                    .with(wants)
                    .with(warning(wants.podRef(), "FailedMount", MISSING).at("10s"))
                    .with(neighbour.with(container("x", "x:1")))
                    .serves("shop");
        }

        @Test
        void thatNoPodInSightEverUsedIsTheDevelopers() {
            assertThat(servesBeside(APod.pod("n")))
                    .isEqualTo("Blocked volume HostPathMismatch developer inferred");
            assertThat(servesBeside(APod.pod("n").volume("data", "hostPath", "/other")))
                    .isEqualTo("Blocked volume HostPathMismatch developer inferred");
            assertThat(servesBeside(APod.pod("n").volume("data", "nfs", "/data")))
                    .isEqualTo("Blocked volume HostPathMismatch developer inferred");
        }

        @Test
        void thatAnotherPodRanWithIsThePlatforms() {
            assertThat(servesBeside(APod.pod("n").volume("data", "hostPath", "/data")))
                    .isEqualTo("Blocked volume HostPathMismatch platform inferred");
        }

        @Test
        void thatAnotherPodOnlyWaitsForIsTheDevelopers() {
            AWorkload wants = wantsPath();
            assertThat(
                            cluster()
                                    .with(wants)
                                    .with(warning(wants.podRef(), "FailedMount", MISSING).at("10s"))
                                    .with(
                                            APod.pod("n")
                                                    .volume("data", "hostPath", "/data")
                                                    .with(container("x", "x:1"))
                                                    .placed())
                                    .serves("shop"))
                    .isEqualTo("Blocked volume HostPathMismatch developer inferred");
        }
    }

    private static AWorkload sandboxReady(String since) {
        return deployment("shop", "registry.test/team/shop:v1")
                .pod(
                        p ->
                                p.placed()
                                        .condition(
                                                "PodReadyToStartContainers",
                                                Status.TRUE,
                                                "",
                                                since));
    }

    @Nested
    class StaysQuiet {
        @Test
        void whenNothingButItsBindingIsKnown() {
            assertThat(serves()).isEqualTo("Converging sandbox");
        }

        @Test
        void unseenWhenTheEventsCouldNotBeRead() {
            assertThat(cluster().with(shop).unreadable(Look.EVENTS).serves("shop"))
                    .isEqualTo("Unseen sandbox Forbidden");
        }

        @Test
        void unseenWhenThereIsNoEventAtAllNotEvenOfItsBinding() {
            assertThat(cluster().with(shop).serves("shop")).isEqualTo("Unseen sandbox Expired");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Pulling", "Pulled", "Created", "Started"})
        void whenTheVolumesMustHaveBeenThereSince(String reason) {
            warns("FailedMount", NO_CONFIG_MAP, "30s");

            assertThat(tells(reason, "on it goes", "10s").serves()).startsWith("Converging");
        }

        @Test
        void whenTheVolumeIsAttachedSince() {
            warns("FailedAttachVolume", MULTI_ATTACH, "30s");

            assertThat(tells("SuccessfulAttachVolume", "attached", "10s").serves())
                    .isEqualTo("Converging sandbox");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10s", "9s"})
        void whenASandboxIsThereSince(String since) {
            AWorkload other = sandboxReady(since);

            assertThat(
                            cluster()
                                    .with(other)
                                    .with(
                                            warning(
                                                            other.podRef(),
                                                            "FailedCreatePodSandBox",
                                                            NO_NETWORK)
                                                    .at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Converging sandbox");
        }

        @Test
        void noiseOfTheKubeletsCacheIsNoObstacle() {
            assertThat(
                            warns(
                                            "FailedMount",
                                            "MountVolume.SetUp failed for volume"
                                                + " \"kube-api-access\" : object"
                                                + " \"team\"/\"kube-root-ca.crt\" not registered",
                                            "10s")
                                    .serves())
                    .isEqualTo("Converging sandbox");
        }

        @Test
        void anEventThatIsNoWarningIsNoObstacle() {
            assertThat(tells("FailedMount", NO_CONFIG_MAP, "10s").serves())
                    .isEqualTo("Converging sandbox");
        }

        @Test
        void aWarningOfAnotherTopicIsNoObstacle() {
            assertThat(warns("DNSConfigForming", "search line limits exceeded", "10s").serves())
                    .isEqualTo("Converging sandbox");
        }

        @ParameterizedTest
        @CsvSource({
            "app,  Pulling, pull",
            "app,  Pulled,  start",
            "side, Pulling, sandbox",
            "side, Pulled,  sandbox"
        })
        void theStageIsHowFarThisContainerCame(String container, String reason, String stage) {
            cluster.with(normal(shop.podRef(), reason, "…").container(container).at("10s"));

            assertThat(serves()).isEqualTo("Converging " + stage);
        }

        @Test
        void aPodWithoutAnyContainerStatusAsksForThePodAsAWhole() {
            AWorkload bare =
                    deployment("shop", "registry.test/team/shop:v1")
                            .app(c -> c.init())
                            .container(container("debug", "busybox").debug())
                            .pod(p -> p.placed().container("app", c -> c.ended(0, "", "9m", "8m")));

            assertThat(
                            cluster()
                                    .with(bare)
                                    .with(
                                            normal(bare.podRef(), "Pulling", "…")
                                                    .container("any")
                                                    .at("10s"))
                                    .serves("shop"))
                    .isEqualTo("Converging pull");
        }
    }
}
