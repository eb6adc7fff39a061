package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.Cluster.HERE;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.OTHER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;
import dev.verdict.core.workload.Replicated.Kind;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class FoundTest {
    private static final String IMAGE = "registry.test/team/shop:v1";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWorkloadByKindAndName(Kind kind) {
        AWorkload shop = AWorkload.of(kind, "shop", IMAGE);

        assertThat(Found.in(cluster().with(shop).asking(kind.word(), "shop")))
                .isInstanceOfSatisfying(
                        Found.AWorkload.class,
                        w -> assertThat(w.workload().ref()).isEqualTo(shop.ref()));
        assertThat(Found.in(cluster().with(shop).asking(kind.word(), "cart")))
                .isEqualTo(new Found.Missing());
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment,  DEPLOYMENTS",
        "ReplicaSet,  REPLICA_SETS",
        "StatefulSet, STATEFUL_SETS",
        "DaemonSet,   DAEMON_SETS",
        "CronJob,     CRON_JOBS",
        "Job,         JOBS",
        "Pod,         PODS"
    })
    void aKindThatCouldNotBeListedIsUnseenNeverMissing(String kind, Look look) {
        Cluster cluster = cluster().unreadable(look);

        assertThat(Found.in(cluster.asking(kind, "shop")))
                .isEqualTo(new Found.Unseen(Cluster.FORBIDDEN));
        assertThat(Said.of(cluster.judge(kind, "shop")))
                .isEqualTo("INCONCLUSIVE workload ready - nobody -");
    }

    @Test
    void aJobOrPodThatBuildsIsABuild() {
        Cluster cluster =
                cluster()
                        .with(build("build-shop", IMAGE).pushed(BUILT))
                        .with(job("report", "report:1"))
                        .with(pod("solo").with(container("app", "app:1")));

        assertThat(Found.in(cluster.asking("Job", "build-shop"))).isInstanceOf(Found.ABuild.class);
        assertThat(Found.in(cluster.asking("Pod", "build-shop-x7k2p")))
                .isInstanceOf(Found.ABuild.class);
        assertThat(Found.in(cluster.asking("Job", "report"))).isInstanceOf(Found.AWorkload.class);
        assertThat(Found.in(cluster.asking("Pod", "solo"))).isInstanceOf(Found.AWorkload.class);
    }

    @Test
    void aNamespaceThatWasNotLookedAtHoldsNothing() {
        Evidence here = cluster().with(deployment("shop", IMAGE)).asking("Deployment", "shop");
        Evidence elsewhere =
                new Evidence(
                        new Question(
                                new Subject("Deployment", "elsewhere", "shop"),
                                Optional.empty(),
                                Question.Pins.none()),
                        here.at(),
                        here.clock(),
                        here.places(),
                        here.nodes(),
                        here.logs());

        assertThat(Found.in(elsewhere)).isEqualTo(new Found.Missing());
    }

    @Test
    void aKindThatNobodyJudgesIsABadProgram() {
        assertThatThrownBy(() -> Found.in(cluster().asking("Ingress", "shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ingress");
    }

    @Nested
    class AMissingSubject {
        private static final String ABSENT = "INCONCLUSIVE build build - nobody -";

        @Test
        void withoutABuildThatSpeaksForItIsInconclusive() {
            assertThat(cluster().says("shop")).isEqualTo(ABSENT);
        }

        @Test
        void isJudgedByTheOneBuildOfItsImage() {
            assertThat(
                            cluster()
                                    .with(build("b1", IMAGE).failed("error building image: x"))
                                    .says("shop"))
                    .startsWith("FAILED build build")
                    .endsWith("inferred");
        }

        @Test
        void isJudgedByTheOneBuildOfItsName() {
            assertThat(
                            cluster()
                                    .with(
                                            build("build-shop-1", "registry.test/x:1")
                                                    .failed("error building image: x"))
                                    .says("shop"))
                    .startsWith("FAILED build build");
        }

        @Test
        void isNotJudgedByABuildWhoseNameOnlyContainsIt() {
            assertThat(
                            cluster()
                                    .with(
                                            build("build-shopper", "registry.test/x:1")
                                                    .failed("error building image: x"))
                                    .says("shop"))
                    .isEqualTo(ABSENT);
        }

        @Test
        void isJudgedByTheNamedBuildProven() {
            assertThat(
                            cluster()
                                    .with(
                                            build("b1", "registry.test/x:1")
                                                    .failed(
                                                            "error building image: parsing"
                                                                + " dockerfile: dockerfile parse"
                                                                + " error on line 1"))
                                    .naming("b1")
                                    .says("shop"))
                    .isEqualTo("FAILED build build DockerfileInvalid developer proven");
        }

        @Test
        void withSeveralBuildsIsInconclusive() {
            assertThat(
                            cluster()
                                    .with(build("b1", IMAGE).failed("error building image: x"))
                                    .with(build("b2", IMAGE).failed("error building image: x"))
                                    .says("shop"))
                    .isEqualTo(ABSENT);
        }

        @ParameterizedTest
        @CsvSource({"4m59s, IN_PROGRESS", "5m, INCONCLUSIVE"})
        void mayStillComeAfterAPush(String ended, String word) {
            assertThat(cluster().with(build("b1", IMAGE).pushed(BUILT, ended)).says("shop"))
                    .startsWith(word + " workload rollout");
        }

        @Test
        void thatEventsSpeakOfIsGoneAndDoesNotCome() {
            Cluster cluster = cluster().with(build("b1", IMAGE).pushed(BUILT, "1m"));
            ObjectRef gone = new ObjectRef("Deployment", HERE, "shop", "uid-gone");

            assertThat(cluster.with(normal(gone, "ScalingReplicaSet", "")).says("shop"))
                    .isEqualTo("INCONCLUSIVE workload rollout - nobody -");
        }

        @ParameterizedTest
        @CsvSource({"ReplicaSet, shop", "Deployment, cart"})
        void isNotKnownGoneByEventsAboutSomethingElse(String kind, String name) {
            Cluster cluster = cluster().with(build("b1", IMAGE).pushed(BUILT, "1m"));
            ObjectRef other = new ObjectRef(kind, HERE, name, "uid-other");

            assertThat(cluster.with(normal(other, "ScalingReplicaSet", "")).says("shop"))
                    .startsWith("IN_PROGRESS");
        }
    }

    @Nested
    class ABuildsAskers {
        private static final String FINE = "FALSE_ALARM build push - nobody proven";

        private String says(Cluster cluster) {
            return Said.of(
                    cluster.with(build("build-shop", IMAGE).pushed(BUILT))
                            .judge("Job", "build-shop"));
        }

        @Test
        void whoAsksByTagDecides() {
            assertThat(says(cluster().with(deployment("shop", IMAGE).pod(p -> {}))))
                    .isEqualTo("FALSE_ALARM workload ready - nobody proven");
        }

        @Test
        void whoAsksByDigestDecides() {
            AWorkload shop =
                    deployment("shop", "mirror.test/shop@" + BUILT)
                            .pod(p -> p.unready().app(c -> c.crashLooping(3)));

            assertThat(says(cluster().with(shop)))
                    .isEqualTo("FAILED workload start ContainerCrashes developer proven");
        }

        @Test
        void theWorstOfSeveralDecides() {
            AWorkload bad =
                    deployment("bad", IMAGE).pod(p -> p.unready().app(c -> c.crashLooping(3)));

            assertThat(says(cluster().with(deployment("good", IMAGE).pod(p -> {})).with(bad)))
                    .isEqualTo("FAILED workload start ContainerCrashes developer proven");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "registry.test/team/shop:v2",
                    "registry.test/team/cart:v1",
                    "registry.test/team/shop@sha256:0000000000000000000000000000000000000000000000000000000000000000"
                })
        void whoAsksForSomethingElseSaysNothing(String image) {
            assertThat(says(cluster().with(deployment("shop", image).pod(p -> {}))))
                    .isEqualTo(FINE);
        }

        @ParameterizedTest
        @EnumSource(Kind.class)
        void everyKindMayAsk(Kind kind) {
            AWorkload bad =
                    AWorkload.of(kind, "bad", IMAGE)
                            .pod(p -> p.unready().app(c -> c.crashLooping(3)));

            assertThat(says(cluster().with(bad)))
                    .isEqualTo("FAILED workload start ContainerCrashes developer proven");
        }

        @Test
        void jobsAndBarePodsMayAsk() {
            assertThat(
                            says(
                                    cluster()
                                            .with(
                                                    job("report", IMAGE)
                                                            .failed("BackoffLimitExceeded", "1m"))))
                    .startsWith("FAILED workload start");
            assertThat(
                            says(
                                    cluster()
                                            .with(
                                                    pod("solo")
                                                            .with(
                                                                    container("app", IMAGE)
                                                                            .crashLooping(3))
                                                            .unready())))
                    .startsWith("FAILED workload start");
        }

        @Test
        void whatOthersOwnIsJudgedByItsOwner() {
            ObjectRef owner = new ObjectRef("Widget", HERE, "w", "uid-w");

            assertThat(
                            says(
                                    cluster()
                                            .with(
                                                    job("report", IMAGE)
                                                            .ownedBy(owner)
                                                            .failed("BackoffLimitExceeded", "1m"))
                                            .with(
                                                    pod("owned")
                                                            .ownedBy(owner)
                                                            .with(
                                                                    container("app", IMAGE)
                                                                            .crashLooping(3)))))
                    .isEqualTo(FINE);
        }

        @ParameterizedTest
        @EnumSource(
                value = Look.class,
                names = {
                    "PODS",
                    "DEPLOYMENTS",
                    "REPLICA_SETS",
                    "STATEFUL_SETS",
                    "DAEMON_SETS",
                    "CRON_JOBS"
                })
        void aKindThatCouldNotBeListedLeavesTheRolloutUnseen(Look look) {
            Cluster cluster =
                    cluster().namespace("other").unreadable("other", look, Cluster.FORBIDDEN);

            assertThat(says(cluster)).isEqualTo("INCONCLUSIVE workload rollout - nobody -");
        }

        @Test
        void aKindThatNobodyAskedForShowsAsPods() {
            Cluster cluster =
                    cluster().unreadable(HERE, Look.DAEMON_SETS, new Gap.NotAsked("not in scope"));

            assertThat(says(cluster)).isEqualTo(FINE);
        }

        @Test
        void withADigestThatNobodyNamesAWorkloadOfTheRepositoryMayAsk() {
            Cluster cluster =
                    cluster()
                            .with(
                                    build("build-shop", IMAGE)
                                            .ended(0, "Completed", "15m")
                                            .job(j -> j.complete("15m")))
                            .with(
                                    deployment("shop", "registry.test/team/shop@" + OTHER)
                                            .pod(p -> p.app(c -> c.runs(OTHER))));

            assertThat(Said.of(cluster.judge("Job", "build-shop"))).startsWith("INCONCLUSIVE");
        }

        @Test
        void aDigestThatAnotherBuildPushedIsNotItsOwn() {
            Cluster cluster =
                    cluster()
                            .with(
                                    build("build-shop", IMAGE)
                                            .ended(0, "Completed", "15m")
                                            .job(j -> j.complete("15m")))
                            .with(build("other", IMAGE).requested("2h").pushed(OTHER, "110m"))
                            .with(
                                    deployment("shop", "registry.test/team/shop@" + OTHER)
                                            .pod(p -> p.app(c -> c.runs(OTHER))));

            assertThat(Said.of(cluster.judge("Job", "build-shop")))
                    .isEqualTo("FALSE_ALARM build push - nobody inferred");
        }
    }

    @Test
    void everySubjectOfAnEmptyClusterIsMissing() {
        for (String kind : List.of("Deployment", "Job", "CronJob", "Pod")) {
            assertThat(Found.in(cluster().asking(kind, "shop"))).isEqualTo(new Found.Missing());
        }
    }
}
