package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

class PodQuestionTest {
    private static final String IMAGE = "registry.test/team/shop:v1";

    private static AWorkload shop(Consumer<APod> change) {
        return deployment("shop", IMAGE).pod(change);
    }

    private static AWorkload withInit(Consumer<AContainer> init, Consumer<APod> pod) {
        return deployment("shop", IMAGE)
                .container(container("init", "init:1").init())
                .pod(
                        p -> {
                            pod.accept(p);
                            p.container("init", init);
                        });
    }

    private static APod initialising(APod pod) {
        return pod.placed().app(c -> c.waiting("PodInitializing", ""));
    }

    @Nested
    class Node {
        @Test
        void podsOnALostNodeAreBlockedWhateverTheKubeletsLastWordWas() {
            assertThat(cluster().with(shop(p -> {})).with(node("node-1").lost()).serves("shop"))
                    .isEqualTo("Blocked sandbox NodeLost platform proven");
        }

        @Test
        void alsoWhenTheirContainersCrashed() {
            assertThat(
                            cluster()
                                    .with(shop(p -> p.unready().app(c -> c.crashLooping(9))))
                                    .with(node("node-1").lost())
                                    .serves("shop"))
                    .isEqualTo("Blocked sandbox NodeLost platform proven");
        }

        @Test
        void anotherNodeThatIsLostSaysNothing() {
            assertThat(cluster().with(shop(p -> {})).with(node("node-2").lost()).serves("shop"))
                    .isEqualTo("Serving");
        }

        @Test
        void aNodeThatIsOnlyNotReadyIsStillHeardOf() {
            assertThat(cluster().with(shop(p -> {})).with(node("node-1").notReady()).serves("shop"))
                    .isEqualTo("Serving");
        }

        @Test
        void aLostNodeOfNoNameHoldsNoUnplacedPod() {
            assertThat(
                            cluster()
                                    .with(shop(p -> p.unplaced().created("1s")))
                                    .with(node("").lost())
                                    .serves("shop"))
                    .isEqualTo("Converging schedule, look in 29s");
        }

        private AWorkload disowned(Consumer<APod> more) {
            return shop(
                    p -> {
                        p.condition("Ready", Status.FALSE, "", "1m");
                        more.accept(p);
                    });
        }

        @Test
        void aPodThatTheNodeControllerDisownedIsUnseenWhenTheNodeCannotBeRead() {
            assertThat(cluster().with(disowned(p -> {})).nodesUnreadable().serves("shop"))
                    .isEqualTo("Unseen sandbox Forbidden");
        }

        @Test
        void notWhenTheNodesWereRead() {
            assertThat(cluster().with(disowned(p -> {})).with(node("node-1")).serves("shop"))
                    .startsWith("Converging ready");
        }

