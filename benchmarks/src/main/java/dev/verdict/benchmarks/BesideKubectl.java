package dev.verdict.benchmarks;

import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final int WARM_UP = 2;
    private static final int WATCHED = 5;

    /// What issue 3 asks for.
    private static final double GOAL_KUBECTL = 0.45;

    private static final double GOAL_CLIENT = 1.8;
    private static final double GOAL_MEBIBYTES = 90;

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
    private final StubApiServer server;
    private final Answers print;
    private final int runs;
    private final List<Runs.Mark> marks = new ArrayList<>();
    private volatile long began;

    private BesideKubectl(Place place, StubApiServer server, Answers print, int runs) {
        this.place = place;
        this.server = server;
        this.print = print;
        this.runs = runs;
        // Never misbehaves: it writes down when a request came.
        server.misbehave(
                call -> {
                    synchronized (marks) {
                        marks.add(new Runs.Mark(call, Duration.ofNanos(System.nanoTime() - began)));
                    }
                    return false;
                },
                new Misbehaviour.HangUp());
    }

    static void run(Path checkout, int runs, Answers print)
            throws IOException, InterruptedException {
        Path moment = checkout.resolve("scenarios/" + NAMESPACE + "/now");
        try (StubApiServer server = StubApiServer.https(moment).requireToken("secret")) {
            Place place = Place.in(checkout);
            server.kubeconfig(place.folder(), NAMESPACE);
            BesideKubectl beside = new BesideKubectl(place, server, print, runs);
            beside.compare(Duration.ZERO);
            beside.compare(Duration.ofMillis(20));
            beside.floors();
        }
    }

    private void compare(Duration latency) throws IOException, InterruptedException {
        server.latency(latency);
        Runs script = new Runs("seven kubectl calls", List.of("sh", "-c", SCRIPT));
        Runs kubectl =
                new Runs("verdict, through kubectl", check(place.java("kubectl"), "kubectl"));
        Runs client =
                new Runs("verdict, through the client", check(place.java("client"), "client"));
        Runs launcher =
                new Runs(
                        "./verdict (its launcher, kubectl)",
                        check(List.of(place.launcher().toString()), "kubectl"));
        List<Runs> all = List.of(script, kubectl, client, launcher);

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
                one.watched.add(place.run(one.command, true).memory());
            }
        }
        report(latency, all, script);
        phases(kubectl);
        phases(client);
        phases(launcher);
        print.line("");
        goal("wall, through kubectl", kubectl.ratio(script).median(), GOAL_KUBECTL);
        goal("wall, through the client", client.ratio(script).median(), GOAL_CLIENT);
        goal("MiB beside kubectl's own", kubectl.ownMemory(), GOAL_MEBIBYTES);
        goal("MiB, through the client", client.ownMemory(), GOAL_MEBIBYTES);
    }

    private List<String> check(List<String> start, String transport) {
        List<String> command = new ArrayList<>(start);
        command.addAll(
                List.of(
                        "check",
                        "deploy/shop",
                        "--claimed-at",
                        "2026-11-23T02:54:03Z",
                        "--transport",
                        transport));
        return List.copyOf(command);
    }

    private Runs.Run timed(Runs one) throws IOException, InterruptedException {
        synchronized (marks) {
            marks.clear();
        }
        server.forget();
        began = System.nanoTime();
        Place.Ended ended = place.run(one.command, false);
        synchronized (marks) {
            return new Runs.Run(ended.wall(), ended.cpu(), List.copyOf(marks), server.bytes());
        }
    }

    private void report(Duration latency, List<Runs> all, Runs script) {
        print.line("");
        print.line("Each answer of the server takes " + latency.toMillis() + " ms longer");
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
        Predicate<Runs.Mark> version = mark -> mark.call().path().equals("/version");
        Predicate<Runs.Mark> log = mark -> mark.call().path().endsWith("/log");
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

    private static Spread at(Runs one, Predicate<Runs.Mark> which, boolean isFirst) {
        List<Double> times = new ArrayList<>();
        for (Runs.Run run : one.timed) {
            List<Double> found =
                    run.marks().stream()
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
        server.latency(Duration.ZERO);
        List<String> java = place.java("kubectl");
        Path moment = place.checkout().resolve("scenarios/" + NAMESPACE + "/now");
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
                "2026-11-23T02:54:03Z",
                "--from",
                moment.toString());
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
            Place.Ended ended = place.run(command, false);
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
