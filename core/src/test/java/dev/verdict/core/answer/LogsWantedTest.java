package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class LogsWantedTest {
    private static final String SHOP = "registry.test/team/shop:v1";
    private static final String CART = "registry.test/team/cart:v1";

    private static List<String> wanted(Cluster cluster) {
        return wanted(cluster.asking("Deployment", "shop"));
    }

    private static List<String> wanted(Evidence evidence) {
        return LogsWanted.in(evidence).stream().map(LogsWantedTest::text).toList();
    }

    private static String text(LogKey key) {
        return key.pod().name()
                + "/"
                + key.container()
                + (key.previous() ? " previous" : "")
                + (key.purpose() == LogKey.Purpose.BUILD ? "" : " last words");
    }

    private static AWorkload shop() {
        return deployment("shop", SHOP).pod(p -> {});
    }

    @Nested
    class OfBuilds {
        @Test
        void theBuildIntoTheWorkloadsRepositoryAndNoOther() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(build("other", CART).pushed(BUILT))
                                            .with(build("mine", SHOP).pushed(BUILT))))
                    .containsExactly("mine-x7k2p/kaniko");
        }

        @Test
        void allWhenNoneIsInto() {
            assertThat(wanted(cluster().with(shop()).with(build("other", CART).pushed(BUILT))))
                    .containsExactly("other-x7k2p/kaniko");
        }

        @Test
        void theNamedOneFirst() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(build("mine", SHOP).pushed(BUILT))
                                            .with(
                                                    build("named", CART)
                                                            .requested("3h")
                                                            .pushed(BUILT))
                                            .naming("named")))
                    .containsExactly("named-x7k2p/kaniko", "mine-x7k2p/kaniko");
        }

        @Test
        void noneWhenToldThatThereWasNone() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(build("mine", SHOP).pushed(BUILT))
                                            .withoutBuild()))
                    .isEmpty();
        }

        @Test
        void atMostFourTheNewestRequestedFirst() {
            Cluster cluster = cluster().with(shop());
            for (int hour = 1; hour <= 6; hour++) {
                cluster.with(build("b" + hour, SHOP).requested(hour + "h").pushed(BUILT));
            }

            assertThat(wanted(cluster))
                    .containsExactly(
                            "b1-x7k2p/kaniko",
                            "b2-x7k2p/kaniko",
                            "b3-x7k2p/kaniko",
                            "b4-x7k2p/kaniko");
        }

        @Test
        void thePodThatEndedWellOfSeveral() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .pod(
                                                                    "good",
                                                                    p ->
                                                                            p.created("18m")
                                                                                    .app(
                                                                                            c ->
                                                                                                    c
                                                                                                            .ended(
                                                                                                                    0,
                                                                                                                    "",
                                                                                                                    "18m",
                                                                                                                    "17m")))
                                                            .pod(
                                                                    "bad",
                                                                    p ->
                                                                            p.created("16m")
                                                                                    .app(
                                                                                            c ->
                                                                                                    c
                                                                                                            .ended(
                                                                                                                    1,
                                                                                                                    "",
                                                                                                                    "16m",
                                                                                                                    "15m"))))))
                    .containsExactly("good/kaniko");
        }

        @Test
        void theNewestPodThatRanElse() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .pod(
                                                                    "first",
                                                                    p ->
                                                                            p.created("18m")
                                                                                    .app(
                                                                                            c ->
                                                                                                    c
                                                                                                            .ended(
                                                                                                                    1,
                                                                                                                    "",
                                                                                                                    "18m",
                                                                                                                    "17m")))
                                                            .pod(
                                                                    "second",
                                                                    p ->
                                                                            p.created("16m")
                                                                                    .app(
                                                                                            c ->
                                                                                                    c
                                                                                                            .ended(
                                                                                                                    1,
                                                                                                                    "",
                                                                                                                    "16m",
                                                                                                                    "15m")))
                                                            .pod(
                                                                    "third",
                                                                    p ->
                                                                            p.created("1m")
                                                                                    .unplaced()))))
                    .containsExactly("second/kaniko");
        }

        @Test
        void bothLivesOfABuilderThatRunsAgain() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .pod(
                                                                    p ->
                                                                            p.app(
                                                                                    c ->
                                                                                            c.running(
                                                                                                            "1m")
                                                                                                    .before(
                                                                                                            1,
                                                                                                            "",
                                                                                                            "9m",
                                                                                                            "2m"))))))
                    .containsExactly("mine-x7k2p/kaniko", "mine-x7k2p/kaniko previous");
        }

        @Test
        void onlyThePreviousLifeOfABuilderThatWaits() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .pod(
                                                                    p ->
                                                                            p.app(
                                                                                    c ->
                                                                                            c
                                                                                                    .crashLooping(
                                                                                                            2))))))
                    .containsExactly("mine-x7k2p/kaniko previous");
        }

        @Test
        void onlyTheLastLifeOfABuilderThatEnded() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .pod(
                                                                    p ->
                                                                            p.app(
                                                                                    c ->
                                                                                            c.before(
                                                                                                            1,
                                                                                                            "",
                                                                                                            "9m",
                                                                                                            "8m")
                                                                                                    .ended(
                                                                                                            1,
                                                                                                            "",
                                                                                                            "7m",
                                                                                                            "6m"))))))
                    .containsExactly("mine-x7k2p/kaniko");
        }

        @Test
        void theLastWordsOfAnInitContainerThatFailedBeforeTheBuilderRan() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("mine", SHOP)
                                                            .job(
                                                                    j ->
                                                                            j.with(
                                                                                            container(
                                                                                                            "ok",
                                                                                                            "x:1")
                                                                                                    .init())
                                                                                    .with(
                                                                                            container(
                                                                                                            "fetch",
                                                                                                            "git:1")
                                                                                                    .init()))
                                                            .pod(
                                                                    p ->
                                                                            p.phase(Phase.FAILED)
                                                                                    .app(
                                                                                            c ->
                                                                                                    c
                                                                                                            .waiting(
                                                                                                                    "PodInitializing",
                                                                                                                    ""))
                                                                                    .container(
                                                                                            "fetch",
                                                                                            c ->
                                                                                                    c
                                                                                                            .ended(
                                                                                                                    1,
                                                                                                                    "",
                                                                                                                    "9m",
                                                                                                                    "8m"))))))
                    .containsExactly("mine-x7k2p/fetch last words");
        }

        @Test
        void ofABuildThatIsTheSubject() {
            Cluster cluster =
                    cluster()
                            .with(build("mine", SHOP).pushed(BUILT))
                            .with(build("other", SHOP).pushed(BUILT));

            assertThat(wanted(cluster.asking("Job", "mine"))).containsExactly("mine-x7k2p/kaniko");
        }

        @Test
        void ofThoseThatSpeakForAMissingSubject() {
            Cluster cluster =
                    cluster()
                            .with(build("mine", SHOP).pushed(BUILT))
                            .with(build("other", CART).pushed(BUILT));

            assertThat(wanted(cluster)).containsExactly("mine-x7k2p/kaniko");
        }

        @Test
        void noneForASubjectThatCouldNotBeLookedFor() {
            assertThat(
                            wanted(
                                    cluster()
                                            .with(build("mine", SHOP).pushed(BUILT))
                                            .unreadable(Look.DEPLOYMENTS)))
                    .isEmpty();
        }
    }

    @Nested
    class OfCrashes {
        @Test
        void noneOfAWorkloadThatServes() {
            AWorkload shop =
                    deployment("shop", SHOP)
                            .pod(p -> p.app(c -> c.restarted(3).before(1, "Error", "40m", "30m")));

            assertThat(wanted(cluster().with(shop))).isEmpty();
        }

        @Test
        void ofAtMostTwoContainersThatCrashed() {
            AWorkload shop = deployment("shop", SHOP).replicas(3);
            for (int i = 0; i < 3; i++) {
                shop.pod(p -> p.unready().app(c -> c.crashLooping(2)));
            }

            assertThat(wanted(cluster().with(shop)))
                    .containsExactly("shop-new-0/app last words", "shop-new-1/app last words");
        }

        @Test
        void thePreviousLifeOfAContainerThatRunsAgain() {
            AWorkload shop =
                    deployment("shop", SHOP)
                            .pod(
                                    p ->
                                            p.unready()
                                                    .app(
                                                            c ->
                                                                    c.running("5s")
                                                                            .unready()
                                                                            .restarted(2)
                                                                            .before(
                                                                                    1, "Error",
                                                                                    "1m", "50s")));

            assertThat(wanted(cluster().with(shop)))
                    .containsExactly("shop-new-0/app previous last words");
        }

        @Test
        void notOfOneThatNeverRan() {
            AWorkload shop =
                    deployment("shop", SHOP)
                            .pod(p -> p.unready().app(c -> c.couldNotStart("StartError", "")));

            assertThat(wanted(cluster().with(shop))).isEmpty();
        }

        @Test
        void notOfOneThatWaits() {
            AWorkload shop = deployment("shop", SHOP).pod(p -> p.placed());

            assertThat(wanted(cluster().with(shop))).isEmpty();
        }

        @Test
        void notOfAnInitContainerThatIsDone() {
            AWorkload shop =
                    deployment("shop", SHOP)
                            .container(container("init", "init:1").init())
                            .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

            assertThat(wanted(cluster().with(shop))).isEmpty();
        }

        @Test
        void ofAFailedRun() {
            Cluster cluster =
                    cluster()
                            .with(
                                    job("report", "report:1")
                                            .pod(
                                                    "report-1",
                                                    p ->
                                                            p.phase(Phase.FAILED)
                                                                    .app(
                                                                            c ->
                                                                                    c.ended(
                                                                                            3,
                                                                                            "Error",
                                                                                            "9m",
                                                                                            "8m"))));

            assertThat(wanted(cluster.asking("Job", "report")))
                    .containsExactly("report-1/main last words");
        }
    }
}
