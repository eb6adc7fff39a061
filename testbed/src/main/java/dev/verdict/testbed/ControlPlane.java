package dev.verdict.testbed;

import java.io.BufferedReader;
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
    private final Path folder;
    private final Process process;

    private ControlPlane(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts one and waits until it answers.
    ///
    /// @param folder for its data; removed when it is closed
    /// @param arguments as `testbed/control-plane` takes them
    public static ControlPlane start(Programs programs, Path folder, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(programs.script("control-plane").toString());
        command.add(folder.toString());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        ControlPlane started = new ControlPlane(folder, process);
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        if (!"ready".equals(line)) {
            started.close();
            throw new IOException("the control plane did not start, see " + folder);
        }
        return started;
    }

    /// Where certificates, kubeconfigs and logs are.
    public Path folder() {
        return folder;
    }

    /// Of somebody who may do everything.
    public Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
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
        process.getOutputStream().close();
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
