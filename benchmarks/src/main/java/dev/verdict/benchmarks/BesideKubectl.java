package dev.verdict.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// `verdict check` beside what a person does today: seven kubectl calls. Whole processes, cold,
/// over TLS, one after the other in turn, so that all see the same machine.
final class BesideKubectl {
    private static final String NAMESPACE = "a1-false-alarm-digest-ref";
    private static final String BUILD_POD = "build-shop-bw86n";
    private static final String POD = "shop-57d854c7f4-slkk6";
    private static final String CLAIMED_AT = "2026-11-23T02:54:03Z";
    private static final int WARM_UP = 2;
    private static final int WATCHED = 5;

    /// Pods and jobs of the namespace, the build's log, the workload's pods, what one of them runs,
    /// what there is to say about it, events.
    private static final String SCRIPT =
            """
            kubectl -n %1$s get pods
            kubectl -n %1$s get jobs
            kubectl -n %1$s logs %2$s -c kaniko | grep Pushed
            kubectl -n %1$s get pods -l app=shop
            kubectl -n %1$s get pod %3$s -o jsonpath='{.status.containerStatuses[*].imageID}'
            kubectl -n %1$s describe pod %3$s
            kubectl -n %1$s get events
            """
                    .formatted(NAMESPACE, BUILD_POD, POD);

    private final Place place;
    private final Server server;
    private final String claimedAt;
    private final Goals goals;
    private final Answers print;
    private final int runs;

    private BesideKubectl(
            Place place, Server server, String claimedAt, Goals goals, Answers print, int runs) {
        this.place = place;
        this.server = server;
        this.claimedAt = claimedAt;
        this.goals = goals;
        this.print = print;
        this.runs = runs;
    }

    /// What the issues ask for.
    ///
    /// @param kubectl of the script's wall time, through kubectl
    private record Goals(double kubectl) {
        static final double CLIENT = 1.8;
        static final double MEBIBYTES = 90;
    }

    /// Against the stub, without and with latency.
    static void stub(Path checkout, int runs, Answers print)
            throws IOException, InterruptedException {
        Place place = Place.in(checkout);
        try (StubServer server = StubServer.of(moment(checkout), place.folder(), NAMESPACE)) {
            BesideKubectl beside =
                    new BesideKubectl(place, server, CLAIMED_AT, new Goals(0.45), print, runs);
            for (Duration latency : List.of(Duration.ZERO, Duration.ofMillis(20))) {
                server.latency(latency);
                print.line("");
                print.line("Each answer of the server takes " + latency.toMillis() + " ms longer");
                beside.compare();
            }
            server.latency(Duration.ZERO);
            beside.floors();
        }
    }

    /// Against a real API server.
    static void real(Place place, RealServer server, int runs, Answers print)
            throws IOException, InterruptedException {
        Duration moved = server.load(moment(place.checkout())).moved();
        String claimedAt = Instant.parse(CLAIMED_AT).plus(moved).toString();
        print.line("");
        print.line("One check, beside a script of seven kubectl calls");
        new BesideKubectl(place, server, claimedAt, new Goals(0.4), print, runs).compare();
    }

    private static Path moment(Path checkout) {
        return checkout.resolve("scenarios/" + NAMESPACE + "/now");
    }

    private void compare() throws IOException, InterruptedException {
        Runs script = new Runs("seven kubectl calls", List.of("sh", "-c", SCRIPT));
        List<String> verdict = List.of(place.launcher().toString());
        Runs kubectl = new Runs("verdict, through kubectl", check(verdict, "kubectl"));
        Runs client = new Runs("verdict, through the client", check(verdict, "client"));
        Runs java =
                new Runs(
                        "java, which starts kubectl itself",
                        check(place.java("kubectl"), "kubectl"));
        List<Runs> all = List.of(script, kubectl, client, java);

        for (int i = -WARM_UP; i < runs; i++) {
            for (Runs one : all) {
                Runs.Run run = timed(one);
                if (i >= 0) {
                    one.timed.add(run);
                }
            }
        }
        for (int i = 0; i < Math.min(runs, WATCHED); i++) {
            for (Runs one : all) {
                server.forget();
                Memory memory = place.run(one.command, server.counted(), true).memory();
                one.watched.add(new Runs.Watched(memory, server.bytes()));
            }
        }
        report(all, script);
        phases(kubectl);
        phases(client);
        phases(java);
        print.line("");
        goal("wall, through kubectl", kubectl.ratio(script).median(), goals.kubectl());
        goal("wall, through the client", client.ratio(script).median(), Goals.CLIENT);
        goal("MiB beside kubectl's own", kubectl.ownMemory(), Goals.MEBIBYTES);
        goal("MiB, through the client", client.ownMemory(), Goals.MEBIBYTES);
    }

