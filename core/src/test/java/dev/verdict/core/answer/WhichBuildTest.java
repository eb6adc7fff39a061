package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.work;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.Cluster.HERE;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.EARLIER;
import static dev.verdict.core.testing.Digests.LATER;
import static dev.verdict.core.testing.Digests.OTHER;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Choice.FoundBy;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class WhichBuildTest {
    private static final String REPO = "registry.test/team/shop";
    private static final String V1 = REPO + ":v1";
    private static final String V2 = REPO + ":v2";

    private static String found(Cluster cluster) {
        return found(cluster.judge("Deployment", "shop"));
    }

    private static String found(Verdict verdict) {
        return verdict.build()
                .map(b -> b.ref().name() + " by " + b.foundBy().word())
                .orElse(verdict.row().name());
    }

    private static AWorkload shop() {
        return deployment("shop", V1).pod(p -> {});
    }

    private static ABuild good(String name, String destination) {
        return build(name, destination).pushed(BUILT);
    }

    @Nested
    class Named {
        @Test
        void theOneThatIsNamed() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(good("one", V1))
                                            .with(good("two", V1).requested("10m"))
                                            .naming("one")))
                    .isEqualTo("one by flag");
        }

        @Test
        void oneThatIsNotThereIsUnseenNeverAnotherInstead() {
            Cluster cluster = cluster().with(shop()).with(good("one", V1)).naming("gone");

            assertThat(cluster.says("shop")).isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void oneOfAnotherKindIsNotMeant() {
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .with(good("one", V1))
                            .naming(Optional.empty(), "Pod", "one");

            assertThat(cluster.says("shop")).isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void theNameOfTheKindIsReadInAnyCase() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(good("one", V1))
                                            .naming(Optional.empty(), "JOB", "one")))
                    .isEqualTo("one by flag");
        }

        @Test
        void ofSeveralBuildersOfTheNamedJobTheOneIntoTheContainersRepository() {
            ABuild both =
                    build("one", "registry.test/team/side:v1")
                            .job(
                                    j ->
                                            j.with(
                                                    container("second", ABuild.KANIKO)
                                                            .arguments(
                                                                    "--context=x",
                                                                    "--destination=" + V1)))
                            .pod(p -> p.app(c -> c.ended(0, "Completed", "19m", "15m")));
            Verdict verdict =
                    cluster().with(shop()).with(both).naming("one").judge("Deployment", "shop");

            assertThat(verdict.containers().getFirst().name()).isEqualTo("app");
            assertThat(verdict.word().name()).isEqualTo("IN_PROGRESS");
        }

        @Test
        void thePushOfTheNamedDigest() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(good("one", V1))
                                            .with(
                                                    build("two", V1)
                                                            .requested("10m")
                                                            .pushed(LATER, "9m"))
                                            .about(BUILT)))
                    .isEqualTo("one by flag");
        }

        @Test
        void aDigestThatNobodyPushedIsUnseen() {
            assertThat(cluster().with(shop()).with(good("one", V1)).about(OTHER).says("shop"))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void noneWhenToldThatThereWasNone() {
            assertThat(cluster().with(shop()).with(good("one", V2)).withoutBuild().says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        }

        @Test
        void aBuildNamedForOneContainerLimitsTheQuestionToIt() {
            AWorkload two =
                    deployment("shop", V1)
                            .container(container("side", "registry.test/team/side:v1"))
                            .pod(p -> p.container("side", c -> c.runs(OTHER)));
            Cluster cluster =
                    cluster()
                            .with(two)
                            .with(good("one", V1))
                            .with(
                                    build("bad", "registry.test/team/side:v1")
                                            .failed("error building image: x"))
                            .naming(Optional.of("app"), "job", "one");

            assertThat(cluster.says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody proven");
        }
    }

    @Nested
    class Tied {
        @Test
        void theWorkloadsOwn() {
            AWorkload shop = shop();

            assertThat(
                            found(
                                    cluster()
                                            .with(shop)
                                            .with(good("one", V1).job(j -> j.ownedBy(shop.ref())))))
                    .isEqualTo("one by owner");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nuclio.io/function-name",
                    "mlrun/function",
                    "serving.knative.dev/service"
                })
        void theOneWithThePlatformsLabel(String label) {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop().label(label, "shop"))
                                            .with(good("one", V1).label(label, "shop"))))
                    .isEqualTo("one by label");
        }

        @Test
        void aTiedBuildIntoAnotherRepositoryIsOfTheOnlyApp() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop().label("mlrun/function", "shop"))
                                            .with(
                                                    build("one", "registry.test/other:v1")
                                                            .label("mlrun/function", "shop")
                                                            .failed("error building image: x"))))
                    .isEqualTo("one by label");
        }

        @Test
        void aTiedBuildIntoAnotherRepositoryIsOfNoneOfSeveralApps() {
            AWorkload two =
                    shop().label("mlrun/function", "shop").container(container("side", "side:v1"));

            assertThat(
                            found(
                                    cluster()
                                            .with(two)
                                            .with(
                                                    build("one", "registry.test/other:v1")
                                                            .label("mlrun/function", "shop")
                                                            .failed("error building image: x"))))
                    .doesNotContain("one");
        }

        @Test
        void anotherFunctionsLabelTiesNothing() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop().label("mlrun/function", "shop"))
                                            .with(
                                                    build("one", "registry.test/other:v1")
                                                            .label("mlrun/function", "cart")
                                                            .failed("error building image: x"))))
                    .isEqualTo("NO_BUILD_SERVES");
        }
    }

    @Nested
    class OfOneRepository {
        @Test
        void theOneWhoseDestinationIsTheContainersRepository() {
            Verdict verdict =
                    cluster()
                            .with(shop())
                            .with(build("other", "registry.test/team/cart:v1").pushed(OTHER))
                            .with(good("one", V1))
                            .judge("Deployment", "shop");

            assertThat(found(verdict)).isEqualTo("one by destination");
            assertThat(verdict.otherBuilds()).isEmpty();
        }

        @Test
        void theNewestRequestedAfterTheNewestRevisionWasMade() {
            Verdict verdict =
                    cluster()
                            .with(shop())
                            .with(good("before", V1))
                            .with(build("after", V1).requested("11m").pushed(LATER, "10m"))
                            .with(build("last", V1).requested("8m").pushed(EARLIER, "9m"))
                            .judge("Deployment", "shop");

            assertThat(found(verdict)).isEqualTo("last by destination");
            assertThat(verdict.otherBuilds().stream().map(ObjectRef::name))
                    .containsExactly("after", "before");
        }

        @ParameterizedTest
        @CsvSource({"11m59s, late", "12m, exact", "12m1s, exact"})
        void requestedAfterItMeansAfterIt(String requested, String chosen) {
            AWorkload shop = deployment("shop", REPO + "@" + BUILT).pod(p -> {});

            assertThat(
                            found(
                                    cluster()
                                            .with(shop)
                                            .with(good("exact", V1))
                                            .with(
                                                    build("late", V1)
                                                            .requested(requested)
                                                            .pushed(LATER, "9m"))))
                    .isEqualTo(chosen + " by destination");
        }

        @Test
        void otherwiseTheOneWhoseDigestTheTemplateNames() {
            AWorkload shop = deployment("shop", REPO + "@" + BUILT).pod(p -> {});

            assertThat(
                            found(
                                    cluster()
                                            .with(shop)
                                            .with(good("exact", V1).requested("30m"))
                                            .with(build("newer", V1).pushed(LATER))))
                    .isEqualTo("exact by destination");
        }

        @Test
        void otherwiseTheNewestRequestedNeverTheNewestFinished() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    build("slow", V1)
                                                            .requested("30m")
                                                            .pushed(EARLIER, "13m"))
                                            .with(
                                                    build("fast", V1)
                                                            .requested("20m")
                                                            .pushed(BUILT, "19m"))))
                    .isEqualTo("fast by destination");
        }

        @Test
        void whatAnEarlierRevisionRanAndTheTemplateNoLongerAsksForIsHistory() {
            AWorkload shop =
                    deployment("shop", REPO + "@" + OTHER)
                            .earlier(REPO + "@" + EARLIER, "50m")
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(
                            found(
                                    cluster()
                                            .with(shop)
                                            .with(
                                                    build("old", V1)
                                                            .requested("55m")
                                                            .pushed(EARLIER, "52m"))))
                    .isEqualTo("NO_BUILD_SERVES");
        }

        @Test
        void aTagSeparatesWorkloadsThatShareARepository() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(deployment("cart", REPO + ":cart").pod(p -> {}))
                                            .with(good("one", V1).requested("30m"))
                                            .with(build("two", REPO + ":cart").pushed(OTHER))))
                    .isEqualTo("one by destination");
        }

        @Test
        void aBuildThatNobodyElseAsksForMayBeMine() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(good("one", V1).requested("30m"))
                                            .with(build("two", REPO + ":cart").pushed(OTHER))))
                    .isEqualTo("two by destination");
        }

        @Test
        void aBuildThatAnotherAsksForByDigestIsTheOthers() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(
                                                    deployment("cart", REPO + "@" + OTHER)
                                                            .pod(p -> {}))
                                            .with(good("one", V1).requested("30m"))
                                            .with(build("two", REPO + ":x").pushed(OTHER))))
                    .isEqualTo("one by destination");
        }

        @ParameterizedTest
        @CsvSource({"14m56s, true", "14m55s, false", "14m54s, false"})
        void oneRequestedClearlyAfterTheClaimIsNotTheClaimedOne(String requested, boolean chosen) {
            Cluster cluster =
                    cluster()
                            .with(deployment("shop", V1).pod(p -> p.app(c -> c.runs(OTHER))))
                            .with(build("one", V1).requested(requested).pushed(BUILT, "13m"))
                            .claimedAt("15m");

            assertThat(found(cluster).startsWith("one")).isEqualTo(chosen);
        }

        @Test
        void buildsMayLiveInAnotherNamespace() {
            assertThat(
                            found(
                                    cluster()
                                            .with(shop())
                                            .with(build("one", V1).in("builds").pushed(BUILT))))
                    .isEqualTo("one by destination");
        }
    }

    @Nested
    class Copies {
        @Test
        void theBuildThatPushedTheNamedDigestElsewhere() {
            AWorkload shop = deployment("shop", "mirror.test/shop@" + BUILT).pod(p -> {});

            assertThat(found(cluster().with(shop).with(good("one", V1))))
                    .isEqualTo("one by digest");
        }

        @Test
        void theBuildThatPushedTheDigestThatRuns() {
            AWorkload shop = deployment("shop", "mirror.test/shop:v1").pod(p -> {});

            assertThat(found(cluster().with(shop).with(good("one", V1))))
                    .isEqualTo("one by digest");
        }

        @Test
        void aConfigDigestIsNobodysPush() {
            AWorkload shop =
                    deployment("shop", "mirror.test/shop:v1")
                            .pod(p -> p.app(c -> c.runsConfig(BUILT)));

            assertThat(found(cluster().with(shop).with(good("one", V1))))
                    .isEqualTo("NO_BUILD_SERVES");
        }
    }

    @Nested
    class NoneOrUnseen {
        private static final String HEALTHY = "FALSE_ALARM workload ready - nobody inferred";
        private static final String UNSEEN = "INCONCLUSIVE build build - nobody -";

        private Cluster plain() {
            return cluster().with(shop());
        }

        @Test
        void everythingWasListedAndNobodyClaims() {
            assertThat(plain().says("shop")).isEqualTo(HEALTHY);
        }

        @ParameterizedTest
        @CsvSource({"JOBS", "PODS"})
        void aPlaceThatCouldNotBeReadMayHoldTheBuild(Look look) {
            Cluster cluster =
                    plain().namespace("builds").unreadable("builds", look, Cluster.FORBIDDEN);

            assertThat(cluster.says("shop")).isEqualTo(UNSEEN);
        }

        @Test
        void unreadableEventsMatterOnlyToAClaim() {
            Cluster unclaimed =
                    plain().namespace("builds")
                            .unreadable("builds", Look.EVENTS, Cluster.FORBIDDEN);
            Cluster claimed =
                    plain().namespace("builds")
                            .unreadable("builds", Look.EVENTS, Cluster.FORBIDDEN)
                            .claimedAt("5m");

            assertThat(unclaimed.says("shop")).isEqualTo(HEALTHY);
            assertThat(claimed.says("shop")).isEqualTo(UNSEEN);
        }

        @ParameterizedTest
        @CsvSource({"1h1s, false", "1h, true", "59m59s, true"})
        void aClaimNeedsEvidenceThatReachesBackToTheAttempt(String age, boolean reaches) {
            AWorkload shop =
                    deployment("shop", V1)
                            .created(age)
                            .revised(age)
                            .pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).claimedAt("0s").says("shop"))
                    .isEqualTo(reaches ? HEALTHY : UNSEEN);
        }

        @Test
        void theHourCountsBackFromTheClaim() {
            AWorkload shop =
                    deployment("shop", V1).revised("5h").pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(cluster().with(shop).claimedAt("4h").says("shop")).isEqualTo(HEALTHY);
            assertThat(cluster().with(shop).claimedAt("3h").says("shop")).isEqualTo(UNSEEN);
            assertThat(cluster().with(shop).claimed(Optional.empty()).says("shop"))
                    .isEqualTo(UNSEEN);
        }

        @Test
        void theCreationOfTheNewestRevisionIsStillListed() {
            AWorkload shop =
                    deployment("shop", V1).revised("5h").pod(p -> p.app(c -> c.runs(OTHER)));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.replicaSet(), "SuccessfulCreate", ""))
                                    .claimedAt("1m")
                                    .says("shop"))
                    .isEqualTo(HEALTHY);
            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(normal(shop.ref(), "SuccessfulCreate", ""))
                                    .with(normal(shop.replicaSet(), "SuccessfulDelete", ""))
                                    .claimedAt("1m")
                                    .says("shop"))
                    .isEqualTo(UNSEEN);
        }
    }

    @Nested
    class Traces {
        private ObjectRef gone(String name) {
            return new ObjectRef("Pod", HERE, name, "uid-gone-" + name);
        }

        private Cluster withTrace(String pod, String at) {
            return cluster()
                    .with(shop())
                    .with(
                            normal(
                                            gone(pod),
                                            "Pulled",
                                            "Container image \"" + ABuild.KANIKO + "\" already")
                                    .container("main")
                                    .at(at));
        }

        @Test
        void aBuildThatIsGoneButForItsEventsIsUnseen() {
            assertThat(withTrace("build-shop-1", "20m").says("shop"))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void aContainerNamedKanikoIsATraceToo() {
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .with(normal(gone("x"), "Started", "Started").container("Kaniko-1"));

            assertThat(cluster.says("shop")).isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void aTraceOfAnEarlierBuildThanTheChosenOneIsHistory() {
            assertThat(found(withTrace("build-shop-1", "40m").with(good("one", V1))))
                    .isEqualTo("one by destination");
            assertThat(found(withTrace("build-shop-1", "20m").with(good("one", V1))))
                    .isEqualTo("one by destination");
        }

        @Test
        void aTraceOfALaterBuildThanTheChosenOneIsTheAttempt() {
            assertThat(withTrace("build-shop-1", "19m59s").with(good("one", V1)).says("shop"))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void theFirstEventOfATraceCounts() {
            Cluster cluster =
                    withTrace("build-shop-1", "5m")
                            .with(
                                    normal(
                                                    gone("build-shop-1"),
                                                    "Pulling",
                                                    "\"" + ABuild.KANIKO + "\"")
                                            .at("40m"))
                            .with(good("one", V1));

            assertThat(found(cluster)).isEqualTo("one by destination");
        }

        @Test
        void aTraceThatCarriesAnotherWorkloadsNameIsTheOthers() {
            assertThat(
                            withTrace("build-cart-1", "20m")
                                    .with(deployment("cart", "registry.test/cart:v1").pod(p -> {}))
                                    .says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        }

        @Test
        void aTraceThatCarriesNobodysNameMayBeMine() {
            assertThat(withTrace("build-x-1", "20m").says("shop"))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void thePodsOfAListedJobAreNoTrace() {
            Cluster cluster = withTrace("one-abcde", "1m").with(good("one", V1));

            assertThat(found(cluster)).isEqualTo("one by destination");
        }

        @Test
        void aListedPodIsNoTrace() {
            ABuild build = good("one", V1);
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .withoutJob(build)
                            .with(
                                    normal(
                                                    build.podRef(),
                                                    "Pulled",
                                                    "Container image \"" + ABuild.KANIKO + "\"")
                                            .at("1m"));

            assertThat(found(cluster)).isEqualTo("one by destination");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Container image \"nginx:1\" already present",
                    "gcr.io/kaniko-project/executor",
                    ""
                })
        void anEventThatDoesNotNameTheImageInQuotesIsNoTrace(String message) {
            Cluster cluster =
                    cluster().with(shop()).with(normal(gone("build-shop-1"), "Pulled", message));

            assertThat(cluster.says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        }

        private Cluster withPodOfGoneJob(String pod) {
            ObjectRef job = new ObjectRef("Job", HERE, "build-shop", "uid-gone");
            return cluster()
                    .with(shop())
                    .with(normal(job, "SuccessfulCreate", "Created pod: " + pod).at("1m"));
        }

        @Test
        void aJobThatWentBeforeAnyEventSaidWhatItRanMayHaveBeenABuild() {
            Cluster cluster =
                    withPodOfGoneJob("build-shop-1")
                            .with(normal(gone("build-shop-1"), "Scheduled", "assigned"));

            assertThat(cluster.says("shop")).isEqualTo("INCONCLUSIVE build build - nobody -");
            assertThat(cluster.with(good("one", V1)).says("shop"))
                    .isEqualTo("INCONCLUSIVE build build - nobody -");
        }

        @Test
        void aGoneJobThatRanSomethingElseIsNoTrace() {
            Cluster cluster =
                    withPodOfGoneJob("shop-migrate-1")
                            .with(
                                    normal(
                                            gone("shop-migrate-1"),
                                            "Pulled",
                                            "Container image \"nginx:1\" already present"));

            assertThat(cluster.says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        }

        @Test
        void aJobThatIsListedIsNoTraceNorIsOneWhosePodIs() {
            assertThat(found(withPodOfGoneJob("x-1").with(good("build-shop", V1))))
                    .isEqualTo("build-shop by destination");
            ABuild build = good("one", V1);
            assertThat(found(withPodOfGoneJob(build.podRef().name()).withoutJob(build)))
                    .isEqualTo("one by destination");
        }

        @Test
        void anEventAboutAJobIsNoTrace() {
            ObjectRef job = new ObjectRef("Job", HERE, "build-shop", "uid-gone");
            Cluster cluster =
                    cluster()
                            .with(shop())
                            .with(normal(job, "Completed", "\"" + ABuild.KANIKO + "\""));

            assertThat(cluster.says("shop"))
                    .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        }
    }

    @Test
    void everyWayOfFindingHasItsWord() {
        assertThat(FoundBy.values())
                .extracting(FoundBy::word)
                .containsExactly("flag", "owner", "label", "destination", "digest", "name");
    }

    @Test
    void aFailedBuildOfOneContainerIsNeverHiddenByTheGoodBuildOfAnother() {
        AWorkload two =
                deployment("shop", V1)
                        .container(container("side", "registry.test/team/side:v1"))
                        .pod(p -> p.container("side", c -> c.runs(OTHER)));
        Cluster cluster =
                cluster()
                        .with(two)
                        .with(good("one", V1))
                        .with(
                                build("bad", "registry.test/team/side:v1")
                                        .ended(1, "Error", "15m")
                                        .log(work("error building image: x"))
                                        .job(j -> j.failed("BackoffLimitExceeded", "15m")));
        Verdict verdict = cluster.judge("Deployment", "shop");

        assertThat(Said.of(verdict)).startsWith("FAILED build build");
        assertThat(found(verdict)).isEqualTo("bad by destination");
        assertThat(verdict.containers().stream().map(Verdict.ContainerImages::name))
                .containsExactly("app", "side");
    }
}
