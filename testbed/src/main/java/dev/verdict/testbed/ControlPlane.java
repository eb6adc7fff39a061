package dev.verdict.testbed;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// etcd and a kube-apiserver, real ones, on loopback.
///
/// The processes live as long as this object's pipe to them: they end when it is closed, and when
/// this JVM ends, however it ends.
public final class ControlPlane implements AutoCloseable {
    private static final String API_SERVER = "kube-apiserver";

    private final Path folder;
    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter told;

    private ControlPlane(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.said = process.inputReader();
        this.told = process.outputWriter();
    }

    /// Starts one and waits until it answers.
    ///
    /// @param folder for its data; removed when it is closed
    /// @param arguments as `testbed/control-plane` takes them
    public static ControlPlane start(Programs programs, Path folder, List<String> arguments)
            throws IOException {
        return start(programs.script("control-plane"), folder, arguments);
    }

    static ControlPlane start(Path script, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString(), folder.toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ControlPlane started = new ControlPlane(folder, process);
        if (!"ready".equals(started.said.readLine())) {
            started.process.destroyForcibly();
            throw new IOException(script.getFileName() + " did not start: see " + folder);
        }
        return started;
    }

    /// Tells the script something to do and waits until it is done.
    void perform(String what) throws IOException {
        told.write(what + "\n");
        told.flush();
        String answer = said.readLine();
        if (!"done".equals(answer)) {
            throw new IOException(what + ": " + answer + ", see " + folder);
        }
    }

    /// Where certificates, kubeconfigs and logs are.
    public Path folder() {
        return folder;
    }

    /// Of somebody who may do everything.
    public Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /// Of somebody in the group `verdict`, who may do what that group was granted.
    public Path readers() {
        return folder.resolve("reader.kubeconfig");
    }

    /// The API as the holder of that token asks it: `admin-token` may do everything, `reader-token`
    /// is in the group `verdict`.
    public Api api(String token) throws IOException {
        return new Api(server(), folder.resolve("pki/ca.crt"), token);
    }

    /// The API server stops in the middle of whatever it does; connections stay.
    public void freeze() throws IOException {
        perform("signal STOP " + API_SERVER);
    }

    /// It goes on after [#freeze()].
    public void thaw() throws IOException {
        perform("signal CONT " + API_SERVER);
    }

    /// The API server ends at once, with all connections.
    public void kill() throws IOException {
        perform("signal KILL " + API_SERVER);
    }

    /// The API server is there again after [#kill()], at the same address and with the same data.
    public void restart() throws IOException {
        perform("start " + API_SERVER);
    }

    public URI server() throws IOException {
        return URI.create(Files.readString(folder.resolve("server.url")).strip());
    }

    public Etcd etcd() throws IOException {
        return new Etcd(URI.create(Files.readString(folder.resolve("etcd.url")).strip()));
    }

    /// How much the audit log has so far, in bytes.
    public long audited() throws IOException {
        return Files.size(audit());
    }

    /// Every request since then, one JSON object a line, in the order of arrival.
    ///
    /// @param since what [#audited()] said
    public List<String> auditedSince(long since) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(audit().toFile(), "r")) {
            log.seek(since);
            byte[] bytes = new byte[(int) (log.length() - since)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private Path audit() {
        return folder.resolve("audit.log");
    }

    /// Ends all processes and removes the folder.
    @Override
    public void close() throws IOException {
        told.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @org.jspecify.annotations.Nullable IOException error)
                            throws IOException {
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
