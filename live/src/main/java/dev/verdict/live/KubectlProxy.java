package dev.verdict.live;

import dev.verdict.looks.cluster.Deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The user's own kubectl as a proxy that only reads, on a socket in a directory that only we may
/// enter.
///
/// Its life hangs on a pipe that this process holds: whatever ends the process closes the pipe, and
/// the shell at its other end stops kubectl and removes the directory. That shell has a session of
/// its own (where there is a `setsid`), so that a signal to everything in our process group does
/// not reach it; kubectl stays in ours, where a login may ask at the terminal.
final class KubectlProxy implements AutoCloseable {
    /// A socket's path has room for 108 bytes on Linux and 104 elsewhere, the end included.
    private static final int LONGEST_SOCKET_PATH = 100;

    private static final Path SHELL = Path.of("/bin/sh");

    /// $1 is the directory, the rest is kubectl and its arguments. The last shell's $0 is kubectl's
    /// id.
    private static final String SCRIPT =
            """
            d=$1; shift
            trap '' INT QUIT
            in=/dev/null
            { true </dev/tty; } 2>/dev/null && in=/dev/tty
            "$@" <$in & k=$!
            exec >/dev/null 2>&1
            end='trap "" INT QUIT; trap "kill $0; rm -rf \\"$1\\"" EXIT; trap exit TERM HUP; read _'
            if command -v setsid; then exec setsid sh -c "$end" $k "$d"; fi
            exec sh -c "$end" $k "$d"
            """;

    private final Process shell;
    private final Path folder;
    private final Path socket;
    private final Thread messages;

    private KubectlProxy(Process shell, Path folder, Thread messages) {
        this.shell = shell;
        this.folder = folder;
        this.socket = folder.resolve("s");
        this.messages = messages;
    }

    /// The kubectl that the user's own shell would start.
    static Optional<Path> kubectl() {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        for (String folder : path.split(":", -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, "kubectl");
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    /// Why it cannot be had on this machine; empty when it can.
    static Optional<String> whyNot() {
        if (kubectl().isEmpty()) {
            return Optional.of("there is no kubectl on PATH");
        }
        if (!Files.isExecutable(SHELL)) {
            return Optional.of("there is no " + SHELL);
        }
        if (tooLong(place().resolve(folderName(0)).resolve("s"))) {
            return Optional.of(
                    "the path of a socket in "
                            + PlainSentence.of(place().toString())
                            + " would be longer than "
                            + LONGEST_SOCKET_PATH
                            + " bytes");
        }
        return Optional.empty();
    }

    /// Starts it and returns at once.
    static Starting start(Connection connection, OutputStream userErrors) throws CannotConnect {
        Path kubectl =
                kubectl().orElseThrow(() -> new CannotConnect("there is no kubectl on PATH"));
        Path folder = privateFolder();
        Path socket = folder.resolve("s");
        List<String> command =
                new ArrayList<>(
                        List.of(SHELL.toString(), "-c", SCRIPT, "verdict", folder.toString()));
        command.add(kubectl.toString());
        command.add("proxy");
        command.add("--unix-socket=" + socket);
        command.add("--reject-methods=^(POST|PUT|PATCH|DELETE)$");
        command.addAll(connection.flags());
        try {
            Process shell = new ProcessBuilder(command).start();
            KubectlMessages messages = new KubectlMessages(shell.getErrorStream(), userErrors);
            Thread reader = new Thread(messages, "verdict-kubectl-messages");
            reader.setDaemon(true);
            reader.start();
            return new Starting(new KubectlProxy(shell, folder, reader), messages);
        } catch (IOException e) {
            remove(folder);
            throw new CannotConnect(
                    "kubectl cannot be started: "
                            + PlainSentence.of(String.valueOf(e.getMessage())));
        }
    }

    Path socket() {
        return socket;
    }

    /// Closes the pipe: the shell ends kubectl and then itself, while others go on.
    void letGo() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            shell.destroy();
        }
    }

    /// Lets go and waits for the shell: a child still running would delay this process's own exit.
    @Override
    public void close() {
        letGo();
        try {
            if (!shell.waitFor(1, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
                remove(folder);
            }
            shell.getInputStream().close();
            messages.join(200);
        } catch (IOException e) {
            shell.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            shell.destroy();
        }
    }

    /// On its way up.
    record Starting(KubectlProxy proxy, KubectlMessages messages) {
        /// Waits until it serves.
        KubectlProxy await(Deadline deadline, Watchdog watchdog) throws CannotConnect {
            Future<?> late = watchdog.at(deadline, proxy::close);
            boolean serves = saysThatItServes(proxy.shell.getInputStream());
            late.cancel(false);
            if (!serves && deadline.isOver()) {
                throw new CannotConnect("kubectl did not start within the time allowed");
            }
            if (!serves) {
                proxy.close();
                String said = PlainSentence.ofKubectl(messages.kept());
                throw new CannotConnect(said.isEmpty() ? "kubectl ended without saying why" : said);
            }
            messages.handOn();
            return proxy;
        }

        /// kubectl says `Starting to serve on ...` once the socket is there; when it dies, its
        /// stdout ends.
        private static boolean saysThatItServes(InputStream stdout) {
            try {
                byte[] word = stdout.readNBytes("Starting to serve".length());
                return new String(word, StandardCharsets.UTF_8).equals("Starting to serve");
            } catch (IOException e) {
                return false;
            }
        }
    }

    private static Path privateFolder() throws CannotConnect {
        for (int attempt = 0; attempt < 10; attempt++) {
            Path folder = place().resolve(folderName(attempt));
            if (tooLong(folder.resolve("s"))) {
                throw new CannotConnect(whyNot().orElse("the path of the socket is too long"));
            }
            try {
                return Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Left by another process of the same number, or put there: never used, the next
                // name is.
            } catch (IOException e) {
                throw new CannotConnect(
                        "no folder for the socket can be made in "
                                + PlainSentence.of(place().toString())
                                + ": "
                                + PlainSentence.of(String.valueOf(e.getMessage())));
            }
        }
        throw new CannotConnect(
                "no folder for the socket can be made in " + PlainSentence.of(place().toString()));
    }

    private static String folderName(int attempt) {
        String unique = Long.toHexString(System.nanoTime() & 0xffffffL);
        return "verdict-" + ProcessHandle.current().pid() + "-" + unique + attempt;
    }

    /// The user's own folder for sockets, else the one for temporary files.
    private static Path place() {
        String own = System.getenv("XDG_RUNTIME_DIR");
        if (own != null && !own.isEmpty() && Files.isWritable(Path.of(own))) {
            return Path.of(own).toAbsolutePath();
        }
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    private static boolean tooLong(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_PATH;
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("s"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Empty and ours alone: the system clears it away.
        }
    }
}
