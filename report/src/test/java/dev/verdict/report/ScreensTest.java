package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.observation.Gap;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Whole screens, held against `src/test/resources/screens`. A screen that differs is left in
/// `target/screens`; whoever has read it copies it over.
class ScreensTest {
    private static final Path EXPECTED = Path.of("src/test/resources/screens");
    private static final Path ACTUAL = Path.of("target/screens");

    /// Causes that no recording shows; `RecordedScreensTest` in `acceptance` has the others, and
    /// holds both together to one screen a cause.
    private static final Set<Cause> NOT_RECORDED =
            EnumSet.of(
                    Cause.BUILD_HANGS,
                    Cause.BUILDER_CRASHED,
                    Cause.CONTAINER_CONFIG_INVALID,
                    Cause.HOST_PATH_MISMATCH,
                    Cause.HOST_PORT_CONFLICT,
                    Cause.IMAGE_PLATFORM_MISMATCH,
                    Cause.IMAGE_SIGNATURE_INVALID,
                    Cause.JOB_SUSPENDED,
                    Cause.NODE_CAPACITY_REACHED,
                    Cause.NODE_DISK_FULL,
                    Cause.NODE_NOT_READY,
                    Cause.NODES_UNSCHEDULABLE,
                    Cause.POD_NOT_CREATED,
                    Cause.POD_REFUSED_BY_NODE,
                    Cause.POST_START_HOOK_FAILED,
                    Cause.REGISTRY_CERTIFICATE_INVALID,
                    Cause.VOLUME_MULTI_ATTACH,
                    Cause.VOLUME_ZONE_CONFLICT);

    @TestFactory
    Stream<DynamicTest> areAsExpected() {
        Map<String, String> screens = new LinkedHashMap<>();
        all().forEach(
                        (name, verdict) ->
                                screens.put(
                                        name, TextReport.of(verdict, Told.LIVE, Style.plain())));
        screens.put(
                "false-alarm-from-disk",
                TextReport.of(Sample.falseAlarm(), Told.DISK, Style.plain()));
        screens.put(
                "failed-workload-no-logs",
                TextReport.of(Sample.failedWorkload(), Told.LIVE, Style.plain().withLogs(false)));
        screens.put(
                "false-alarm-120",
                TextReport.of(Sample.falseAlarm(), Told.LIVE, Style.plain().withWidth(120)));
        for (Cause cause : NOT_RECORDED) {
            screens.put(
                    "long-" + cause.word(),
                    TextReport.of(Sample.longest(cause), Told.LIVE, Style.plain()));
        }
        return screens.entrySet().stream()
                .map(s -> dynamicTest(s.getKey(), () -> isAsExpected(s.getKey(), s.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> fitTheirWidthAndTwentyFourLines() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>(all());
        for (Cause cause : Cause.values()) {
            verdicts.put("long " + cause.word(), Sample.longest(cause));
        }
        for (Code code : Code.values()) {
            verdicts.put("with " + code.word(), Sample.followUp(code, Sample.LONG_NAME));
        }
        return verdicts.entrySet().stream()
                .flatMap(
                        v ->
                                Stream.of(60, 80, 120)
                                        .map(
                                                width ->
                                                        dynamicTest(
                                                                v.getKey() + " at " + width,
                                                                () -> fits(v.getValue(), width))));
    }

    private static void fits(Verdict verdict, int width) {
        List<String> lines =
                TextReport.of(verdict, Told.LIVE, Style.plain().withWidth(width)).lines().toList();
        if (width >= 80) {
            assertThat(lines).hasSizeLessThanOrEqualTo(TextReport.LINES);
        }
        assertThat(lines).allSatisfy(l -> assertThat(Cut.columns(l)).isLessThanOrEqualTo(width));
    }

    @Test
    void coloursAddNothingThatIsNotSaid() {
        all().values()
                .forEach(
                        v ->
                                assertThat(
                                                TextReport.of(
                                                                v,
                                                                Told.LIVE,
                                                                Style.plain().withColour(true))
                                                        .replaceAll("\u001b\\[[0-9;]*m", ""))
                                        .isEqualTo(TextReport.of(v, Told.LIVE, Style.plain())));
    }

    static Map<String, Verdict> all() {
        Map<String, Verdict> all = new LinkedHashMap<>();
        all.put("false-alarm", Sample.falseAlarm());
        all.put("false-alarm-inferred", Sample.inferred());
        all.put("healthy", Sample.healthy());
        all.put("partial-push", Sample.followUp(Code.PARTIAL_PUSH, "mirror.test/team/shop:rev-1"));
        all.put("build-step-killed", Sample.followUp(Code.BUILD_STEP_KILLED, ""));
        all.put("service-selects-nothing", Sample.followUp(Code.SERVICE_SELECTS_NOTHING, "shop"));
        all.put("failed-build", Sample.failedBuild());
        all.put("failed-workload", Sample.failedWorkload());
        all.put("blocked", Sample.blocked());
        all.put("unrecognised", Sample.unrecognised());
        all.put("stale", Sample.stale());
        all.put("in-progress", Sample.inProgress());
        all.put("superseded", Sample.superseded());
        all.put(
                "inconclusive-forbidden",
                Sample.inconclusive(new Gap.Forbidden("list pods in namespace team-a")));
        all.put(
                "inconclusive-timed-out",
                Sample.inconclusive(new Gap.TimedOut(Duration.ofSeconds(10))));
        all.put(
                "inconclusive-expired",
                Sample.inconclusive(new Gap.Expired("the events of pod/shop-1")));
        all.put(
                "inconclusive-not-asked",
                Sample.inconclusive(new Gap.NotAsked("the registry, what the tag holds")));
        all.put(
                "inconclusive-unreachable",
                Sample.inconclusive(new Gap.Unreachable("503 service unavailable")));
        all.put(
                "inconclusive-truncated",
                Sample.inconclusive(new Gap.Truncated("pods: the answer broke off")));
        all.put(
                "inconclusive-unreadable",
                Sample.inconclusive(new Gap.Unreadable("pods: no JSON")));
        return all;
    }

    private static void isAsExpected(String name, String screen) throws IOException {
        Path expected = EXPECTED.resolve(name + ".txt");
        String known =
                Files.exists(expected) ? Files.readString(expected, StandardCharsets.UTF_8) : "";
        if (!known.equals(screen)) {
            Files.createDirectories(ACTUAL);
            Files.writeString(ACTUAL.resolve(name + ".txt"), screen, StandardCharsets.UTF_8);
        }
        assertThat(screen).isEqualTo(known);
    }

    @TestFactory
    Stream<DynamicTest> everyExpectedScreenIsStillDrawn() throws IOException {
        List<String> drawn =
                Stream.of(
                                all().keySet().stream(),
                                Stream.of(
                                        "false-alarm-from-disk",
                                        "failed-workload-no-logs",
                                        "false-alarm-120"),
                                NOT_RECORDED.stream().map(c -> "long-" + c.word()))
                        .flatMap(s -> s)
                        .toList();
        List<String> files;
        try (Stream<Path> paths = Files.list(EXPECTED)) {
            files =
                    paths.map(p -> p.getFileName().toString().replace(".txt", ""))
                            .sorted()
                            .toList();
        }
        return files.stream().map(f -> dynamicTest(f, () -> assertThat(drawn).contains(f)));
    }
}
