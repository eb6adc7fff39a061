package dev.verdict.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs the commands of a file (`dev/train`) one after another in one JVM and throws their answers
/// away: the launcher's training run for one AOT cache, which can learn from one JVM only.
///
/// The cluster they ask is a [TrainingServer] in a process of its own, so that what a server needs
/// does not end up in the cache. Where none can be started those commands fail, and the cache knows
/// less.
final class Training {

    private Training() {}

    /// Runs all lines.
    ///
    /// @param arguments the file, the transport to train, and the recording that the server serves
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("verdict-training");
        try {
            Process server = serve(Path.of(arguments[2]), folder);
            try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
                // One line once it serves; the end when it does not.
                String _ = said.readLine();
                run(Files.readAllLines(Path.of(arguments[0])), arguments[1], folder);
            } finally {
                server.destroy();
            }
        } finally {
            remove(folder);
        }
    }

    private static void run(List<String> lines, String transport, Path folder) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String command =
                        line.strip()
                                .replace("TRANSPORT", transport)
                                .replace("CLUSTER", folder.toString());
                int _ =
                        Main.whole(
                                command.split(" +", -1),
                                OutputStream.nullOutputStream(),
                                OutputStream.nullOutputStream());
            }
        }
    }

    private static Process serve(Path recording, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingServer.class.getName(),
                        recording.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
