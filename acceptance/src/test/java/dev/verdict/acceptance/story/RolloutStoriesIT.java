package dev.verdict.acceptance.story;

import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RealCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;

/// What becomes of a rollout whose image is there.
@ExtendWith(OnTestbed.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = ClusterStoriesIT.CLUSTER, mode = ResourceAccessMode.READ)
final class RolloutStoriesIT {
    private static final String BASE = "registry.test:5000/library/busybox:1.35";
    private static final String SHOP = "registry.test:5000/team/";

    /// No build is in sight, and what runs is what was asked for.
    private static final String FINE = "FALSE_ALARM";

    private static final String WAITS = "BLOCKED ImageNotFound";

    /// The probe was asked before the script had come to its end.
    private static final String UNREADY = "IN_PROGRESS ReadinessProbeFailing";

    @Test
    void aTagIsPushedAnewAndTheNodeHasTheOldImage(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "mutable-tag")) {
            String image = SHOP + "mutable:latest";
            story.apply(Kaniko.of("build-web-1", image).then("push").yaml());
            App app = App.of(image).container("imagePullPolicy: IfNotPresent");
            story.apply(app.yaml());
            story.sees(FINE, "IN_PROGRESS", WAITS);
            story.apply(Kaniko.of("build-web-2", image).then("push").yaml());
            story.kubectl("wait", "--for=condition=complete", "job/build-web-2", "--timeout=60s");
            story.kubectl("rollout", "restart", "deployment/web");
            story.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
            story.givesUp();
            story.sees("STALE CachedImageUsed");
        }
    }

    @Test
    void aRolloutThatCrashesIsRolledBack(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "rolled-back")) {
            story.apply(App.of(BASE).yaml());
            story.sees(FINE, "IN_PROGRESS");
            story.apply(App.of(BASE).runs("exit 3").container(App.PROBED).yaml());
            story.sees(
                    "FAILED ContainerCrashes",
                    "IN_PROGRESS",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
            story.givesUp();
            story.kubectl("rollout", "undo", "deployment/web");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void aCrashLoopHeals(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "crash-heals")) {
            story.apply(
                    App.of(BASE)
                            .runs(
                                    "wget -q -O /tmp/up "
                                            + story.gate("up")
                                            + " || exit 4; sleep 3600")
                            .container(App.PROBED)
                            .yaml());
            story.sees(
                    "FAILED ContainerCrashes",
                    "IN_PROGRESS",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
            story.givesUp();
            story.open("up");
            story.sees(FINE, "IN_PROGRESS", "IN_PROGRESS ContainerCrashes");
        }
    }

    @Test
    void aCrashLoopDoesNotHeal(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "crash-stays")) {
            story.apply(
                    App.of(BASE).runs("echo no database >&2; exit 5").container(App.PROBED).yaml());
            story.sees(
                    "FAILED ContainerCrashes",
                    "IN_PROGRESS",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
            story.givesUp();
            story.sees("FAILED ContainerCrashes");
        }
    }

    @Test
    void theAppHasTooLittleMemory(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "oom")) {
            story.apply(
                    App.of(BASE)
                            .runs("dd if=/dev/zero of=/dev/null bs=200M count=1")
                            .container("resources: {limits: {memory: 32Mi}}, " + App.PROBED)
                            .yaml());
            story.sees(
                    "FAILED OutOfMemory",
                    "IN_PROGRESS",
                    "IN_PROGRESS OutOfMemory",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
        }
    }

    @Test
    void theReadinessProbeFails(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "readiness")) {
            story.apply(
                    App.of(BASE)
                            .runs("mkdir -p /tmp/www; httpd -f -p 8080 -h /tmp/www")
                            .container(
                                    "readinessProbe: {httpGet: {path: /health, port: 8080},"
                                            + " periodSeconds: 1, failureThreshold: 2}")
                            .yaml());
            story.sees("IN_PROGRESS ReadinessProbeFailing", "IN_PROGRESS");
            story.patience(Duration.ofSeconds(5));
            story.sees("FAILED ReadinessProbeFailing");
        }
    }

    @Test
    void theLivenessProbeKills(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "liveness")) {
            story.apply(
                    App.of(BASE)
                            .container(
                                    "livenessProbe: {exec: {command: [test, -e, /tmp/alive]},"
                                            + " periodSeconds: 1, failureThreshold: 1}")
                            .yaml());
            story.sees(
                    "FAILED LivenessProbeKills",
                    "IN_PROGRESS",
                    "IN_PROGRESS LivenessProbeKills",
                    "IN_PROGRESS ContainerCrashes",
                    "FALSE_ALARM");
        }
    }

    @Test
    void theStartupProbeFails(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "startup")) {
            story.apply(
                    App.of(BASE)
                            .container(
                                    "startupProbe: {exec: {command: [test, -e, /tmp/started]},"
                                            + " periodSeconds: 1, failureThreshold: 2}")
                            .yaml());
            story.sees(
                    "FAILED StartupProbeFailing",
                    "IN_PROGRESS",
                    "IN_PROGRESS StartupProbeFailing",
                    "IN_PROGRESS ContainerCrashes");
        }
    }

    @Test
    void aSecretIsMissingAndThenMade(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "secret")) {
            story.apply(App.of(BASE).container("envFrom: [{secretRef: {name: database}}]").yaml());
            story.sees("BLOCKED SecretMissing", "IN_PROGRESS");
            story.givesUp();
            story.kubectl("create", "secret", "generic", "database", "--from-literal=PASSWORD=x");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void theRolloutIsPaused(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "paused")) {
            story.apply(App.of(BASE).yaml());
            story.sees(FINE, "IN_PROGRESS");
            story.kubectl("rollout", "pause", "deployment/web");
            story.apply(App.of(BASE).runs("sleep 3601").spec("paused: true").yaml());
            story.givesUp();
            story.sees("BLOCKED RolloutPaused");
            story.kubectl("rollout", "resume", "deployment/web");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void aPartitionKeepsTheOldVersion(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "partition")) {
            story.about("StatefulSet", "web");
            String held =
                    "replicas: 2\nserviceName: web\n"
                            + "updateStrategy: {rollingUpdate: {partition: 1}}";
            App app = App.of(BASE).kind("StatefulSet").spec(held);
            story.apply(app.yaml());
            story.sees(FINE, "IN_PROGRESS");
            story.apply(app.runs("sleep 3601").yaml());
            story.sees("BLOCKED RolloutPaused", "IN_PROGRESS");
            story.apply(
                    app.runs("sleep 3601")
                            .spec(held.replace("partition: 1", "partition: 0"))
                            .yaml());
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void aDaemonSetWaitsForSomebodyToDeleteItsPods(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "on-delete")) {
            story.about("DaemonSet", "web");
            App app = App.of(BASE).kind("DaemonSet").spec("updateStrategy: {type: OnDelete}");
            story.apply(app.yaml());
            story.sees(FINE, "IN_PROGRESS");
            story.apply(app.runs("sleep 3601").yaml());
            story.sees("BLOCKED RolloutPaused", "IN_PROGRESS");
            story.kubectl("delete", "pod", "--all");
            story.sees(FINE, "IN_PROGRESS");
        }
    }

    @Test
    void aSidecarCrashes(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "sidecar")) {
            App app = App.of(BASE);
            story.apply(
                    app.yaml()
                            + "      - {name: shipper, image: \""
                            + BASE
                            + "\", command: [sh, -c, \"exit 1\"], "
                            + App.PROBED
                            + "}\n");
            story.sees(
                    "FAILED ContainerCrashes",
                    "IN_PROGRESS",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
        }
    }

    @Test
    void somebodyLooksWithADebugContainer(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "debug")) {
            story.apply(App.of(BASE).yaml());
            story.sees(FINE, "IN_PROGRESS");
            String pod = story.kubectl("get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
            story.kubectl(
                    "debug",
                    pod,
                    "--profile=general",
                    "--image=" + BASE,
                    "--attach=false",
                    "--",
                    "sh",
                    "-c",
                    "exit 9");
            story.kubectl(
                    "wait",
                    "pod/" + pod,
                    "--for=jsonpath={.status.ephemeralContainerStatuses[0].state.terminated"
                            + ".exitCode}=9",
                    "--timeout=60s");
            story.givesUp();
            story.sees(FINE);
        }
    }

    @Test
    void aDeploymentIsMadeAnewUnderItsName(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "made-anew")) {
            story.apply(App.of(BASE).runs("exit 6").container(App.PROBED).yaml());
            story.sees(
                    "FAILED ContainerCrashes",
                    "IN_PROGRESS",
                    "IN_PROGRESS ContainerCrashes",
                    UNREADY);
            story.givesUp();
            story.kubectl("delete", "deployment", "web", "--cascade=foreground", "--wait");
            story.apply(App.of(BASE).yaml());
            story.sees(FINE, "IN_PROGRESS");
        }
    }
}
