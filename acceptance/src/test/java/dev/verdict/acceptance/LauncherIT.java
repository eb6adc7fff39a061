package dev.verdict.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The launcher in a copied checkout. `java` and `mvn` are stubs that write down how they were
/// called, but for one test that starts the real command.
class LauncherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The sources' time in these tests, older than any build.
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir Path temporary;

    private Path checkout;
    private Path tools;
    private Optional<Path> jdk = Optional.empty();

    @BeforeEach
    void copyTheCheckout() throws IOException {
        checkout = temporary.resolve("a checkout");
        Files.createDirectories(checkout.resolve("dev"));
        for (String file :
                List.of("verdict", "dev/find-jdk.sh", "dev/train", "dev/Lean.java", "pom.xml")) {
            Files.copy(Checkout.root().resolve(file), checkout.resolve(file));
        }
        assertThat(checkout.resolve("verdict").toFile().setExecutable(true)).isTrue();
        Path sources = checkout.resolve("core/src/main/java");
        Files.createDirectories(sources);
        Files.writeString(sources.resolve("One.java"), "");
        Files.writeString(sources.resolve("Two.java"), "");
        makeEverythingOld();

        tools = temporary.resolve("tools");
        jdk = Optional.of(tools.resolve("jdk"));
        Files.createDirectories(tools.resolve("jdk/bin"));
        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"25.0.9\"\n");
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "echo \"$*\"");
        script(
                "mvn",
                """
                echo what Maven prints
                echo "$*" >>"%s/mvn.calls"
                mkdir -p cli/target/app/lib
                touch cli/target/app/lib/a.jar cli/target/app/lib/z.jar cli/target/app/lib/verdict-b.jar
                touch cli/target/app/built
                """
                        .formatted(temporary));
    }

    @Test
    void buildsOnceAndNamesEveryJarOursFirst() throws Exception {
        Run first = start(checkout.resolve("verdict"), "check", "two words");
        Run second = start(checkout.resolve("verdict"), "version");

        String lib = checkout.toRealPath().resolve("cli/target/app/lib").toString();
        assertThat(first.code).isZero();
        assertThat(first.out)
                .isEqualTo(
                        "-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=8"
                            + " -XX:CompileCommand=quiet"
                            + " -XX:CompileCommand=CompileThresholdScaling,java.math.BigInteger::*,0.01"
                            + " -XX:+UseSerialGC -Xms20m -XX:NewSize=16m -XX:MaxNewSize=16m"
                            + " -XX:SurvivorRatio=6 -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions"
                            + " -XX:ArchiveRelocationMode=0 -XX:-AOTRecordTraining"
                            + " -XX:-AOTReplayTraining -Xlog:disable -Dstdout.encoding=UTF-8"
                            + " -Dstderr.encoding=UTF-8 -Dverdict.invokedAs=verdict -cp "
                                + (lib + "/verdict-b.jar:" + lib + "/a.jar:" + lib + "/z.jar")
                                + " dev.verdict.cli.Main check two words\n");
        assertThat(first.err).contains("building once", "what Maven prints");
        assertThat(second.err).isEmpty();
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void passesOnTheNameItWasStartedUnder() throws Exception {
        Path link = temporary.resolve("kubectl-verdict");
        Files.createSymbolicLink(link, Path.of("a checkout/verdict"));

        assertThat(start(link, "version").out).contains("-Dverdict.invokedAs=kubectl-verdict ");
    }

    @Test
    void buildsAgainWhenASourceChanged() throws Exception {
        start(checkout.resolve("verdict"));
        makeTheBuildAMinuteOld();
        assertThat(start(checkout.resolve("verdict")).err).isEmpty();

        Files.writeString(checkout.resolve("core/src/main/java/One.java"), "class One {}");
        start(checkout.resolve("verdict"));

        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        start(checkout.resolve("verdict"));
        makeTheBuildAMinuteOld();

        Files.delete(checkout.resolve("core/src/main/java/Two.java"));
        start(checkout.resolve("verdict"));

        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void onlyTrainsAgainWhenTheJdkChanged() throws Exception {
        start(checkout.resolve("verdict"));
        makeTheBuildAMinuteOld();

        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"26.0.1\"\n");
        Run run = start(checkout.resolve("verdict"));

        assertThat(run.err).contains("preparing a fast start");
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void looksForNoJdkWhereOneMadeTheCache() throws Exception {
        String first = start(checkout.resolve("verdict"), "version").out;
        jdk = Optional.empty();

        assertThat(start(checkout.resolve("verdict"), "version").out).isEqualTo(first);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Started one = launch(checkout.resolve("verdict"), "version");
        Started two = launch(checkout.resolve("verdict"), "version");

        assertThat(List.of(one.end().code, two.end().code)).containsExactly(0, 0);
        assertThat(mavenCalls()).isEqualTo(1);
    }

    @Test
    void takesOverALockWhoseHolderIsGone() throws Exception {
        Path lock = checkout.resolve("cli/target/launcher.lock");
        Files.createDirectories(lock);
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

        assertThat(start(checkout.resolve("verdict")).code).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void saysOneSentenceWithoutMaven() throws Exception {
        Files.delete(tools.resolve("mvn"));
        Path few = temporary.resolve("few");
        Files.createDirectories(few);
        for (String tool : List.of("find", "mkdir", "mv", "rm", "sleep", "readlink")) {
            script("../few/" + tool, "exec %s \"$@\"".formatted(whereIs(tool)));
        }

        Run run = launch(few.toString(), checkout.resolve("verdict"), "version").end();

        assertThat(run)
                .isEqualTo(
                        new Run(
                                69,
                                "",
                                "verdict: needs Maven (mvn) on PATH for its one build, and there is"
                                        + " none.\n"));
    }

    @Test
    void aFailedBuildIsNotAnAnswer() throws Exception {
        script("mvn", "echo it does not compile\nexit 1");

        Run run = start(checkout.resolve("verdict"), "version");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                69,
                                "",
                                """
                                verdict: building once, this takes about half a minute ...
                                it does not compile
                                verdict: the build failed: what Maven said is above.
                                """));
    }

    @Test
    void startsTheRealCommand() throws Exception {
        Path app = checkout.resolve("cli/target/app");
        Files.createDirectories(app.resolve("lib"));
        try (Stream<Path> jars = Files.list(Checkout.root().resolve("cli/target/app/lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, app.resolve("lib").resolve(jar.getFileName().toString()));
            }
        }
        Files.createFile(app.resolve("built"));
        Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");

        Run first = start(checkout.resolve("verdict"), "version");
        Run second = start(checkout.resolve("verdict"), "version");

        assertThat(first.err).isEqualTo("verdict: preparing a fast start ...\n");
        assertThat(first.out).startsWith("verdict ");
        assertThat(second).isEqualTo(new Run(0, first.out, ""));
        Path moment = Checkout.root().resolve("scenarios/a1-false-alarm-digest-ref/now");
        Run check =
                start(
                        checkout.resolve("verdict"),
                        "check",
                        "deploy/shop",
                        "--from",
                        moment.toString(),
                        "--claimed-at",
                        "2026-11-23T02:54:03Z");
        assertThat(check.err).isEmpty();
        assertThat(check.out).startsWith("FALSE ALARM  deployment/shop");
        assertThat(app.resolve("kubectl.aot")).isNotEmptyFile();
        assertThat(app.resolve("client.aot")).isNotEmptyFile();
    }

    private record Run(int code, String out, String err) {}

    private record Started(Process process, Path out, Path err) {

        Run end() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the launcher did not end: " + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private Run start(Path launcher, String... arguments) throws Exception {
        return launch(launcher, arguments).end();
    }

    private Started launch(Path launcher, String... arguments) throws IOException {
        return launch(tools + ":" + System.getenv("PATH"), launcher, arguments);
    }

    private Started launch(String path, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(temporary.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", path);
        environment.remove("JAVA_HOME");
        jdk.ifPresent(home -> environment.put("JAVA_HOME", home.toString()));
        return new Started(builder.start(), out, err);
    }

    private long mavenCalls() throws IOException {
        return Files.readAllLines(temporary.resolve("mvn.calls")).size();
    }

    private void script(String name, String body) throws IOException {
        Path file = tools.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void makeEverythingOld() throws IOException {
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        }
    }

    private void makeTheBuildAMinuteOld() throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve("cli/target/app/built"),
                FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    }

    private static Path whereIs(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
