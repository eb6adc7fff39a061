package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// However a process that holds a cluster open ends, no kubectl and no socket stay.
final class LeavesNothingBehindIT {
    private static final Duration LONGEST_CLEARING = Duration.ofSeconds(10);

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @BeforeEach
    void needsKubectl() {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setsid")),
                "there is no setsid to make a process group with");
    }

    @ParameterizedTest
    @CsvSource({
        "INT, group", "TERM, group", "HUP, group", "KILL, group",
        "INT, alone", "TERM, alone", "HUP, alone", "KILL, alone"
    })
    void whenSignalled(String signal, String whom) throws Exception {
        try (StubApiServer server = server()) {
            Process process = start(server);
            assertThat(sockets()).hasSize(1);
            String target =
                    whom.equals("group") ? "-" + process.pid() : Long.toString(process.pid());
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- " + target)
                            .start();
            assertThat(kill.waitFor()).isZero();
            assertThat(process.waitFor(LONGEST_CLEARING.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertNothingStays();
        }
    }

    @Test
    void whenItEndsInOrder() throws Exception {
        try (StubApiServer server = server()) {
            Process process = start(server, "leave");
            assertThat(process.waitFor(LONGEST_CLEARING.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(sockets()).isEmpty();
            assertNothingStays();
        }
    }

    @Test
    void whenItHasEnough() throws Exception {
        try (StubApiServer server = server()) {
            Process process = start(server, "enough");
            long end = System.nanoTime() + LONGEST_CLEARING.toNanos();
            while (!left().isEmpty() && System.nanoTime() < end) {
                Thread.sleep(20);
            }

            assertThat(left()).isEmpty();
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void onlyTheOwnerMayEnterTheSocketsFolder() throws Exception {
        try (StubApiServer server = server()) {
            Process process = start(server);
            Path socketFolder = sockets().getFirst().getParent();
            assertThat(Files.getPosixFilePermissions(socketFolder))
                    .isEqualTo(
                            java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            process.destroyForcibly().waitFor();
            assertNothingStays();
        }
    }

    private StubApiServer server() throws IOException {
        Path moment = Files.createDirectory(folder.resolve("moment"));
        return StubApiServer.https(TinyMoment.in(moment))
                .misbehave(
                        call -> call.path().endsWith("/pods"),
                        new Misbehaviour.Slow(Duration.ofMinutes(1)));
    }

    private Process start(StubApiServer server, String... more) throws IOException {
        Files.createDirectory(place());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // A run in the background ignores both, and so would its children.
                                "/usr/bin/env",
                                "--default-signal=INT,HUP",
                                "/usr/bin/setsid",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djava.io.tmpdir=" + place(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Holding.class.getName(),
                                server.kubeconfig(folder, TinyMoment.NAMESPACE).toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("XDG_RUNTIME_DIR");
        Process process = builder.start();
        started.add(process);
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("ready");
        return process;
    }

    private Path place() {
        return folder.resolve("t");
    }

    private List<Path> sockets() throws IOException {
        try (Stream<Path> all = Files.walk(place())) {
            return all.filter(it -> it.getFileName().toString().equals("s")).toList();
        }
    }

    private void assertNothingStays() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_CLEARING.toNanos();
        while (!(left().isEmpty() && processes().isEmpty()) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(processes()).isEmpty();
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(place())) {
            return all.filter(it -> it.getFileName().toString().startsWith("verdict-")).toList();
        }
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(it -> it.info().commandLine().stream())
                .filter(it -> it.contains(place().toString()))
                .toList();
    }
}