        @Test
        void notWhenAReadinessGateExplainsIt() {
            assertThat(
                            cluster()
                                    .with(
                                            disowned(
                                                    p ->
                                                            p.readinessGate("lb")
                                                                    .app(c -> c.running("1m"))))
                                    .nodesUnreadable()
                                    .serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @Test
        void notWhenTheContainersAreNotReadyEither() {
            assertThat(
                            cluster()
                                    .with(
                                            disowned(
                                                    p ->
                                                            p.condition(
                                                                            "ContainersReady",
                                                                            Status.FALSE,
                                                                            "",
                                                                            "1m")
                                                                    .app(
                                                                            c ->
                                                                                    c.running("1m")
                                                                                            .unready())))
                                    .nodesUnreadable()
                                    .serves("shop"))
                    .isEqualTo("Converging ready, look in 4m");
        }

        @Test
        void notWhenThePodIsReady() {
            assertThat(cluster().with(shop(p -> {})).nodesUnreadable().serves("shop"))
                    .isEqualTo("Serving");
        }
    }

    @Nested
    class InitContainers {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "4m59s | Converging start, look in 1s",
                    "5m    | Failing start InitContainerFails developer proven",
                    "5m1s  | Failing start InitContainerFails developer proven"
                })
        void oneThatDoesNotEndIsFailingAfterThePatience(String since, String said) {
            AWorkload shop = withInit(c -> c.running(since), PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop")).isEqualTo(said);
        }

        @Test
        void oneThatFailedOnceIsTriedAgain() {
            AWorkload shop =
                    withInit(c -> c.ended(1, "Error", "20s", "5s"), PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo(
                            "Converging start, hurts: start InitContainerFails developer proven");
        }

        @Test
        void oneThatFailsAgainAndAgainFails() {
            AWorkload shop = withInit(c -> c.crashLooping(3), PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Failing start InitContainerFails developer proven");
        }

        @Test
        void oneThatFailedTwiceAndRunsAgainFails() {
            AWorkload shop =
                    withInit(
                            c -> c.before(1, "Error", "40s", "20s").restarted(2).running("5s"),
                            PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Failing start InitContainerFails developer proven");
        }

        @Test
        void oneThatFailedOnceAndRunsAgainIsWaitedFor() {
            AWorkload shop =
                    withInit(
                            c -> c.before(1, "Error", "40s", "20s").restarted(1).running("5s"),
                            PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Converging start, look in 4m55s");
        }

        @Test
        void oneWhoseImageIsMissingIsBlamedAndNotTheWaitingApp() {
            AWorkload shop =
                    withInit(
                            c -> c.waiting("ErrImagePull", "init:1: not found"),
                            PodQuestionTest::initialising);

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Blocked pull ImageNotFound developer proven");
        }

        @Test
        void oneThatHasNotBegunAsksTheEvents() {
            AWorkload shop = withInit(AContainer::unreported, PodQuestionTest::initialising);

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(shop.podRef(), "Pulling", "Pulling image")
                                                    .container("init"))
                                    .serves("shop"))
                    .isEqualTo("Converging pull");
        }

        @Test
        void oneThatSomebodyInjectedIsThePlatforms() {
            for (Consumer<AContainer> trouble :
                    List.<Consumer<AContainer>>of(
                            c -> c.crashLooping(3),
                            c -> c.waiting("ErrImagePull", "init:1: not found"))) {
                AWorkload shop =
                        shop(
                                p -> {
                                    p.with(container("mesh-init", "mesh:1").init());
                                    initialising(p).container("mesh-init", trouble);
                                });

                assertThat(cluster().with(shop).serves("shop")).contains(" platform ");
            }
        }

        @Test
        void anInjectedOneThatHurtsIsThePlatformsToo() {
            AWorkload shop =
                    shop(
                            p -> {
                                p.with(container("mesh-init", "mesh:1").init());
                                initialising(p)
                                        .container(
                                                "mesh-init", c -> c.ended(1, "Error", "20s", "5s"));
                            });

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Converging start, hurts: start InitContainerFails platform proven");
        }

        @Test
        void thoseThatAreDoneSayNothing() {
            AWorkload shop = withInit(c -> c.ended(0, "Completed", "11m", "10m"), p -> {});

            assertThat(cluster().with(shop).serves("shop")).isEqualTo("Serving");
        }
    }

    @Nested
    class Sidecars {
        private AWorkload withSidecar(Consumer<AContainer> sidecar, Consumer<APod> change) {
            return deployment("shop", IMAGE)
                    .container(container("proxy", "proxy:1").sidecar().startupProbe("0s", "10s", 3))
                    .pod(
                            p -> {
                                change.accept(p);
                                p.container("proxy", sidecar);
                            });
        }

        @Test
        void oneThatRunsForEverIsNotInitialising() {
            assertThat(cluster().with(withSidecar(c -> {}, p -> {})).serves("shop"))
                    .isEqualTo("Serving");
        }

        @Test
        void oneWhoseStartupProbeFailsIsBlamedAndNotTheWaitingApp() {
            AWorkload shop =
                    withSidecar(
                            c -> c.running("31s").unready(),
                            p -> p.unready().app(c -> c.waiting("PodInitializing", "")));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.podRef(), "Scheduled", "…"))
                                    .serves("shop"))
                    .isEqualTo("Failing ready StartupProbeFailing developer proven");
        }

