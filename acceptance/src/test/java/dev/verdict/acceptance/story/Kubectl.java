package dev.verdict.acceptance.story;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user's own hands.
record Kubectl(Path kubeconfig, String namespace) {
    void apply(String manifest) throws IOException {
        started(List.of("apply", "-f", "-"), manifest);
    }

    /// What it prints.
    String run(String... arguments) throws IOException {
        return started(List.of(arguments), "");
    }

    private String started(List<String> arguments, String input) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--kubeconfig=" + kubeconfig, "-n", namespace));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return said;
    }
}
