package dev.verdict.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Where contenders run: a folder with a kubeconfig, and the packaged command of a checkout.
record Place(Path checkout, Path folder, Children children) {
    /// Longer than anybody waits for an answer.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// How a process ended.
    record Ended(int code, String out, Duration wall, Duration cpu, Memory memory) {}

    static Place in(Path checkout) throws IOException {
        return new Place(
                checkout.toAbsolutePath().normalize(),
                Files.createTempDirectory("verdict-benchmark"),
                Children.adopted());
    }

    Path launcher() {
        return checkout.resolve("verdict");
    }

    /// What the launcher starts in the end, without the launcher: it says so when the shell is
    /// asked to show what it does. It has a cache for each transport.
    List<String> java(String transport) throws IOException, InterruptedException {
        run(List.of(launcher().toString(), "version"), Path.of("/dev/null"), false);
        Path trace = folder.resolve("trace");
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-x",
                                launcher().toString(),
                                "MARK",
                                "--transport=" + transport)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(trace.toFile())
                        .start();
        process.waitFor();
        String exec =
                Files.readAllLines(trace).stream()
                        .filter(line -> line.startsWith("+ exec ") && line.contains(" MARK "))
                        .findFirst()
                        .orElseThrow();
        List<String> words =
                new ArrayList<>(
                        List.of(
                                exec.substring(0, exec.indexOf(" MARK "))
                                        .replace("'", "")
                                        .substring("+ exec ".length())
                                        .split(" ", -1)));
        return List.copyOf(words);
    }

    /// Runs a contender to its end.
    ///
    /// @param kubeconfig what it finds as `KUBECONFIG`
    Ended run(List<String> command, Path kubeconfig, boolean watchesMemory)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("HOME", folder.toString());
        Set<Long> others = children.alive();
        Duration before = children.cpu();
        long begin = System.nanoTime();
        Process process = builder.start();
        Memory memory = watchesMemory ? Memory.watch(process, PATIENCE) : Memory.NONE;
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
            children.waitForOrphans(others);
            throw new IllegalStateException("did not end in " + PATIENCE.toSeconds() + " s");
        }
        int code = process.exitValue();
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        children.waitForOrphans(others);
        if (code > 7) {
            throw new IllegalStateException(command + ": " + code + " " + Files.readString(err));
        }
        return new Ended(code, Files.readString(out), wall, children.cpu().minus(before), memory);
    }
}
