package dev.verdict.acceptance.live;

import dev.verdict.acceptance.Checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Where people type: a home of their own, a kubeconfig, and `kubectl-verdict` on the path.
final class Shell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A build by Maven may be needed first.
    private static final Duration FIRST = Duration.ofMinutes(5);

    private final Path home;

    private Shell(Path home) {
        this.home = home;
    }

    /// How a command ended.
    record Run(int code, String out, String err, Duration took) {}

    /// Builds the command if it is not built yet.
    static Shell in(Path home) throws IOException, InterruptedException {
        Path tools = Files.createDirectory(home.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("kubectl-verdict"), launcher());
        Shell shell = new Shell(home);
        Run version = shell.run(FIRST, List.of(launcher().toString(), "version"));
        if (version.code != 0) {
            throw new AssertionError("the command cannot be started: " + version);
        }
        return shell;
    }

    /// A link that leads out of a temporary folder is not left to whoever clears that away.
    @Override
    public void close() {
        try {
            Files.delete(home.resolve("tools/kubectl-verdict"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Run verdict(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(arguments);
        return run(PATIENCE, command);
    }

    /// As somebody types it who installed the plugin.
    Run plugin(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "verdict"));
        command.addAll(arguments);
        return run(PATIENCE, command);
    }

    /// Any program that starts the command in its turn.
    Run through(List<String> program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.add(launcher().toString());
        command.addAll(arguments);
        return run(PATIENCE, command);
    }

    /// As somebody pastes it.
    Run paste(String line) throws IOException, InterruptedException {
        String command =
                line.startsWith("verdict ")
                        ? launcher() + line.substring("verdict".length())
                        : line;
        return run(PATIENCE, List.of("bash", "-c", command));
    }

    /// As somebody pastes several, who has time; `ROOT` is the checkout, `HERE` the home.
    Run script(String lines) throws IOException, InterruptedException {
        String command = "ROOT=" + Checkout.root() + " HERE=" + home + "\n" + lines;
        return run(FIRST, List.of("bash", "-c", command));
    }

    private Run run(Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", home.resolve("tools") + ":" + System.getenv("PATH"));
        environment.put("KUBECONFIG", home.resolve("kubeconfig").toString());
        long begin = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(err));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Run run = new Run(process.exitValue(), Files.readString(out), Files.readString(err), took);
        Files.delete(out);
        Files.delete(err);
        return run;
    }

    private static Path launcher() {
        return Checkout.root().resolve("verdict");
    }
}
