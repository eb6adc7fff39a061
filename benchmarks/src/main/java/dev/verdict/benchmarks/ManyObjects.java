package dev.verdict.benchmarks;

import dev.verdict.testbed.Moment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `verdict check` over everything in a namespace, or in a cluster: what it asks for, and what it
/// needs to hold the answers.
final class ManyObjects {
    private static final String NAMESPACE = "a1-false-alarm-digest-ref";
    private static final int DEPLOYMENTS = 500;
    private static final int NAMESPACES = 10;
    private static final int PODS_EACH = 4;

    /// `GC(0) Pause Young (Allocation Failure) 17M->3M(60M) 5.2ms`
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private static final List<Integer> HEAPS =
            List.of(8, 12, 16, 24, 32, 48, 64, 96, 128, 160, 192, 256);

    private final Place place;
    private final Server server;
    private final Answers print;

    private ManyObjects(Place place, Server server, Answers print) {
        this.place = place;
        this.server = server;
        this.print = print;
    }

    /// A namespace that grows, in the stub.
    static void stub(Path checkout, Answers print) throws IOException, InterruptedException {
        Place place = Place.in(checkout);
        head(print);
        for (int deployments : List.of(5, 50, DEPLOYMENTS)) {
            Path moment = many(place, deployments);
            try (StubServer server = StubServer.of(moment, place.folder(), NAMESPACE)) {
                new ManyObjects(place, server, print).row(deployments, "-n", NAMESPACE);
            }
        }
    }

    /// A namespace, then a cluster of such namespaces, in a real API server.
    static void real(Place place, RealServer server, Answers print)
            throws IOException, InterruptedException {
        ManyObjects many = new ManyObjects(place, server, print);
        Moment first = server.load(many(place, DEPLOYMENTS));
        head(print);
        many.row(DEPLOYMENTS, "-n", NAMESPACE);
        for (int i = 1; i < NAMESPACES; i++) {
            String name = "team-" + i;
            String id = String.format("-%04x-", i);
            server.add(
                    first.renamed(
                            text ->
                                    text.replace(NAMESPACE, name)
                                            .replaceAll(
                                                    "(\\b[0-9a-f]{8})-[0-9a-f]{4}-(?=[0-9a-f]{4}-)",
                                                    "$1" + id)));
        }
        many.row(DEPLOYMENTS * NAMESPACES, "-A");
    }

    private static Path many(Place place, int deployments) throws IOException {
        Path moment = place.folder().resolve("of" + deployments);
        BigNamespace.write(
                place.checkout().resolve("scenarios/" + NAMESPACE + "/now"), moment, deployments);
        return moment;
    }

    private static void head(Answers print) {
        print.line("");
        print.line("Everything in a namespace (-n) or in the cluster (-A), through kubectl");
        print.line("");
        print.line(
                "| | Deployments | pods | wall, s | CPU, s | requests | of which logs | MiB read |"
                        + " peak MiB | of which kubectl | peak heap, MiB | live heap, MiB |"
                        + " works with -Xmx of |");
        print.line("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    private void row(int deployments, String... where) throws IOException, InterruptedException {
        Path log = place.folder().resolve("gc.log");
        List<String> command = new ArrayList<>(place.java("kubectl"));
        command.add("check");
        command.addAll(List.of(where));
        command.addAll(List.of("--timeout", "60s", "--transport", "kubectl"));
        place.run(command, server.kubeconfig(), false);
        server.forget();
        Place.Ended timed = place.run(command, server.kubeconfig(), false);
        List<Server.Noted> noted = server.noted();
        long logs = noted.stream().filter(one -> one.path().endsWith("/log")).count();
        server.forget();
        Memory memory = place.run(command, server.counted(), true).memory();
        long bytes = server.bytes();
        place.run(with(command, "-Xlog:gc:file=" + log), server.kubeconfig(), false);
        print.line(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %.2f | %.2f | %d | %d | %.1f | %.0f | %.0f | %.0f | %.0f"
                                + " | %s |",
                        where[0],
                        deployments,
                        deployments * PODS_EACH,
                        Runs.seconds(timed.wall()),
                        Runs.seconds(timed.cpu()),
                        noted.size(),
                        logs,
                        bytes / 1048576.0,
                        memory.all() / 1024.0,
                        memory.kubectl() / 1024.0,
                        most(log, 1),
                        most(log, 2),
                        smallest(command, timed.out(), most(log, 2) / 2)));
    }

    /// Of all collections: 1 for the most that there was before one, 2 for the most that one left.
    /// NaN where there was none.
    private static double most(Path log, int group) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToDouble(found -> Double.parseDouble(found.group(group)))
                    .max()
                    .orElse(Double.NaN);
        }
    }

    /// @param least MiB below which nobody need try: collecting all the time takes minutes
    private String smallest(List<String> command, String answer, double least)
            throws IOException, InterruptedException {
        for (int heap : HEAPS) {
            if (heap < least) {
                continue;
            }
            try {
                Place.Ended ended =
                        place.run(with(command, "-Xmx" + heap + "m"), server.kubeconfig(), false);
                if (withoutCost(ended.out()).equals(withoutCost(answer))) {
                    return heap + " MiB";
                }
            } catch (IllegalStateException e) {
                // Too little.
            }
        }
        return "none tried";
    }

    /// What is the same whenever it is asked: neither the cost nor how long ago something was, nor
    /// how wide that makes a column.
    private static String withoutCost(String answer) {
        return answer.replaceAll("\\d+ requests.*", "")
                .replaceAll("\\b\\d+[smhd]\\b", "")
                .replaceAll(" +", " ");
    }

    private static List<String> with(List<String> java, String flag) {
        List<String> command = new ArrayList<>(java);
        command.add(command.indexOf("-cp"), flag);
        return command;
    }
}
