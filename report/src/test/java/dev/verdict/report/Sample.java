package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Source;
import dev.verdict.core.timeline.Moment.Clock;
import dev.verdict.core.timeline.Moment.Happened;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One verdict of each kind, and what is hard to print.
final class Sample {
    static final String LONG_NAME =
            "checkout-recommendation-service-for-the-spring-campaign-eu-01-x";
    static final String LONG_NAMESPACE =
            "team-recommendation-and-personalisation-production-europe-west1";
    static final String LONG_IMAGE =
            "registry.internal.example.com:5000/"
                    + "platform/recommendation/".repeat(6)
                    + "x".repeat(253 - 35 - 24 * 6 - 1 - 20)
                    + ":"
                    + "2026.11.23-build.001";

    private Sample() {}

    static Verdict falseAlarm() {
        return Told.of(Word.FALSE_ALARM, Row.RUNS_AND_SERVES)
                .wellBuilt()
                .claimed("02:54:03", "deployment failed: timed out")
                .moment("02:54:10", Clock.NODE, Happened.READY, "shop-7c9b955b5c-wfvkf")
                .built('c')
                .asks("registry.test:5000/team/shop:rev-1")
                .runs('c')
                .container("app", "registry.test:5000/team/shop:rev-1")
                .ready(1, "02:54:10")
                .fact(Told.of(Word.FALSE_ALARM, Row.RUNS_AND_SERVES).pushed('c'))
                .circumstance(Code.PLATFORM_GAVE_UP_EARLY, "")
                .verdict();
    }

    static Verdict healthy() {
        return Told.of(Word.FALSE_ALARM, Row.RUNS_AND_SERVES)
                .wellBuilt()
                .moment("02:54:10", Clock.NODE, Happened.READY, "shop-7c9b955b5c-wfvkf")
                .built('c')
                .asks("registry.test:5000/team/shop:rev-1")
                .runs('c')
                .ready(1, "02:54:10")
                .verdict();
    }

    static Verdict inferred() {
        return Told.of(Word.FALSE_ALARM, Row.NO_BUILD_SERVES)
                .inferred()
                .claimed("02:54:03", "deployment failed: timed out")
                .moment("02:54:00", Clock.CONTROL_PLANE, Happened.ROLLOUT_REQUESTED, "shop")
                .moment("02:54:10", Clock.NODE, Happened.READY, "shop-7c9b955b5c-wfvkf")
                .asks("registry.test:5000/team/shop:rev-1")
                .runs('c')
                .ready(1, "02:54:10")
                .verdict();
    }

    static Verdict followUp(Code code, String subject) {
        return Told.of(Word.FALSE_ALARM, Row.RUNS_AND_SERVES)
                .claimed("02:54:03", "deployment failed: timed out")
                .built('c')
                .asks("registry.test:5000/team/shop:rev-1")
                .runs('c')
                .ready(1, "02:54:10")
                .fact(Told.of(Word.FALSE_ALARM, Row.RUNS_AND_SERVES).pushed('c'))
                .circumstance(code, subject)
                .verdict();
    }

    static Verdict failedBuild() {
        Told told = Told.of(Word.FAILED, Row.BUILD_FAILED).in(Part.BUILD, Stage.BUILD);
        return told.claimed("02:54:08", "build failed")
                .build()
                .trouble(
                        Cause.BUILD_STEP_FAILED,
                        told.builderSaid(
                                "error building image: error building stage: failed to execute"
                                        + " command: waiting for process to exit: exit status 2"))
                .moment("02:53:43", Clock.CONTROL_PLANE, Happened.BUILD_REQUESTED, "job/build-shop")
                .moment("02:54:06", Clock.NODE, Happened.BUILD_FAILED, "exit 2")
                .rollout(3, 3, 0)
                .verdict();
    }

    static Verdict failedWorkload() {
        Told told = Told.of(Word.FAILED, Row.WORKLOAD_FAILING);
        return told.wellBuilt()
                .claimed("02:54:03", "deployment failed: timed out")
                .built('c')
                .asks("registry.test:5000/team/shop:rev-1")
                .trouble(
                        Cause.CONTAINER_CRASHES,
                        told.state("Error, exit 1"),
                        told.restarts(3),
                        told.printed("connecting to postgres://shop:hunter2@db:5432/shop"),
                        told.printed("fatal: relation \"orders\" does not exist"),
                        told.printed("goodbye"))
                .rollout(3, 0, 2)
                .circumstance(Code.OLD_REVISION_SERVES, "")
                .verdict();
    }

    static Verdict blocked() {
        Told told = Told.of(Word.BLOCKED, Row.WORKLOAD_BLOCKED);
        return told.claimed("02:54:03", "deployment failed: timed out")
                .moment("02:54:00", Clock.CONTROL_PLANE, Happened.ROLLOUT_REQUESTED, "shop")
                .trouble(
                        Cause.IMAGE_NOT_FOUND,
                        told.state(
                                "ErrImagePull: failed to pull and unpack image"
                                        + " \"registry.test:5000/team/shop:rev-9\": not found"))
                .rollout(3, 0, 3)
                .verdict();
    }

