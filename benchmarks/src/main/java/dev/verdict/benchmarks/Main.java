package dev.verdict.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// `Main CHECKOUT check|real [RUNS]` or `Main CHECKOUT many`: see the README.
public final class Main {
    private static final int RUNS = 20;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]);
        Answers print = new Answers(System.out);
        print.line(machine());
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : RUNS;
        switch (arguments[1]) {
            case "check" -> BesideKubectl.stub(checkout, runs, print);
            case "many" -> ManyObjects.stub(checkout, print);
            case "real" -> real(checkout, runs, print);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        print.line("");
        print.line("At the end: load " + load());
    }

    private static void real(Path checkout, int runs, Answers print)
            throws IOException, InterruptedException {
        Place place = Place.in(checkout);
        try (RealServer server = RealServer.start(place)) {
            BesideKubectl.real(place, server, runs, print);
            ManyObjects.real(place, server, print);
        }
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
