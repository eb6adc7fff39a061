package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.pushLines;
import static dev.verdict.core.testing.ABuild.work;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AWorkload.statefulSet;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.EARLIER;
import static dev.verdict.core.testing.Digests.LATER;
import static dev.verdict.core.testing.Digests.OTHER;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;
import dev.verdict.core.testing.Times;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;
import java.util.function.Consumer;

/// A build and a workload together: rows 1 and 9 to 14.
class ChainTest {
    private static final String REPO = "registry.test/team/shop";
    private static final String V1 = REPO + ":v1";
    private static final String V2 = REPO + ":v2";
    private static final String LATEST = REPO + ":latest";

    private static final String FINE = "FALSE_ALARM workload ready - nobody ";
    private static final String STALE_NOT_ROLLED = "STALE workload rollout NotRolledOut platform ";
    private static final String STALE_CACHED = "STALE workload rollout CachedImageUsed developer ";
    private static final String REPLACED = "SUPERSEDED workload rollout - nobody ";
    private static final String UNKNOWN = "INCONCLUSIVE workload rollout - nobody -";

    private static AWorkload shop(String image, Consumer<AContainer> app) {
        return deployment("shop", image).pod(p -> p.app(app));
    }

    private static ABuild pushed(String destination) {
        return build("build-shop", destination).pushed(BUILT);
    }

    @Nested
    class RunsWhatWasBuilt {
        @ParameterizedTest
        @CsvSource({
            REPO + ":v1",
            REPO + "@" + "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
        })
        void askedForByTagOrDigest(String image) {
            assertThat(cluster().with(shop(image, c -> {})).with(pushed(V1)).says("shop"))
                    .isEqualTo(FINE + "proven");
        }

        @Test
        void theRuntimeResolvedTheNamedDigestWhateverItsImageIdSays() {
            assertThat(
                            cluster()
                                    .with(shop(REPO + "@" + BUILT, c -> c.runs(OTHER)))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(FINE + "inferred");
        }

        @Test
        void notForAPodThatSomebodyPatched() {
            Cluster cluster =
                    cluster()
                            .with(shop(REPO + "@" + BUILT, c -> c.image(V2).runs(OTHER)))
                            .with(pushed(V1));

            assertThat(cluster.says("shop")).isEqualTo(UNKNOWN);
            assertThat(Said.circumstances(cluster.judge("Deployment", "shop")))
                    .isEqualTo("ImagePatchedOnPod");
        }

        @Test
        void aTagThatTheKubeletResolvedToItIsAskedFor() {
            assertThat(cluster().with(shop(LATEST, c -> {})).with(pushed(V1)).says("shop"))
                    .isEqualTo(FINE + "proven");
        }

        @Test
        void anImageLoadedWithoutARegistryIsUnknown() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> c.runsConfig(OTHER).running("5m")))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void twoBuildsOfOneDigestAndAPodOlderThanTheNewerAreFine() {
            Cluster cluster =
                    cluster()
                            .with(
                                    deployment("shop", V1)
                                            .revised("40m")
                                            .pod(p -> p.created("40m").app(c -> c.running("39m"))))
                            .with(build("first", V1).requested("50m").pushed(BUILT, "45m"))
                            .with(build("again", V1).flags("--reproducible").pushed(BUILT, "15m"));
            Verdict verdict = cluster.judge("Deployment", "shop");

            assertThat(Said.of(verdict)).isEqualTo(FINE + "proven");
            assertThat(verdict.build().orElseThrow().ref().name()).isEqualTo("again");
        }

        @Test
        void killedAfterThePushAndRunByAYoungerPodItIsPushed() {
            Cluster cluster =
                    cluster()
                            .with(shop(V1, c -> {}))
                            .with(
                                    build("build-shop", V1)
                                            .ended(137, "Error", "15m")
                                            .log(work(pushLines(V1, BUILT)))
                                            .job(j -> j.failed("BackoffLimitExceeded", "15m")));
            Verdict verdict = cluster.judge("Deployment", "shop");

            assertThat(Said.of(verdict)).isEqualTo(FINE + "inferred");
            assertThat(Said.circumstances(verdict)).isEqualTo("BuildKilledAfterPush");
        }