    static Verdict unrecognised() {
        Told told = Told.of(Word.BLOCKED, Row.WORKLOAD_BLOCKED);
        return told.trouble(
                        Trouble.unrecognised(
                                Stage.SANDBOX,
                                Owner.PLATFORM,
                                Confidence.INFERRED,
                                "flux capacitor misaligned",
                                List.of(told.event("FailedFlux", "flux capacitor misaligned"))))
                .inferred()
                .rollout(1, 0, 0)
                .verdict();
    }

    static Verdict stale() {
        Told told = Told.of(Word.STALE, Row.ANOTHER_IMAGE_RUNS);
        return told.wellBuilt()
                .claimed("02:54:03", "deployment failed: timed out")
                .built('c')
                .asks("registry.test:5000/team/shop:stable")
                .runs('a')
                .container("app", "registry.test:5000/team/shop:stable")
                .fact(told.pushed('c'))
                .trouble(Trouble.of(Cause.CACHED_IMAGE_USED, Confidence.PROVEN, List.of()))
                .rollout(2, 2, 0)
                .verdict();
    }

    static Verdict inProgress() {
        Told told = Told.of(Word.IN_PROGRESS, Row.WORKLOAD_CONVERGING);
        return told.wellBuilt()
                .claimed("02:54:10", "deployment failed: timed out")
                .fact(told.state("running, not ready"))
                .rollout(2, 1, 1)
                .circumstance(Code.PLATFORM_GAVE_UP_EARLY, "")
                .lookAgain("02:59:10")
                .verdict();
    }

    static Verdict superseded() {
        return Told.of(Word.SUPERSEDED, Row.REPLACED)
                .in(Part.WORKLOAD, Stage.ROLLOUT)
                .wellBuilt()
                .claimed("02:54:03", "deployment failed: timed out")
                .built('c')
                .asks("registry.test:5000/team/shop:rev-2")
                .runs('d')
                .rollout(1, 1, 0)
                .verdict();
    }

    static Verdict inconclusive(Gap gap) {
        return Told.of(Word.INCONCLUSIVE, Row.WORKLOAD_UNSEEN)
                .claimed("02:54:03", "deployment failed: timed out")
                .undecided(gap)
                .missing("pods in team-a", gap)
                .missing("nodes", new Gap.TimedOut(Duration.ofSeconds(10)))
                .verdict();
    }

    /// The longest names there are, with this cause.
    static Verdict longest(Cause cause) {
        boolean ofBuild = cause.stage() == Stage.BUILD || cause.stage() == Stage.PUSH;
        boolean stale = cause == Cause.NOT_ROLLED_OUT || cause == Cause.CACHED_IMAGE_USED;
        boolean failed = ofBuild || cause.stage() == Stage.START || cause.stage() == Stage.READY;
        Told told =
                Told.of(
                                stale ? Word.STALE : failed ? Word.FAILED : Word.BLOCKED,
                                stale
                                        ? Row.ANOTHER_IMAGE_RUNS
                                        : ofBuild
                                                ? Row.BUILD_FAILED
                                                : failed
                                                        ? Row.WORKLOAD_FAILING
                                                        : Row.WORKLOAD_BLOCKED)
                        .named("StatefulSet", LONG_NAMESPACE, LONG_NAME)
                        .in(ofBuild ? Part.BUILD : Part.WORKLOAD, cause.stage());
        String said =
                "cannot go on with \""
                        + LONG_IMAGE
                        + "\": "
                        + "it says so at length, ".repeat(20)
                        + "the end";
        told.wellBuilt()
                .claimed(
                        "02:54:03",
                        "the deployment of " + LONG_NAME + " failed: timed out after 20 s")
                .built('c')
                .asks(LONG_IMAGE)
                .runs('a')
                .container(LONG_NAME, LONG_IMAGE);
        Fact[] facts =
                ofBuild
                        ? new Fact[] {told.builderSaid(said)}
                        : new Fact[] {
                            Fact.deciding(
                                    What.CONTAINER_STATE,
                                    Source.field(
                                            told.pod(),
                                            ".status.containerStatuses[" + LONG_NAME + "].state"),
                                    said,
                                    Optional.of(Told.at("02:54:10"))),
                            told.restarts(3),
                            told.event("Failed", said),
                            told.printed("first " + said),
                            told.printed("second " + said),
                            told.printed("third " + said)
                        };
        told.trouble(Trouble.of(cause, Confidence.INFERRED, List.of(facts))).inferred();
        for (Code code : Code.values()) {
            told.circumstance(code, LONG_NAME);
        }
        return told.rollout(12, 3, 9)
                .missing(
                        "events in " + LONG_NAMESPACE,
                        new Gap.Forbidden("list events in namespace " + LONG_NAMESPACE))
                .missing("log " + LONG_NAME + "/" + LONG_NAME, new Gap.Truncated("its front"))
                .missing("nodes", new Gap.Unreachable("dial tcp: " + said))
                .verdict();
    }
}
