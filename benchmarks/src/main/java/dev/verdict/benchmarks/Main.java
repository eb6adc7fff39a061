package dev.verdict.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `Main CHECKOUT check [RUNS]` or `Main CHECKOUT many`: see the README.
public final class Main {
    private static final int RUNS = 20;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]);
        Answers print = new Answers(System.out);
        print.line(machine());
        switch (arguments[1]) {
            case "check" ->
                    BesideKubectl.run(
                            checkout,
                            arguments.length > 2 ? Integer.parseInt(arguments[2]) : RUNS,
                            print);
            case "many" -> ManyObjects.run(checkout, print);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        print.line("");
        print.line("At the end: load " + load());
    }

    private static String machine() throws IOException {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores, Java "
                + Runtime.version()
                + ", load "
                + load();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).replaceAll(" [0-9]+/.*\n", "");
    }
}
