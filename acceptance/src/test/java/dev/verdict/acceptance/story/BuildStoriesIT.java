package dev.verdict.acceptance.story;

import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RealCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What becomes of a build, and what a watcher is told meanwhile.
@ExtendWith(OnTestbed.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = ClusterStoriesIT.CLUSTER, mode = ResourceAccessMode.READ)
final class BuildStoriesIT {
    private static final String SHOP = "registry.test:5000/team/";

    /// The image is there now, and the kubelet has not tried again.
    private static final String WAITS = "BLOCKED ImageNotFound";

    /// Times in the API have whole seconds: what comes later is to be seen to come later.
    private static void afterThisSecond() throws InterruptedException {
        Thread.sleep(1000);
    }

    @Test
    void thePlatformGivesUpAndThePushFollows(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "push-follows")) {
            String image = SHOP + "follows:1";
            story.apply(Kaniko.of("build-web", image).pushesAfter(story.gate("push")).yaml());
            story.apply(App.of(image).yaml());
            story.sees("IN_PROGRESS");
            story.givesUp();
            story.sees("IN_PROGRESS");
            story.open("push");
            story.sees("FALSE_ALARM", WAITS);
        }
    }

    @Test
    void theAppTakesItsTimeAfterThePush(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "slow-start")) {
            String image = SHOP + "slow:1";
            story.apply(Kaniko.of("build-web", image).pushesAfter(story.gate("push")).yaml());
            story.sees("IN_PROGRESS");
            story.givesUp();
            story.open("push");
            story.apply(
                    App.of(image)
                            .runs(
                                    "until wget -q -O /tmp/up "
                                            + story.gate("ready")
                                            + "; do sleep 0.2; done; sleep 3600")
                            .container(App.PROBED)
                            .yaml());
            story.sees("IN_PROGRESS ReadinessProbeFailing", "IN_PROGRESS", WAITS);
            story.open("ready");
            story.sees("FALSE_ALARM", "IN_PROGRESS");
        }
    }

    @Test
    void aStepFails(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "step-fails")) {
            String image = SHOP + "step:1";
            story.apply(App.of(image).yaml());
            story.apply(
                    Kaniko.of("build-web", image)
                            .then("info RUN npm test")
                            .then("info Running: [/bin/sh -c npm test]")
                            .then("await " + story.gate("go"))
                            .then("print npm ERR! Test failed.")
                            .then(
                                    "print error building image: error building stage: failed to"
                                            + " execute command: waiting for process to exit: exit"
                                            + " status 1")
                            .then("exit 1")
                            .yaml());
            story.sees("IN_PROGRESS");
            story.open("go");
            story.sees("FAILED BuildStepFailed");
            story.givesUp();
            story.sees("FAILED BuildStepFailed");
        }
    }

    @Test
    void thePushIsRefused(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "push-refused")) {
            String image = "private.test:5001/team/refused:1";
            story.apply(Kaniko.of("build-web", image).then("check").then("push").yaml());
            story.apply(App.of(image).yaml());
            story.sees("FAILED PushUnauthorized", "IN_PROGRESS");
        }
    }

    @Test
    void theBuildTakesTooLong(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "build-deadline")) {
            String image = SHOP + "deadline:1";
            story.apply(
                    Kaniko.of("build-web", image)
                            .then("await " + story.gate("never"))
                            .spec("backoffLimit: 0\n  activeDeadlineSeconds: 4")
                            .yaml());
            story.apply(App.of(image).yaml());
            story.sees("FAILED BuildDeadlineExceeded", "IN_PROGRESS");
        }
    }

    @Test
    void theBuildHasTooLittleMemory(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "build-memory")) {
            String image = SHOP + "memory:1";
            story.apply(
                    Kaniko.of("build-web", image)
                            .then("info Taking snapshot of full filesystem...")
                            .then("eat 200")
                            .then("push")
                            .resources("{limits: {memory: 64Mi}}")
                            .yaml());
            story.apply(App.of(image).yaml());
            story.sees("FAILED BuildOutOfMemory", "IN_PROGRESS");
        }
    }

    @Test
    void aSecondAttemptOvertakesTheFirst(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "second-overtakes")) {
            String image = SHOP + "overtaken:";
            story.apply(
                    Kaniko.of("build-web-1", image + 1).pushesAfter(story.gate("first")).yaml());
            story.apply(App.of(image + 1).yaml());
            story.sees("IN_PROGRESS");
            story.of("build-web-1");
            story.givesUp();
            afterThisSecond();
            story.apply(Kaniko.of("build-web-2", image + 2).then("push").yaml());
            story.apply(App.of(image + 2).yaml());
            story.sees("SUPERSEDED");
            story.open("first");
            story.sees("SUPERSEDED");
        }
    }

    @Test
    void twoBuildsAtOnce(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "two-builds")) {
            String web = SHOP + "two-web:1";
            String api = SHOP + "two-api:1";
            story.apply(Kaniko.of("build-web", web).pushesAfter(story.gate("web")).yaml());
            story.apply(
                    Kaniko.of("build-api", api)
                            .then("await " + story.gate("api"))
                            .then(
                                    "print error building image: error building stage: failed to"
                                            + " execute command: waiting for process to exit: exit"
                                            + " status 2")
                            .then("exit 2")
                            .yaml());
            story.apply(App.of(web).yaml());
            story.sees("IN_PROGRESS");
            story.givesUp();
            story.open("api");
            story.sees("IN_PROGRESS");
            story.open("web");
            story.sees("FALSE_ALARM", WAITS);
        }
    }

    @Test
    void theBuildIsInAnotherNamespace(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "elsewhere")) {
            story.buildsIn("elsewhere-ci");
            String image = SHOP + "elsewhere:1";
            story.applyIn(
                    "elsewhere-ci",
                    Kaniko.of("build-web", image).pushesAfter(story.gate("push")).yaml());
            story.apply(App.of(image).yaml());
            story.sees("IN_PROGRESS");
            story.givesUp();
            story.open("push");
            story.sees("FALSE_ALARM", WAITS);
        }
    }

    @Test
    void thePushNeverComesThoughTheOldVersionServes(RealCluster real) throws Exception {
        try (Story story = Story.in(real, "old-serves")) {
            String image = SHOP + "old:";
            story.apply(Kaniko.of("build-web-1", image + 1).then("push").yaml());
            story.apply(App.of(image + 1).yaml());
            story.sees("FALSE_ALARM", "IN_PROGRESS", WAITS);
            afterThisSecond();
            story.apply(
                    Kaniko.of("build-web-2", image + 2)
                            .then("await " + story.gate("go"))
                            .then(
                                    "print error pushing image: failed to push to destination "
                                            + image
                                            + "2: PUT"
                                            + " http://registry.test:5000/v2/team/old/manifests/2:"
                                            + " DENIED: requested access to the resource is denied")
                            .then("exit 1")
                            .yaml());
            story.apply(App.of(image + 2).yaml());
            story.sees("IN_PROGRESS", WAITS);
            story.givesUp();
            story.open("go");
            story.sees("FAILED PushUnauthorized");
        }
    }
}