    private List<String> check(List<String> start, String transport) {
        List<String> command = new ArrayList<>(start);
        command.addAll(
                List.of(
                        "check",
                        "deploy/shop",
                        "-n",
                        NAMESPACE,
                        "--claimed-at",
                        claimedAt,
                        "--transport",
                        transport));
        return List.copyOf(command);
    }

    private Runs.Run timed(Runs one) throws IOException, InterruptedException {
        server.forget();
        Place.Ended ended = place.run(one.command, server.kubeconfig(), false);
        return new Runs.Run(ended.wall(), ended.cpu(), server.noted());
    }

    private void report(List<Runs> all, Runs script) {
        print.line("");
        print.line(
                "| | wall, s | beside the script | CPU, s | peak MiB | of which kubectl | requests"
                        + " | KiB |");
        print.line("|---|---|---|---|---|---|---|---|");
        for (Runs one : all) {
            print.line(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %.0f | %.0f | %.0f | %.0f |",
                            one.name,
                            one.wall(),
                            one.ratio(script),
                            one.cpu(),
                            one.ownMemory() + one.kubectlMemory(),
                            one.kubectlMemory(),
                            one.requests(),
                            one.bytes() / 1024));
        }
        print.line("");
    }

    /// Where the time goes, as the server sees it.
    private void phases(Runs one) {
        Predicate<Server.Noted> version = mark -> mark.path().equals("/version");
        Predicate<Server.Noted> log = mark -> mark.path().endsWith("/log");
        Spread toVersion = at(one, version, true);
        Spread toFirst = at(one, version.negate(), true);
        Spread toLast = at(one, version.or(log).negate(), false);
        Spread toLog = at(one, log, false);
        print.line(
                String.format(
                        Locale.ROOT,
                        "%s: %sfirst look at %.0f ms, last list or node at %.0f ms, log at %.0f ms,"
                                + " ended at %.0f ms",
                        one.name,
                        toVersion.sorted().isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "kubectl asks the server's version at %.0f ms, ",
                                        1000 * toVersion.median()),
                        1000 * toFirst.median(),
                        1000 * toLast.median(),
                        1000 * toLog.median(),
                        1000 * one.wall().median()));
    }

    private static Spread at(Runs one, Predicate<Server.Noted> which, boolean isFirst) {
        List<Double> times = new ArrayList<>();
        for (Runs.Run run : one.timed) {
            List<Double> found =
                    run.noted().stream()
                            .filter(which)
                            .map(mark -> Runs.seconds(mark.at()))
                            .sorted()
                            .toList();
            if (!found.isEmpty()) {
                times.add(isFirst ? found.getFirst() : found.getLast());
            }
        }
        return new Spread(times);
    }

    private void goal(String what, double is, double atMost) {
        print.line(
                String.format(
                        Locale.ROOT,
                        "%s: %.2f, to be at most %.2f%s",
                        what,
                        is,
                        atMost,
                        is <= atMost ? "" : "  <-- missed"));
    }

    /// What no check can be faster than, and what it does beside the network.
    private void floors() throws IOException, InterruptedException {
        List<String> java = place.java("kubectl");
        print.line("");
        print.line("Parts, by themselves (s):");
        floor("java, nothing but `version`", java, "version");
        floor("the same with the client's cache", place.java("client"), "version");
        floor(
                "the same moment from disk",
                java,
                "check",
                "deploy/shop",
                "--claimed-at",
                CLAIMED_AT,
                "--from",
                moment(place.checkout()).toString());
        floor("kubectl version --client", List.of("kubectl"), "version", "--client");
        floor(
                "kubectl get --raw /api/v1/nodes",
                List.of("kubectl"),
                "get",
                "--raw",
                "/api/v1/nodes");
        floor(
                "kubectl proxy, until it serves",
                List.of("sh", "-c"),
                """
                mkfifo f.$$
                kubectl proxy --unix-socket="$PWD/s.$$" >f.$$ & k=$!
                read _ <f.$$
                kill $k; rm -f f.$$ s.$$
                """);
    }

    private void floor(String name, List<String> start, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(words));
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = -1; i < runs; i++) {
            Place.Ended ended = place.run(command, server.kubeconfig(), false);
            if (i >= 0) {
                wall.add(Runs.seconds(ended.wall()));
                cpu.add(Runs.seconds(ended.cpu()));
            }
        }
        print.line(
                String.format(
                        Locale.ROOT, "- %s: %s, CPU %s", name, new Spread(wall), new Spread(cpu)));
    }
}
