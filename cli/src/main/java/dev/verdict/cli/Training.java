package dev.verdict.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs the commands of a file (`dev/train`) one after another in one JVM and throws their answers
/// away: the launcher's training run for the AOT cache, which can learn from one JVM only.
final class Training {

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Main.run(line.strip().split(" +", -1), nowhere(), nowhere());
            }
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
