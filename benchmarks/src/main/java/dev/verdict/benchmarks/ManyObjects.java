package dev.verdict.benchmarks;

import dev.verdict.live.stub.StubApiServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `verdict check -n` over a namespace full of things: what it asks for, and what it needs to hold
/// them.
final class ManyObjects {
    private static final String NAMESPACE = "a1-false-alarm-digest-ref";

    /// `GC(0) Pause Young (Allocation Failure) 17M->3M(60M) 5.2ms`
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private static final List<Integer> HEAPS = List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 192);

    private ManyObjects() {}

    static void run(Path checkout, Answers print) throws IOException, InterruptedException {
        Place place = Place.in(checkout);
        print.line("");
        print.line("check -n over a namespace, through kubectl");
        print.line("");
        print.line(
                "| Deployments | pods | wall, s | CPU, s | requests | of which logs | MiB read |"
                        + " peak MiB | of which kubectl | live heap, MiB | works with -Xmx of |");
        print.line("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int deployments : List.of(5, 50, 500)) {
            Path moment = place.folder().resolve("of" + deployments);
            BigNamespace.write(
                    checkout.resolve("scenarios/" + NAMESPACE + "/now"), moment, deployments);
            try (StubApiServer server =
                    StubApiServer.https(moment).requireToken("secret").unrecordedIsEmpty()) {
                server.kubeconfig(place.folder(), NAMESPACE);
                print.line(row(place, server, deployments));
            } catch (IllegalStateException e) {
                print.line(
                        "| "
                                + deployments
                                + " | "
                                + deployments * 4
                                + " | "
                                + e.getMessage()
                                + " |");
            }
        }
    }

    private static String row(Place place, StubApiServer server, int deployments)
            throws IOException, InterruptedException {
        Path log = place.folder().resolve("gc.log");
        List<String> check =
                List.of("check", "-n", NAMESPACE, "--timeout", "60s", "--transport", "kubectl");
        List<String> java = new ArrayList<>(place.java("kubectl"));
        java.addAll(check);
        place.run(java, false);
        server.forget();
        Place.Ended timed = place.run(java, false);
        int requests = server.calls().size();
        long logs = server.calls().stream().filter(call -> call.path().endsWith("/log")).count();
        long bytes = server.bytes();
        Memory memory = place.run(java, true).memory();
        place.run(with(java, "-Xlog:gc:file=" + log), false);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.2f | %.2f | %d | %d | %.1f | %.0f | %.0f | %.0f | %s |",
                deployments,
                deployments * 4,
                Runs.seconds(timed.wall()),
                Runs.seconds(timed.cpu()),
                requests,
                logs,
                bytes / 1048576.0,
                memory.all() / 1024.0,
                memory.kubectl() / 1024.0,
                live(log),
                smallest(place, java, timed.out()));
    }

    /// What was left after the collection that left most; NaN where there was none.
    private static double live(Path log) throws IOException {
        double most = Double.NaN;
        try (Stream<String> lines = Files.lines(log)) {
            for (String line : lines.toList()) {
                Matcher collection = COLLECTION.matcher(line);
                if (collection.find()) {
                    double left = Double.parseDouble(collection.group(2));
                    most = Double.isNaN(most) ? left : Math.max(most, left);
                }
            }
        }
        return most;
    }

    private static String smallest(Place place, List<String> java, String answer)
            throws IOException, InterruptedException {
        for (int heap : HEAPS) {
            try {
                Place.Ended ended = place.run(with(java, "-Xmx" + heap + "m"), false);
                if (withoutCost(ended.out()).equals(withoutCost(answer))) {
                    return heap + " MiB";
                }
            } catch (IllegalStateException e) {
                // Too little.
            }
        }
        return "none tried";
    }

    private static String withoutCost(String answer) {
        return answer.replaceAll("\\d+ requests.*", "");
    }

    private static List<String> with(List<String> java, String flag) {
        List<String> command = new ArrayList<>(java);
        command.add(command.indexOf("-cp"), flag);
        return command;
    }
}