        @ParameterizedTest
        @CsvSource({"20m1s, false", "20m, true", "19m59s, true"})
        void aPodOlderThanTheKilledBuildShowsNothing(String created, boolean shows) {
            Cluster cluster =
                    cluster()
                            .with(
                                    deployment("shop", V1)
                                            .revised("30m")
                                            .pod(p -> p.created(created)))
                            .with(
                                    build("build-shop", V1)
                                            .ended(137, "Error", "15m")
                                            .log(work(pushLines(V1, BUILT)))
                                            .job(j -> j.failed("BackoffLimitExceeded", "15m")));

            assertThat(cluster.says("shop"))
                    .isEqualTo(shows ? FINE + "inferred" : "INCONCLUSIVE build push - nobody -");
        }
    }

    @Nested
    class RunsAnother {
        @Test
        void anEarlierBuildsImageIsStaleProven() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> c.runs(EARLIER)))
                                    .with(build("old", V1).requested("2h").pushed(EARLIER, "110m"))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(STALE_CACHED + "proven");
        }

        @ParameterizedTest
        @CsvSource({"15m5s, NotRolledOut platform proven", "15m4s, ''", "14m,   ''"})
        void aContainerStartedClearlyBeforeThePushRunsAnEarlierImage(String started, String cause) {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> c.runs(OTHER).running(started)))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(cause.isEmpty() ? UNKNOWN : "STALE workload rollout " + cause);
        }

        @Test
        void aRestartWithIfNotPresentKeepsTheCachedImage() {
            Cluster cluster =
                    cluster()
                            .with(shop(LATEST, c -> c.runs(EARLIER).running("5m")))
                            .with(build("old", LATEST).requested("2h").pushed(EARLIER, "110m"))
                            .with(pushed(LATEST));
            Verdict verdict = cluster.judge("Deployment", "shop");

            assertThat(Said.of(verdict)).isEqualTo(STALE_CACHED + "proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("OldRevisionServes");
        }

        @Test
        void unequalDigestsAloneAreUnknownWhereOneMayBeAnIndex() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> c.runs(OTHER).running("5m")))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void someNewAndSomeOldPodsAreStale() {
            AWorkload shop =
                    deployment("shop", V1)
                            .replicas(2)
                            .pod(p -> {})
                            .pod(p -> p.app(c -> c.runs(EARLIER)));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(build("old", V1).requested("2h").pushed(EARLIER, "110m"))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(STALE_CACHED + "proven");
        }

        @Test
        void whatALaterBuildPushedToTheSameTagIsSuperseded() {
            Cluster cluster =
                    cluster()
                            .with(shop(LATEST, c -> c.runs(LATER)))
                            .with(pushed(LATEST))
                            .with(build("later", LATEST).requested("18m").pushed(LATER, "14m"))
                            .naming("build-shop");
            Verdict verdict = cluster.judge("Deployment", "shop");

            assertThat(Said.of(verdict)).isEqualTo(REPLACED + "proven");
            assertThat(Said.circumstances(verdict)).isEqualTo("TagMovedSinceBuild");
        }
    }

    @Nested
    class Replaced {
        @Test
        void theTemplateNamesTheDigestOfALaterAttempt() {
            assertThat(
                            cluster()
                                    .with(shop(REPO + "@" + LATER, c -> c.runs(LATER)))
                                    .with(pushed(V1))
                                    .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isEqualTo(REPLACED + "proven");
        }

        @Test
        void theTemplateNamesATagThatOnlyALaterAttemptPushed() {
            assertThat(
                            cluster()
                                    .with(shop(V2, c -> c.runs(LATER)))
                                    .with(pushed(V1))
                                    .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isEqualTo(REPLACED + "proven");
        }

        @Test
        void alsoWhenTheClaimedBuildFailed() {
            assertThat(
                            cluster()
                                    .with(shop(V2, c -> c.runs(LATER)))
                                    .with(build("build-shop", V1).failed("error building image: x"))
                                    .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isEqualTo(REPLACED + "proven");
        }

        @Test
        void aTagThatTheClaimedBuildPushesTooShowsNoLaterAttempt() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> {}))
                                    .with(pushed(V1))
                                    .with(build("later", V1).requested("18m").pushed(LATER, "14m"))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isEqualTo(FINE + "proven");
        }

        @Test
        void aLaterBuildOfTheSameDigestReplacesNothing() {
            assertThat(
                            cluster()
                                    .with(shop(REPO + "@" + BUILT, c -> {}))
                                    .with(pushed(V1))
                                    .with(build("later", V2).requested("18m").pushed(BUILT, "14m"))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isEqualTo(FINE + "proven");
        }

        /// Its log is lost: which digest it pushed is not known, that it pushed to this very tag
        /// is.
        @Test
        void aLaterBuildOfThatTagWhoseDigestIsUnknownIsNotOverlooked() {
            assertThat(
                            cluster()
                                    .with(shop(V2, c -> c.runs(LATER)))
                                    .with(build("build-shop", V1).failed("error building image: x"))
                                    .with(
                                            build("later", V2)
                                                    .requested("18m")
                                                    .ended(0, "Completed", "14m")
                                                    .job(j -> j.complete("14m")))
                                    .naming("build-shop")
                                    .says("shop"))
                    .isIn(REPLACED + "inferred", UNKNOWN);
        }

        @Test
        void anEarlierBuildReplacesNothing() {
            assertThat(
                            cluster()
                                    .with(
                                            deployment("shop", REPO + "@" + EARLIER)
                                                    .revised("2h")
                                                    .created("2h")
                                                    .pod(p -> p.app(c -> c.runs(EARLIER))))
                                    .with(build("old", V1).requested("3h").pushed(EARLIER, "170m"))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(STALE_NOT_ROLLED + "proven");
        }

        @Test
        void rolledBackTheAttemptThatWasRolledBackIsSuperseded() {
            AWorkload shop =
                    deployment("shop", REPO + "@" + EARLIER)
                            .earlier(REPO + "@" + BUILT, "14m")
                            .revised("50m")
                            .revision("3")
                            .pod(p -> p.created("5m").app(c -> c.runs(EARLIER)));
            Cluster cluster =
                    cluster()
                            .with(shop)
                            .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                            .with(pushed(V2));
            Verdict verdict = cluster.judge("Deployment", "shop");

            assertThat(Said.of(verdict)).isEqualTo(REPLACED + "proven");
            assertThat(verdict.build().orElseThrow().ref().name()).isEqualTo("build-shop");
            assertThat(Said.circumstances(verdict)).isEqualTo("RolledBack");
        }

        @Test
        void releasedOverByATagOfWhichNobodyKnowsWhatItHoldsIsInferred() {
            AWorkload shop =
                    deployment("shop", REPO + ":v9")
                            .earlier(REPO + "@" + BUILT, "14m")
                            .revised("10m")
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).with(pushed(V1)).naming("build-shop").says("shop"))
                    .isEqualTo(REPLACED + "inferred");
        }

        @Test
        void anEarlierRevisionThatAskedByTagCountsToo() {
            AWorkload shop =
                    deployment("shop", REPO + ":v9")
                            .earlier(V1, "14m")
                            .revised("10m")
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).with(pushed(V1)).naming("build-shop").says("shop"))
                    .isEqualTo(REPLACED + "inferred");
        }

        @Test
        void anEarlierRevisionOfAnotherContainerDoesNotCount() {
            AWorkload shop =
                    deployment("shop", REPO + ":v9")
                            .earlier(REPO + ":v0", "14m")
                            .revised("50m")
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).with(pushed(V1)).naming("build-shop").says("shop"))
                    .doesNotContain("SUPERSEDED");
        }
    }

    @Nested
    class NeverAsked {
        private AWorkload other() {
            return deployment("shop", REPO + "@" + EARLIER)
                    .revised("50m")
                    .pod(p -> p.created("50m").app(c -> c.runs(EARLIER).running("49m")));
        }

        private Cluster with(ABuild build) {
            return cluster()
                    .with(other())
                    .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                    .with(build);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "4m59s | IN_PROGRESS workload rollout - nobody proven",
                    "5m    | STALE workload rollout NotRolledOut platform proven",
                    "5m1s  | STALE workload rollout NotRolledOut platform proven"
                })
        void youngerThanFiveMinutesItMayStillBeRolledOut(String ended, String said) {
            assertThat(with(build("build-shop", V2).pushed(BUILT, ended)).says("shop"))
                    .isEqualTo(said);
        }

        @Test
        void aHistoryWithMissingRevisionsKnowsNothing() {
            Cluster cluster =
                    cluster()
                            .with(other().revision("7"))
                            .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                            .with(pushed(V2));

            assertThat(cluster.says("shop")).isEqualTo(UNKNOWN);
        }

        @Test
        void aNewestRevisionYoungerThanTheBuildOfUnknownKinshipMayBeAnything() {
            assertThat(
                            cluster()
                                    .with(shop(REPO + ":v9", c -> c.runs(OTHER)))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void aNamedDigestThatMayBeAnIndexMayBeTheAttemptsOwn() {
            assertThat(
                            cluster()
                                    .with(
                                            deployment("shop", REPO + "@" + OTHER)
                                                    .revised("50m")
                                                    .pod(
                                                            p ->
                                                                    p.app(
                                                                            c ->
                                                                                    c.runs(OTHER)
                                                                                            .running(
                                                                                                    "49m"))))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void aTagWhoseContainerStartedBeforeThePushAsksForSomethingElse() {
            assertThat(
                            cluster()
                                    .with(
                                            deployment("shop", REPO + ":v0")
                                                    .revised("50m")
                                                    .pod(
                                                            p ->
                                                                    p.app(
                                                                            c ->
                                                                                    c.runs(OTHER)
                                                                                            .running(
                                                                                                    "49m"))))
                                    .with(pushed(V1))
                                    .says("shop"))
                    .isEqualTo(STALE_NOT_ROLLED + "proven");
        }
    }

    @Nested
    class DigestUnknown {
        private ABuild exitZero() {
            return build("build-shop", V1).ended(0, "Completed", "15m").job(j -> j.complete("15m"));
        }

        private static final String UNSEEN = "INCONCLUSIVE build push - nobody -";

        @Test
        void withoutAnythingThatShowsThePullItIsUnknown() {
            assertThat(cluster().with(shop(V1, c -> {})).with(exitZero()).says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @ParameterizedTest
        @CsvSource({"15m1s, false", "15m, true", "14m59s, true"})
        void pulledFreshlyAfterThePushItIsFine(String at, boolean fine) {
            AWorkload shop = shop(V1, c -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(exitZero())
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Successfully pulled image")
                                                    .container("app")
                                                    .at(at))
                                    .says("shop"))
                    .isEqualTo(fine ? FINE + "inferred" : UNSEEN);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Pulled  | Container image already present on machine | app",
                    "Pulled  | Successfully pulled image | side",
                    "Pulling | Successfully pulled image | app"
                })
        void anotherEventShowsNoPull(String reason, String message, String container) {
            AWorkload shop = shop(V1, c -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(exitZero())
                                    .with(
                                            normal(shop.podRef(), reason, message)
                                                    .container(container)
                                                    .at("5m"))
                                    .says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @Test
        void everyPodMustHavePulledIt() {
            AWorkload shop = deployment("shop", V1).replicas(2).pod(p -> {}).pod(p -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(exitZero())
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Successfully pulled image")
                                                    .container("app")
                                                    .at("5m"))
                                    .says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @ParameterizedTest
        @CsvSource({"14m59s, true", "15m, false", "15m1s, false"})
        void aWorkloadYoungerThanThePushAndTheOnlyBuildOfItsRepositoryAreEnough(
                String created, boolean fine) {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> {}).created(created))
                                    .with(exitZero())
                                    .says("shop"))
                    .isEqualTo(fine ? FINE + "inferred" : UNSEEN);
        }

        @Test
        void anotherBuildOfTheRepositoryIsOneTooMany() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> c.runs(OTHER)).created("14m"))
                                    .with(build("old", V2).requested("2h").pushed(EARLIER, "110m"))
                                    .with(exitZero())
                                    .says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @Test
        void aTemplateThatNamesAnotherTagDidNotPullIt() {
            AWorkload shop = shop(V2, c -> {}).created("14m");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(exitZero())
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Successfully pulled image")
                                                    .container("app")
                                                    .at("5m"))
                                    .says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @Test
        void aPatchedPodProvesNothing() {
            AWorkload shop = shop(V1, c -> c.image(V2)).created("14m");

            assertThat(cluster().with(shop).with(exitZero()).says("shop")).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class NotPushedWithoutALog {
        private ABuild failed() {
            return build("build-shop", V1)
                    .ended(1, "Error", "15m")
                    .job(j -> j.failed("BackoffLimitExceeded", "15m"));
        }

        private static final String FAILED =
                "FAILED build build unrecognised platform/developer inferred";

        @Test
        void standsInferred() {
            AWorkload shop = shop(V1, c -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(failed())
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Container image already present on"
                                                                    + " machine")
                                                    .container("app")
                                                    .at("11m"))
                                    .says("shop"))
                    .isEqualTo(FAILED);
        }

        @Test
        void yieldsToAFreshPullByAYoungerWorkload() {
            AWorkload shop = shop(V1, c -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(failed())
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Successfully pulled image")
                                                    .container("app")
                                                    .at("11m"))
                                    .says("shop"))
                    .isEqualTo(FINE + "inferred");
        }

        @Test
        void isUnseenWhereNoEventTellsHowTheImageCame() {
            assertThat(cluster().with(shop(V1, c -> {}).created("14m")).with(failed()).says("shop"))
                    .isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @Test
        void isUnseenWhereTheEventsOfAYoungerWorkloadCouldNotBeRead() {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> {}))
                                    .with(failed())
                                    .unreadable(Look.EVENTS)
                                    .says("shop"))
                    .isEqualTo("INCONCLUSIVE build push - nobody -");
        }

        @ParameterizedTest
        @CsvSource({"20m, true", "19m59s, false"})
        void standsBesideARevisionThatIsNotYounger(String revised, boolean stands) {
            assertThat(
                            cluster()
                                    .with(shop(V1, c -> {}).revised(revised))
                                    .with(failed())
                                    .unreadable(Look.EVENTS)
                                    .says("shop")
                                    .equals(FAILED))
                    .isEqualTo(stands);
        }

        @Test
        void standsBesideATemplateThatAsksForAnotherTag() {
            assertThat(
                            cluster()
                                    .with(shop(V2, c -> {}))
                                    .with(failed())
                                    .unreadable(Look.EVENTS)
                                    .says("shop"))
                    .isEqualTo(FAILED);
        }

        @Test
        void aProvenFailureYieldsToNothing() {
            AWorkload shop = shop(V1, c -> {});

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            build("build-shop", V1)
                                                    .failed(
                                                            "error pushing image: failed to push to"
                                                                    + " destination "
                                                                    + V1
                                                                    + ": UNAUTHORIZED: denied"))
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Pulled",
                                                            "Successfully pulled image")
                                                    .container("app")
                                                    .at("11m"))
                                    .says("shop"))
                    .isEqualTo("FAILED build push PushUnauthorized platform proven");
        }
    }

    @Nested
    class WithoutABuild {
        @Test
        void theNamedDigestRuns() {
            assertThat(cluster().with(shop(REPO + "@" + OTHER, c -> c.runs(OTHER))).says("shop"))
                    .isEqualTo(FINE + "proven");
        }

        @Test
        void aTagIsOnlyInferred() {
            assertThat(cluster().with(shop(V1, c -> c.runs(OTHER))).says("shop"))
                    .isEqualTo(FINE + "inferred");
        }

        @Test
        void everyContainerMustRunItsNamedDigest() {
            AWorkload shop =
                    deployment("shop", REPO + "@" + OTHER)
                            .container(container("side", "registry.test/side:v1"))
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).says("shop")).isEqualTo(FINE + "inferred");
        }

        @Test
        void everyPodMustRunTheNamedDigest() {
            AWorkload shop =
                    deployment("shop", REPO + "@" + OTHER)
                            .replicas(2)
                            .pod(p -> p.app(c -> c.runs(OTHER)))
                            .pod(p -> p.app(c -> c.runs(EARLIER)));

            assertThat(cluster().with(shop).says("shop")).isEqualTo(FINE + "inferred");
        }

        @Test
        void aPatchedPodIsInconclusive() {
            Cluster cluster = cluster().with(shop(V1, c -> c.image(V2).runs(OTHER)));

            assertThat(cluster.says("shop")).isEqualTo(UNKNOWN);
        }

        @Test
        void aPodWhoseContainerWasNeverCreatedShowsNoImage() {
            assertThat(cluster().with(shop(V1, AContainer::withoutImage)).says("shop"))
                    .isEqualTo("INCONCLUSIVE workload ready - nobody -");
        }
    }

    @Test
    void theBuildOfAPartOfAStatefulSetIsJudgedByItsRevisions() {
        AWorkload shop = statefulSet("shop", V1).earlier(REPO + ":v0", "50m").pod(p -> {});

        assertThat(Said.of(cluster().with(shop).with(pushed(V1)).judge("StatefulSet", "shop")))
                .isEqualTo(FINE + "proven");
    }

    @Test
    void theImagesOfAllContainersAreTold() {
        Verdict verdict =
                cluster().with(shop(V1, c -> {})).with(pushed(V1)).judge("Deployment", "shop");

        assertThat(verdict.askedFor()).contains(V1);
        assertThat(verdict.running()).contains(BUILT);
        assertThat(verdict.built()).contains(BUILT);
        assertThat(verdict.containers()).hasSize(1);
        assertThat(verdict.containers().getFirst().running()).contains(BUILT);
        assertThat(verdict.rollout())
                .isEqualTo(new Verdict.Rollout(Optional.of(1), 1, 0, Optional.of(Times.ago("9m"))));
    }
}