        @Test
        void oneThatCrashesFailsThePod() {
            assertThat(
                            cluster()
                                    .with(withSidecar(c -> c.crashLooping(2), APod::unready))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void debugContainersAreNotJudged() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.with(
                                                                    container("debug-1", "busybox")
                                                                            .debug()
                                                                            .ended(
                                                                                    137, "Error",
                                                                                    "5m", "4m"))))
                                    .serves("shop"))
                    .isEqualTo("Serving");
        }
    }

    @Nested
    class Containers {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "CreateContainerConfigError | configmap \"shop\" not found | Blocked config"
                            + " ConfigMapMissing developer proven",
                    "CreateContainerConfigError | secret \"shop\" not found | Blocked config"
                            + " SecretMissing developer proven",
                    "CreateContainerConfigError | couldn't find key url in ConfigMap team/shop |"
                            + " Blocked config ConfigKeyMissing developer proven",
                    "CreateContainerConfigError | the moon is full | Blocked config unrecognised"
                            + " developer proven",
                    "MoonIsFull | by night | Blocked config unrecognised platform proven"
                })
        void whatTheStateSaysIsProven(String reason, String message, String said) {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.placed()
                                                                    .app(
                                                                            c ->
                                                                                    c.waiting(
                                                                                            reason,
                                                                                            message))))
                                    .serves("shop"))
                    .isEqualTo(said);
        }

        @Test
        void aProgramThatCannotBeStartedFails() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.waiting(
                                                                                            "RunContainerError",
                                                                                            "exec:"
                                                                                                + " \"serve\":"
                                                                                                + " executable"
                                                                                                + " file"
                                                                                                + " not found"
                                                                                                + " in $PATH"))))
                                    .serves("shop"))
                    .isEqualTo("Failing start CommandNotFound developer proven");
        }

        @Test
        void aStartThatFailsForAReasonNobodyKnowsIsBlocked() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.waiting(
                                                                                            "RunContainerError",
                                                                                            "the moon"
                                                                                                + " is full"))))
                                    .serves("shop"))
                    .isEqualTo("Blocked config unrecognised developer proven");
        }

        @Test
        void aCreatedContainerBetweenTwoLivesIsJudgedByItsLast() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.before(
                                                                                                    1,
                                                                                                    "Error",
                                                                                                    "2m",
                                                                                                    "1m")
                                                                                            .restarted(
                                                                                                    2)
                                                                                            .waiting(
                                                                                                    "",
                                                                                                    ""))))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void anEndThatTheRuntimeLostTrackOfIsOnlyTriedAgain() {
            assertThat(
                            cluster()
                                    .with(
                                            shop(
                                                    p ->
                                                            p.unready()
                                                                    .app(
                                                                            c ->
                                                                                    c.ended(
                                                                                            137,
                                                                                            "ContainerStatusUnknown",
                                                                                            "9m",
                                                                                            "1m"))))
                                    .serves("shop"))
                    .isEqualTo("Converging start");
        }
    }

    @Nested
    class TheWorst {
        private final ServingAnswer serving =
                new ServingAnswer.Serving(Optional.empty(), List.of());
        private final Trouble trouble =
                Trouble.of(Cause.CONTAINER_CRASHES, Confidence.PROVEN, List.of());
        private final List<ServingAnswer> fromWorst =
                List.of(
                        new ServingAnswer.Failing(trouble),
                        new ServingAnswer.Unseen(
                                new Gap.Expired("x"), Stage.READY, true, List.of()),
                        new ServingAnswer.Blocked(trouble),
                        new ServingAnswer.OnHold(trouble),
                        new ServingAnswer.Unseen(
                                new Gap.Expired("x"), Stage.READY, false, List.of()),
                        new ServingAnswer.Converging(
                                Stage.READY, Optional.of(trouble), Optional.empty(), List.of()),
                        new ServingAnswer.Converging(
                                Stage.READY, Optional.empty(), Optional.empty(), List.of()),
                        serving);

        @Test
        void ofSeveralPodsAnswersForAllInWhateverOrder() {
            Random random = new Random(4711);
            for (int worst = 0; worst < fromWorst.size(); worst++) {
                List<ServingAnswer> some =
                        new ArrayList<>(fromWorst.subList(worst, fromWorst.size()));
                Collections.shuffle(some, random);

                assertThat(PodQuestion.worst(some)).isEqualTo(fromWorst.get(worst));
            }
        }

        @Test
        void ofEqualsTheFirstAnswers() {
            ServingAnswer other = new ServingAnswer.ScaledToZero(List.of());

            assertThat(PodQuestion.worst(List.of(serving, other))).isSameAs(serving);
            assertThat(PodQuestion.worst(List.of(other, serving))).isSameAs(other);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ready", "unready"})
        void oneBadPodOutweighsAnyGoodOne(String other) {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .replicas(2)
                            .pod(p -> p.unready().app(c -> c.crashLooping(2)))
                            .pod(
                                    p -> {
                                        if (other.equals("unready")) {
                                            p.unready("1m").app(c -> c.running("1m").unready());
                                        }
                                    });

            assertThat(Said.of(cluster().with(shop).serving("Deployment", "shop")))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }
    }
}
