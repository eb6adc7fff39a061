package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.ContainerState.Terminated;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Times;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.function.Consumer;

class CrashesTest {
    private static final String IMAGE = "registry.test/team/shop:v1";

    private static AWorkload shop(Consumer<AContainer> change) {
        return deployment("shop", IMAGE).pod(p -> p.unready("1m").app(change));
    }

    private static String serves(Consumer<AContainer> change) {
        return cluster().with(shop(change)).serves("shop");
    }

    /// Runs again since then, after a crash that ended a life of so long.
    private static Consumer<AContainer> again(int restarts, String since, String life) {
        return c ->
                c.restarted(restarts)
                        .running(since)
                        .ready()
                        .before(
                                new Terminated(
                                        1,
                                        "Error",
                                        "",
                                        Optional.of(Times.ago("30m").minus(Times.length(life))),
                                        Optional.of(Times.ago("30m"))));
    }

    private static String readyAgain(Consumer<AContainer> change) {
        return cluster().with(deployment("shop", IMAGE).pod(p -> p.app(change))).serves("shop");
    }

    @Nested
    class Fires {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1 | Converging start, hurts: start ContainerCrashes developer proven",
                    "2 | Failing start ContainerCrashes developer proven",
                    "3 | Failing start ContainerCrashes developer proven"
                })
        void twoRestartsByCrashesAndNotReadyIsFailing(int restarts, String said) {
            assertThat(serves(c -> c.crashLooping(restarts))).isEqualTo(said);
        }

        @Test
        void aContainerThatJustEndedIsJudgedByItsEnd() {
            assertThat(serves(c -> c.ended(1, "Error", "20s", "1s")))
                    .isEqualTo("Converging start, hurts: start ContainerCrashes developer proven");
            assertThat(serves(c -> c.ended(1, "Error", "20s", "1s").restarted(2)))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void endingWithZeroAgainAndAgainIsACrashOfWhatShouldRunOn() {
            assertThat(
                            serves(
                                    c ->
                                            c.before(0, "Completed", "1m10s", "1m")
                                                    .restarted(3)
                                                    .waiting("CrashLoopBackOff", "")))
                    .isEqualTo("Failing start ContainerExits developer proven");
        }

        @Test
        void aProgramThatIsNotThereCannotHealAtTheFirstTry() {
            assertThat(
                            serves(
                                    c ->
                                            c.couldNotStart(
                                                    "StartError",
                                                    "failed to create containerd task: failed to"
                                                        + " create shim task: OCI runtime create"
                                                        + " failed: runc create failed: unable to"
                                                        + " start container process: exec:"
                                                        + " \"serve\": executable file not found in"
                                                        + " $PATH: unknown")))
                    .isEqualTo("Failing start CommandNotFound developer proven");
        }

        @Test
        void aProgramOfAnotherArchitectureCannotHealAtTheFirstTry() {
            assertThat(
                            serves(
                                    c ->
                                            c.couldNotStart(
                                                    "StartError",
                                                    "failed to create containerd task: failed to"
                                                        + " create shim task: OCI runtime create"
                                                        + " failed: runc create failed: unable to"
                                                        + " start container process: exec /serve:"
                                                        + " exec format error: unknown")))
                    .isEqualTo("Failing start WrongArchitecture developer proven");
        }

        @Test
        void aProgramThatIsNotThereIsStillNotThereWhileItBacksOff() {
            Terminated never =
                    new Terminated(
                            128,
                            "StartError",
                            "exec: \"serve\": executable file not found in $PATH",
                            Optional.empty(),
                            Optional.of(Times.ago("1m")));

            assertThat(
                            serves(
                                    c ->
                                            c.before(never)
                                                    .restarted(1)
                                                    .waiting("CrashLoopBackOff", "back-off")))
                    .isEqualTo("Failing start CommandNotFound developer proven");
        }

        @Test
        void theAppsOwnWordsOnlyNameTheCause() {
            AWorkload shop = shop(c -> c.crashLooping(2));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .lastWords(
                                            shop.podRef(),
                                            "app",
                                            false,
                                            "exec /serve: exec format error")
                                    .serves("shop"))
                    .isEqualTo("Failing start WrongArchitecture? developer proven");
        }

        @Test
        void anOwnLimitTooSmallIsTheDevelopers() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(c -> c.limit("memory", "64Mi"))
                            .pod(
                                    p ->
                                            p.unready()
                                                    .app(
                                                            c ->
                                                                    c.before(
                                                                                    137,
                                                                                    "OOMKilled",
                                                                                    "2m",
                                                                                    "1m")
                                                                            .restarted(2)
                                                                            .waiting(
                                                                                    "CrashLoopBackOff",
                                                                                    "")));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Failing start OutOfMemory developer proven");
        }

        @Test
        void aContainerLimitThatThePodHasAndItsTemplateLacksIsThePlatforms() {
            AWorkload shop =
                    shop(
                            c ->
                                    c.limit("memory", "64Mi")
                                            .before(137, "OOMKilled", "2m", "1m")
                                            .restarted(2)
                                            .waiting("CrashLoopBackOff", ""));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Failing start OutOfMemory platform proven");
        }

        @Test
        void withoutAnyLimitOutOfMemoryStaysTheDevelopers() {
            assertThat(
                            serves(
                                    c ->
                                            c.before(137, "OOMKilled", "2m", "1m")
                                                    .restarted(2)
                                                    .waiting("CrashLoopBackOff", "")))
                    .isEqualTo("Failing start OutOfMemory developer proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Container app failed liveness probe, will be restarted | ready"
                            + " LivenessProbeKills? developer proven",
                    "Container app failed startup probe, will be restarted  | ready"
                            + " StartupProbeFailing? developer proven",
                    "Stopping container app                                 | start"
                            + " ContainerCrashes developer proven"
                })
        void aProbesKillingEventBeatsTheCrashAsTheCause(String message, String said) {
            AWorkload shop = shop(c -> c.crashLooping(2));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(shop.podRef(), "Killing", message)
                                                    .container("app")
                                                    .at("1m5s"))
                                    .serves("shop"))
                    .isEqualTo("Failing " + said);
        }

        @Test
        void aPostStartHookThatFailsIsTheCause() {
            AWorkload shop = shop(c -> c.crashLooping(2));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "FailedPostStartHook",
                                                            "PostStartHook failed")
                                                    .container("app")
                                                    .at("1m5s"))
                                    .serves("shop"))
                    .isEqualTo("Failing start PostStartHookFailed? developer proven");
        }

        @Test
        void aCrashOfAnInjectedContainerIsThePlatforms() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.unready()
                                                    .with(
                                                            container("mesh", "mesh:1")
                                                                    .crashLooping(3)));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes platform proven");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // a life of 45 s asks for 90 s of calm
                    "2 | 89s   | 45s | Failing start ContainerCrashes developer proven",
                    "2 | 90s   | 45s | Serving",
                    "2 | 91s   | 45s | Serving",
                    "1 | 89s   | 45s | 'Converging start, hurts: start ContainerCrashes developer"
                            + " proven, look in 1s'",
                    "1 | 90s   | 45s | Serving",
                    // at least a minute
                    "2 | 59s   | 5s  | Failing start ContainerCrashes developer proven",
                    "2 | 60s   | 5s  | Serving",
                    // at most ten
                    "2 | 9m59s | 20m | Failing start ContainerCrashes developer proven",
                    "2 | 10m   | 20m | Serving"
                })
        void withoutAReadinessProbeReadyMeansCalmForTwiceTheLongestLife(
                int restarts, String since, String life, String said) {
            assertThat(readyAgain(again(restarts, since, life))).isEqualTo(said);
        }

        @ParameterizedTest
        @CsvSource({"1m59s, false", "2m, true", "2m1s, true"})
        void theCalmWindowIsNeverShorterThanMinReadySeconds(String since, boolean serves) {
            AWorkload shop =
                    deployment("shop", IMAGE).minReady("2m").pod(p -> p.app(again(2, since, "5s")));

            assertThat(cluster().with(shop).serves("shop").equals("Serving")).isEqualTo(serves);
        }

        @Test
        void aLifeThatBeganIn1970IsNoLife() {
            Terminated never =
                    new Terminated(1, "Error", "", Optional.empty(), Optional.of(Times.ago("30m")));

            assertThat(readyAgain(c -> c.running("60s").restarted(2).before(never)))
                    .isEqualTo("Serving");
            assertThat(readyAgain(c -> c.running("59s").restarted(2).before(never)))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void unreadyAgainAndCalmIsNoMoreACrashAfterOne() {
            assertThat(
                            serves(
                                    c ->
                                            c.readinessProbe()
                                                    .running("2m")
                                                    .unready()
                                                    .restarted(1)
                                                    .before(1, "Error", "3m", "2m30s")))
                    .isEqualTo("Converging ready, look in 3m");
        }

        @Test
        void unreadyAgainAndCalmIsFailingAfterTwo() {
            assertThat(
                            serves(
                                    c ->
                                            c.readinessProbe()
                                                    .running("2m")
                                                    .unready()
                                                    .restarted(2)
                                                    .before(1, "Error", "3m", "2m30s")))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }
    }

    @Nested
    class StaysQuiet {
        @Test
        void aRestartOfWeeksAgoSaysNothing() {
            assertThat(
                            readyAgain(
                                    c ->
                                            c.running("400h")
                                                    .restarted(7)
                                                    .before(1, "Error", "400h10m", "400h1m")))
                    .isEqualTo("Serving");
        }

        @Test
        void withAReadinessProbeReadyInsideTheCalmWindowIsConvergingWithoutACause() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(AContainer::readinessProbe)
                            .pod(p -> p.app(again(5, "59s", "5s")));

            assertThat(cluster().with(shop).serves("shop"))
                    .isEqualTo("Converging ready, look in 1s");
        }

        @Test
        void withAReadinessProbeAndCalmItServes() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .app(AContainer::readinessProbe)
                            .pod(p -> p.app(again(5, "60s", "5s")));

            assertThat(cluster().with(shop).serves("shop")).isEqualTo("Serving");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ContainerStatusUnknown", "Unknown"})
        void anEndThatTheRuntimeLostTrackOfIsNoCrash(String reason) {
            assertThat(
                            readyAgain(
                                    c ->
                                            c.running("5s")
                                                    .restarted(3)
                                                    .before(137, reason, "2m", "1m")))
                    .isEqualTo("Serving");
        }

        @Test
        void aRestartByAChangedDefinitionIsNoCrash() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.running("5s")
                                                                    .restarted(1)
                                                                    .before(
                                                                            137, "Error", "2m",
                                                                            "6s")));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Killing",
                                                            "Container app definition changed, will"
                                                                    + " be restarted")
                                                    .container("app")
                                                    .at("7s"))
                                    .serves("shop"))
                    .isEqualTo("Serving");
        }

        @Test
        void oneChangedDefinitionExcusesOneRestartOnly() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.running("5s")
                                                                    .restarted(3)
                                                                    .before(
                                                                            137, "Error", "2m",
                                                                            "6s")));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Killing",
                                                            "Container app definition changed, will"
                                                                    + " be restarted")
                                                    .container("app")
                                                    .at("2m"))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void aPatchedImageExcusesOneRestartAlsoWithoutItsEvent() {
            AWorkload shop =
                    deployment("shop", IMAGE)
                            .pod(
                                    p ->
                                            p.app(
                                                    c ->
                                                            c.image("registry.test/team/shop:hand")
                                                                    .running("5s")
                                                                    .restarted(1)
                                                                    .before(
                                                                            137, "Error", "2m",
                                                                            "6s")));

            assertThat(cluster().with(shop).serves("shop")).isEqualTo("Serving");
        }

        @Test
        void aKillingOfAnotherContainerNamesNoCause() {
            AWorkload shop = shop(c -> c.crashLooping(2));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Killing",
                                                            "Container side failed liveness probe,"
                                                                    + " will be restarted")
                                                    .container("side")
                                                    .at("1m5s"))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void aKillingBeforeTheLifeThatEndedNamesNoCause() {
            AWorkload shop = shop(c -> c.crashLooping(2));

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                            shop.podRef(),
                                                            "Killing",
                                                            "Container app failed liveness probe,"
                                                                    + " will be restarted")
                                                    .container("app")
                                                    .at("1m11s"))
                                    .with(
                                            warning(
                                                            shop.podRef(),
                                                            "FailedPostStartHook",
                                                            "PostStartHook failed")
                                                    .container("app")
                                                    .at("1m11s"))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }

        @Test
        void theEventsOfAnEarlierPodOfThatNameSayNothing() {
            AWorkload shop = shop(c -> c.crashLooping(2));
            var before = new ObjectRef("Pod", "team", shop.podRef().name(), "uid-of-before");

            assertThat(
                            cluster()
                                    .with(shop)
                                    .with(
                                            normal(
                                                            before,
                                                            "Killing",
                                                            "Container app failed liveness probe,"
                                                                    + " will be restarted")
                                                    .container("app")
                                                    .at("1m5s"))
                                    .serves("shop"))
                    .isEqualTo("Failing start ContainerCrashes developer proven");
        }
    }
}
