package dev.verdict.live;

import dev.verdict.looks.cluster.Deadline;

import java.io.FileOutputStream;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    /// Kubectl and the shell that waits: one script for this class and for whoever starts kubectl
    /// ahead of it.
    private static final String SCRIPT = "kubectl-proxy.sh";

    private final Path folder;
    private final OutputStream life;
    private final KubectlMessages messages;
    private final Thread reader;

    private KubectlProxy(
            Path folder, OutputStream life, InputStream says, OutputStream userErrors) {
        this.folder = folder;
        this.life = life;
        messages = new KubectlMessages(says, userErrors);
        reader = new Thread(messages, "verdict-kubectl-messages");
        reader.setDaemon(true);
        reader.start();
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
    static KubectlProxy start(Connection connection, OutputStream userErrors) throws CannotConnect {
        Path kubectl =
                kubectl().orElseThrow(() -> new CannotConnect("there is no kubectl on PATH"));
        Path folder = privateFolder();
        try {
            List<String> command = new ArrayList<>();
            command.addAll(List.of(SHELL.toString(), "-c", script(), SCRIPT));
            command.addAll(List.of(folder.toString(), kubectl.toString()));
            command.addAll(connection.flags());
            Process shell =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new KubectlProxy(
                    folder, shell.getOutputStream(), shell.getInputStream(), userErrors);
        } catch (IOException e) {
            remove(folder);
            throw new CannotConnect(
                    "kubectl cannot be started: "
                            + PlainSentence.of(String.valueOf(e.getMessage())));
        }
    }

    /// One that was started ahead; empty where it is gone again.
    static Optional<KubectlProxy> take(KubectlAhead ahead, OutputStream userErrors) {
        try {
            OutputStream life = new FileOutputStream(ahead.folder().resolve("life").toFile());
            return Optional.of(new KubectlProxy(ahead.folder(), life, ahead.says(), userErrors));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String script() throws IOException {
        try (InputStream script = KubectlProxy.class.getResourceAsStream(SCRIPT)) {
            return new String(
                    Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Waits until it serves.
    void await(Deadline deadline) throws CannotConnect {
        try {
            if (messages.serves(deadline)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        if (deadline.isOver()) {
            throw new CannotConnect("kubectl did not start within the time allowed");
        }
        String said = PlainSentence.ofKubectl(messages.kept());
        throw new CannotConnect(said.isEmpty() ? "kubectl ended without saying why" : said);
    }

    Path socket() {
        return folder.resolve("s");
    }

    /// The shell ends kubectl and then itself, while others go on.
    void letGo() {
        try (life) {
            life.write('\n');
        } catch (IOException e) {
            // It has ended already.
        }
    }

    /// Lets go and waits until kubectl has ended.
    @Override
    public void close() {
        letGo();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(folder);
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
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The shell is removing it at the same time, or the system clears it away: it is ours
            // alone, and nobody serves there.
        }
    }
}
