package dev.verdict.cli;

import dev.verdict.live.KubectlAhead;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/// The command's entry: the one class that touches the standard streams and exits.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Else the parser looks for Groovy in every jar there is, for a fifth of a start.
        System.setProperty("picocli.disable.closures", "true");
        nameSockets();
        int code =
                whole(
                        arguments,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err));
        // Nothing is left to do. `System.exit` looks for a logger in every jar before it ends.
        Runtime.getRuntime().halt(code);
    }

    /// Else the JDK looks for another maker of sockets in every jar there is, for as long.
    private static void nameSockets() {
        String usual = "sun.nio.ch.EPollSelectorProvider";
        try {
            var _ = Class.forName(usual, false, null);
            System.setProperty("java.nio.channels.spi.SelectorProvider", usual);
        } catch (ClassNotFoundException _) {
            // Another system, where it is another.
        }
    }

    /// All that a process does between its start and its exit code.
    static int whole(String[] arguments, OutputStream standardOut, OutputStream standardErr) {
        Standard answer = new Standard(standardOut);
        PrintStream out = new PrintStream(answer, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(standardErr, true, StandardCharsets.UTF_8);
        int code = run(arguments, surroundings(), out, err);
        out.flush();
        return answer.isLost(err) ? ExitCode.INTERNAL.number() : code;
    }

    /// Runs one command and returns its exit code; several may run one after another.
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return run(arguments, Surroundings.of(System.in), out, err);
    }

    static int run(
            String[] arguments, Surroundings surroundings, PrintStream out, PrintStream err) {
        return new Command(surroundings, out, err).run(arguments);
    }

    private static Surroundings surroundings() {
        return new Surroundings(
                Surroundings.called(System.getProperty("verdict.invokedAs", "")),
                System.in,
                isTerminal(0),
                isTerminal(1),
                isTerminal(2),
                isSet("NO_COLOR") || environment("TERM").filter("dumb"::equals).isPresent(),
                environment("VERDICT_DEBUG").filter("1"::equals).isPresent(),
                Optional.ofNullable(System.getProperty("verdict.kubectl"))
                        .map(folder -> new KubectlAhead(Path.of(folder), System.in)),
                ZoneId::systemDefault);
    }

    private static boolean isSet(String name) {
        return environment(name).filter(value -> !value.isEmpty()).isPresent();
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /// Where the system says what a stream is, that; else a console is there when in and out are
    /// both terminals.
    private static boolean isTerminal(int stream) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        }
    }

    /// Stdout, with its first failure kept: whoever reads only the beginning (`| head`) wants no
    /// complaint, a full disk is one.
    private static final class Standard extends OutputStream {
        private final OutputStream out;
        private Optional<IOException> failure = Optional.empty();

        Standard(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (failure.isPresent()) {
                return;
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }

        boolean isLost(PrintStream err) {
            Optional<String> why =
                    failure.map(e -> String.valueOf(e.getMessage()))
                            .filter(message -> !message.contains("Broken pipe"));
            why.ifPresent(
                    message ->
                            err.println(
                                    "verdict: the answer could not be written ("
                                            + message
                                            + "); write it elsewhere"));
            return why.isPresent();
        }
    }
}
