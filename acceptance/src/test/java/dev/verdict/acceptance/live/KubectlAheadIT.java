package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.acceptance.Checkout;
import dev.verdict.live.KubectlCluster;
import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The launcher starts kubectl before Java where it can: a check finds it, nothing else starts one,
/// and however the command ends neither process nor socket stays.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KubectlAheadIT {
    private static final String NAMESPACE = "a1-false-alarm-digest-ref";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Shell shell;
    private StubApiServer server;
    private Path home;
    private Path sockets;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        home = folder;
        shell = Shell.in(home);
        sockets = Files.createDirectory(home.resolve("s"));
        server = StubApiServer.https(Checkout.root().resolve("scenarios/" + NAMESPACE + "/now"));
        server.kubeconfig(home, NAMESPACE);
        Path kubectl = home.resolve("tools/kubectl");
        Files.writeString(
                kubectl,
                """
                #!/bin/sh
                echo "$*" >>'%s/calls'
                exec '%s' "$@"
                """
                        .formatted(home, realKubectl()));
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    }

    @BeforeEach
    void nothingWasAsked() throws IOException {
        server.behave().forget();
        Files.deleteIfExists(home.resolve("calls"));
    }

    @AfterEach
    void nothingStays() {
        Eventually.is("no folder with a socket", () -> left().isEmpty());
        Eventually.is("no process of ours", () -> processes().isEmpty());
    }

    @AfterAll
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
        if (shell != null) {
            shell.close();
        }
    }

    @Test
    void aCheckFindsItStarted() throws Exception {
        Ended ended = end(start("check", "deploy/shop"));

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("HEALTHY   deployment/shop");
        assertThat(calls()).singleElement().asString().contains("-ahead/s");
    }

    @Test
    void aCheckWithConnectionFlagsStartsItsOwn() throws Exception {
        Ended ended = end(start("check", "deploy/shop", "--context", StubApiServer.CONTEXT));

        assertThat(ended.out()).startsWith("HEALTHY   deployment/shop");
        assertThat(calls())
                .singleElement()
                .asString()
                .contains("--context=stub")
                .doesNotContain("-ahead");
    }

    /// The launcher does not know every way to write a flag; Java does.
    @Test
    void oneThatDoesNotFitIsNotUsed() throws Exception {
        Ended ended = end(start("check", "-As", server.url()));

        assertThat(ended.out()).contains("deployment/shop");
        assertThat(calls()).hasSize(2).anyMatch(it -> it.contains("--server=" + server.url()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "explain OOMKilled",
                "check --help",
                "check deploy/shop --transport client",
                "check deploy/shop --from ROOT/scenarios/a1-false-alarm-digest-ref/now"
            })
    void whatNeedsNoneStartsNone(String words) throws Exception {
        Ended ended = end(start(words.replace("ROOT", Checkout.root().toString()).split(" ", -1)));

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(calls()).isEmpty();
    }

    @Test
    void aWrongCommandLineEndsIt() throws Exception {
        Ended ended = end(start("check", "--no-such-flag"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void itsOwnWordsAreToldWhenItCannotServe() throws Exception {
        Path kubeconfig = home.resolve("kubeconfig");
        String good = Files.readString(kubeconfig);
        Files.writeString(kubeconfig, "{");
        Ended ended = end(start("check", "deploy/shop"));
        Files.writeString(kubeconfig, good);

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.err()).startsWith("verdict: error loading config file").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, group", "TERM, group", "HUP, group", "KILL, group",
        "INT, alone", "TERM, alone", "HUP, alone", "KILL, alone"
    })
    void whenSignalled(String signal, String whom) throws Exception {
        server.misbehave(
                call -> call.path().endsWith("/pods"),
                new Misbehaviour.Slow(Duration.ofMinutes(1)));
        Started started = start("check", "deploy/shop");
        Eventually.is(
                "asking for pods",
                () -> server.calls().stream().anyMatch(call -> call.path().endsWith("/pods")));
        assertThat(left()).hasSize(1);

        String target = (whom.equals("group") ? "-" : "") + started.process().pid();
        int sent =
                new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- " + target)
                        .start()
                        .waitFor();

        assertThat(sent).isZero();
        assertThat(started.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private record Started(Process process, Path out, Path err) {}

    private record Ended(int code, String out, String err) {}

    private Started start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // A run in the background ignores both, and so would its children.
                                "/usr/bin/env",
                                "--default-signal=INT,HUP",
                                "/usr/bin/setsid",
                                Checkout.root().resolve("verdict").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("PATH", home.resolve("tools") + ":" + System.getenv("PATH"));
        builder.environment().put("KUBECONFIG", home.resolve("kubeconfig").toString());
        builder.environment().put("XDG_RUNTIME_DIR", sockets.toString());
        return new Started(builder.start(), out, err);
    }

    private static Ended end(Started started) throws IOException, InterruptedException {
        if (!started.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            started.process().destroyForcibly();
            throw new AssertionError("did not end: " + Files.readString(started.err()));
        }
        return new Ended(
                started.process().exitValue(),
                Files.readString(started.out()),
                Files.readString(started.err()));
    }

    private List<String> calls() throws IOException {
        Path calls = home.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(sockets)) {
            return all.toList();
        }
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(it -> it.info().commandLine().stream())
                .filter(it -> it.contains(sockets.toString()))
                .toList();
    }

    private static Path realKubectl() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
