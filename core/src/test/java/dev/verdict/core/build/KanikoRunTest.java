package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.image.ImageReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class KanikoRunTest {
    private static KanikoRun run(String... arguments) {
        return KanikoRun.parse(List.of(), List.of(arguments), Map.of());
    }

    private static List<String> destinations(KanikoRun run) {
        return run.destinations().stream().map(ImageReference::text).toList();
    }

    @Test
    void destinationsAreReadInEveryForm() {
        assertThat(
                        destinations(
                                run(
                                        "--destination=r.test/a:1",
                                        "--destination",
                                        "r.test/b:1",
                                        "-d=r.test/c:1",
                                        "-d",
                                        "r.test/d:1",
                                        "-dr.test/e:1",
                                        "--destination=r.test/f:1, r.test/g:1")))
                .containsExactly(
                        "r.test/a:1",
                        "r.test/b:1",
                        "r.test/c:1",
                        "r.test/d:1",
                        "r.test/e:1",
                        "r.test/f:1",
                        "r.test/g:1");
    }

    @Test
    void whatIsNoImageIsNoDestination() {
        assertThat(destinations(run("--destination=Not An Image", "-d", "r.test/A:1"))).isEmpty();
        assertThat(destinations(run("--dryrun", "--digest-file=r.test/a:1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--no-push,           true",
        "--no-push=true,      true",
        "--no-push=1,         true",
        "--no-push=false,     false",
        "--dryrun,            true",
        "--push-retry=3,      false",
        "--no-push-cache,     false"
    })
    void toldToPushNothing(String flag, boolean noPush) {
        assertThat(run(flag, "--destination=r.test/a:1").noPush()).isEqualTo(noPush);
    }

    @Test
    void aSwitchDoesNotTakeTheNextWord() {
        assertThat(destinations(run("--no-push", "-d", "r.test/a:1")))
                .containsExactly("r.test/a:1");
        assertThat(run("--cache", "false").cacheConfigured()).isTrue();
    }

    @Test
    void theEnvironmentMayForbidThePush() {
        assertThat(KanikoRun.parse(List.of(), List.of(), Map.of("KANIKO_NO_PUSH", "true")).noPush())
                .isTrue();
        assertThat(KanikoRun.parse(List.of(), List.of(), Map.of("KANIKO_NO_PUSH", "no")).noPush())
                .isFalse();
    }

    @Test
    void aCacheIsConfiguredByEitherFlag() {
        assertThat(run("--cache=true").cacheConfigured()).isTrue();
        assertThat(run("--cache=false").cacheConfigured()).isFalse();
        assertThat(run("--cache-repo=r.test/cache").cacheConfigured()).isTrue();
        assertThat(run("--cache-repo=r.test/cache").cacheRepository().orElseThrow().path())
                .isEqualTo("cache");
        assertThat(run().cacheRepository()).isEmpty();
        assertThat(run("--cache=true", "--cache=false").cacheConfigured()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "warning", "error", "fatal", "panic"})
    void toldToLogLess(String level) {
        assertThat(run("--verbosity=" + level).quiet()).isTrue();
        assertThat(run("-v", level).quiet()).isTrue();
        assertThat(run("--verbosity=info").quiet()).isFalse();
    }

    @Test
    void anExecutorsCallInAScriptIsRead() {
        KanikoRun run =
                KanikoRun.parse(
                        List.of("/busybox/sh", "-c"),
                        List.of("echo start && /kaniko/executor --destination=$(IMAGE) --no-push"),
                        Map.of("IMAGE", "r.test/a:1"));

        assertThat(destinations(run)).containsExactly("r.test/a:1");
        assertThat(run.noPush()).isTrue();
        assertThat(run.known()).isTrue();
    }

    @Test
    void aFlagThatNamesTheExecutorIsNoScript() {
        assertThat(
                        destinations(
                                run(
                                        "--context=dir:///kaniko/executor x",
                                        "--destination=r.test/a:1")))
                .containsExactly("r.test/a:1");
    }

    @Test
    void withoutArgumentsNothingIsKnown() {
        assertThat(KanikoRun.unknown().known()).isFalse();
        assertThat(KanikoRun.to(List.of()).known()).isTrue();
    }

    @Test
    void theDestinationThatAPushNames() {
        KanikoRun run = run("--destination=r.test/a:1", "--destination=r.test/b");

        assertThat(run.destinationOf(ImageReference.parse("r.test/b:latest").orElseThrow()))
                .map(ImageReference::text)
                .contains("r.test/b");
        assertThat(run.destinationOf(ImageReference.parse("r.test/a:2").orElseThrow())).isEmpty();
    }
}
