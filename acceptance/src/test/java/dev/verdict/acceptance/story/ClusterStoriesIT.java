package dev.verdict.acceptance.story;

import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RealCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What a cluster does to a workload that is fine.
@ExtendWith(OnTestbed.class)
@ResourceLock(ClusterStoriesIT.CLUSTER)
final class ClusterStoriesIT {
    /// What these stories change under everybody's feet, so that no other may run meanwhile.
    static final String CLUSTER = "the real cluster";

    private static final String BASE = "registry.test:5000/library/busybox:1.35";
    private static final String FINE = "FALSE_ALARM";
    private static final String NODE_STATUS = "--subresource=status";

    @Test
    void thereIsNoRoomAndThenANodeGrows(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "no-room")) {
            story.apply(
                    App.of(BASE)
                            .container("resources: {limits: {testbed.example/slot: 1}}")
                            .yaml());
            story.sees("BLOCKED InsufficientResources", "IN_PROGRESS");
            story.givesUp();
            story.kubectl(
                    "patch",
                    "node",
                    "node-1",
                    NODE_STATUS,
                    "--type=merge",
                    "-p",
                    "{\"status\": {\"capacity\": {\"testbed.example/slot\": \"4\"},"
                            + " \"allocatable\": {\"testbed.example/slot\": \"4\"}}}");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void theNodeHasATaint(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "taint")) {
            story.kubectl("taint", "node", "node-1", "team=other:NoSchedule");
            story.apply(App.of(BASE).yaml());
            try {
                story.sees("BLOCKED UntoleratedTaint", "IN_PROGRESS");
                story.givesUp();
            } finally {
                story.kubectl("taint", "node", "node-1", "team-");
            }
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void noNodeHasTheLabel(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "affinity")) {
            story.apply(App.of(BASE).pod("nodeSelector: {disk: fast}").yaml());
            story.sees("BLOCKED NodeAffinityMismatch", "IN_PROGRESS");
            story.givesUp();
            story.kubectl("label", "node", "node-1", "disk=fast");
            story.sees(FINE, "IN_PROGRESS");
            story.kubectl("label", "node", "node-1", "disk-");
        }
    }

    @Test
    void theQuotaIsSpent(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "quota")) {
            story.kubectl("create", "quota", "small", "--hard=pods=0");
            story.apply(App.of(BASE).yaml());
            story.sees("BLOCKED QuotaExceeded", "IN_PROGRESS");
            story.givesUp();
            story.kubectl("delete", "quota", "small");
            story.kubectl("rollout", "restart", "deployment/web");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void podSecurityForbidsThePod(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "security")) {
            story.kubectl(
                    "label",
                    "namespace",
                    story.namespace(),
                    "pod-security.kubernetes.io/enforce=restricted");
            story.apply(App.of(BASE).yaml());
            story.sees("BLOCKED PolicyDenied", "IN_PROGRESS");
        }
    }

    @Test
    void theImageIsNotThereAndThenPushed(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "image-late")) {
            String image = "registry.test:5000/team/late:1";
            story.apply(App.of(image).yaml());
            story.sees("BLOCKED ImageNotFound", "IN_PROGRESS");
            story.apply(Kaniko.of("build-web", image).then("push").yaml());
            story.givesUp();
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void theRegistryIsDownAndThenBack(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "pull-registry-back")) {
            String image = "registry.test:5000/team/pull:1";
            story.apply(Kaniko.of("build-web", image).then("push").yaml());
            story.kubectl("wait", "--for=condition=complete", "job/build-web", "--timeout=60s");
            story.stop("registry");
            story.apply(App.of(image).yaml());
            story.sees("BLOCKED RegistryUnreachable", "IN_PROGRESS");
            story.givesUp();
            story.start("registry");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void theRegistryIsDownDuringThePushAndBack(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "push-registry-back")) {
            String image = "registry.test:5000/team/back:1";
            story.apply(Kaniko.of("build-web", image).pushesAfter(story.gate("push")).yaml());
            story.sees("IN_PROGRESS");
            story.stop("registry");
            story.open("push");
            story.givesUp();
            story.sees("IN_PROGRESS PushRegistryUnreachable");
            story.start("registry");
            story.apply(App.of(image).yaml());
            story.sees("FALSE_ALARM", "IN_PROGRESS", "BLOCKED ImageNotFound");
        }
    }

    @Test
    void thePullSecretIsWrong(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "pull-secret")) {
            story.kubectl(
                    "create",
                    "secret",
                    "docker-registry",
                    "registry",
                    "--docker-server=private.test:5001",
                    "--docker-username=testbed",
                    "--docker-password=wrong");
            story.apply(
                    App.of("private.test:5001/team/private:1")
                            .pod("imagePullSecrets: [{name: registry}]")
                            .yaml());
            story.sees("BLOCKED ImagePullUnauthorized", "IN_PROGRESS", "BLOCKED PullSecretMissing");
        }
    }

    @Test
    void theNetworkPluginIsBrokenAndThenMended(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "network")) {
            story.stop("network");
            story.apply(App.of(BASE).yaml());
            story.sees("BLOCKED PodNetworkFailed", "IN_PROGRESS");
            story.givesUp();
            story.start("network");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void theNodeIsLostAndComesBack(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "node-lost")) {
            story.apply(App.of(BASE).yaml());
            story.sees(FINE, "IN_PROGRESS");
            story.stop("kubelet");
            story.sees("BLOCKED NodeLost");
            story.givesUp();
            story.start("kubelet");
            story.sees(FINE, "IN_PROGRESS");
        }
    }
}
