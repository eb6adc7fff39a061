package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.Programs;
import dev.verdict.testbed.RecordedCluster;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command on a machine whose clock is wrong: the API server's own clock decides, and the
/// difference is printed.
///
/// The clock is that of the command's own process. kubectl, a program of Go, asks the kernel and
/// cannot be deceived so; through the client also the checks of certificates see the wrong time.
@ExtendWith(OnTestbed.class)
class ClockIT {
    /// How old an answer may be; far less than the clocks are wrong.
    private static final Duration NEAR = Duration.ofMinutes(1);

    /// What is added to the time, and what that is called.
    private static final Map<String, String> CLOCKS = Map.of("+10m", "fast", "-10m", "slow");

    /// The API server's time comes in whole seconds, and an answer takes some.
    private static final String ABOUT_TEN_MINUTES = "(9 min 5\\d s|10 min( \\d+ s)?)";

    @TestFactory
    Stream<DynamicTest> aWrongClockChangesNothingAndIsSaid(RecordedCluster real, @TempDir Path home)
            throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/faketime")) || Programs.isRequired(),
                "there is no faketime");
        Shell shell = Shell.in(home);
        Files.copy(real.plane().kubeconfig(), home.resolve("kubeconfig"));
        return Stream.of("kubectl", "client")
                .flatMap(transport -> CLOCKS.keySet().stream().map(it -> List.of(transport, it)))
                .flatMap(
                        way ->
                                moments()
                                        .map(
                                                moment ->
                                                        DynamicTest.dynamicTest(
                                                                way + " " + moment.name(),
                                                                () ->
                                                                        isSaid(
                                                                                real,
                                                                                shell,
                                                                                moment,
                                                                                way.getFirst(),
                                                                                way.getLast()))))
                .onClose(shell::close);
    }

    private static Stream<LiveMoment> moments() {
        return Stream.of(
                LiveMoment.of("a1-false-alarm-digest-ref", "now"),
                LiveMoment.of("a1-false-alarm-digest-ref", "at-giveup"));
    }

    private static void isSaid(
            RecordedCluster real, Shell shell, LiveMoment recorded, String transport, String clock)
            throws Exception {
        LiveMoment moment = recorded.later(real.load(recorded.folder()).moved());
        List<String> faketime = List.of("faketime", "--exclude-monotonic", "-f", clock);
        // The library that changes the clock makes a JVM several times slower.
        List<String> more = List.of("--transport", transport, "--timeout", "60s");
        List<String> arguments = Sample.with(moment.arguments(), more.toArray(String[]::new));

        JsonNode json =
                Sample.ask(
                        typed ->
                                shell.through(
                                        faketime, Sample.with(typed, more.toArray(String[]::new))),
                        moment);
        Instant judged = Instant.parse(json.path("evaluatedAt").asString(""));
        assertThat(Duration.between(judged, Instant.now()).abs()).isLessThan(NEAR);

        Shell.Run text = shell.through(faketime, arguments);
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .containsPattern("your clock is " + ABOUT_TEN_MINUTES + " " + CLOCKS.get(clock));
    }
}
