package dev.verdict.cli;

import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.live.CannotConnect;
import dev.verdict.live.KubectlAhead;
import dev.verdict.live.Live;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.report.Footing;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// `verdict check`: opens what is asked about, asks it, and closes it before anything is printed.
///
/// What is wrong with the command line is found before anything is asked; what is wrong with the
/// cluster or the recording ends it before anything is printed; whatever else cannot be seen is a
/// gap in a verdict.
final class Check {
    private final CheckRequest request;
    private final Optional<KubectlAhead> kubectl;
    private final PrintStream err;
    private final Progress progress;

    /// For everything: getting through, the lists, the logs.
    private final Deadline deadline;

    private Check(
            CheckRequest request,
            Optional<KubectlAhead> kubectl,
            PrintStream err,
            Progress progress) {
        this.request = request;
        this.kubectl = kubectl;
        this.err = err;
        this.progress = progress;
        this.deadline = Deadline.in(request.timeout());
    }

    static Reply run(Given given, Surroundings surroundings, PrintStream err) throws Refusal {
        CheckRequest request = CheckRequest.of(given, surroundings);
        Looks.prepare();
        try (Progress progress = Progress.on(err, surroundings.isErrTerminal())) {
            return new Check(request, surroundings.kubectl(), err, progress).run();
        }
    }

    private Reply run() throws Refusal {
        if (request.from().isPresent()) {
            try (Bundle bundle = bundle(request.from().get())) {
                return ask(bundle, new Footing.Recording(bundle.name()), request.namespace());
            }
        }
        progress.now("connecting");
        try (LiveCluster cluster = connect()) {
            return ask(
                    cluster,
                    new Footing.Live(
                            cluster.context().name(),
                            cluster.server(),
                            Connecting.toRepeat(request.connection(), cluster.context()),
                            request.buildNamespaces()),
                    request.namespace().or(() -> Optional.of(cluster.context().namespace())));
        }
    }

    private static Bundle bundle(String from) throws Refusal {
        try {
            return Bundle.open(Path.of(from));
        } catch (UnusableBundle e) {
            throw Refusal.unavailable(Text.plain(String.valueOf(e.getMessage())));
        } catch (InvalidPathException _) {
            throw Refusal.unavailable(Text.quoted(from) + " is not a path; check --from");
        }
    }

    private LiveCluster connect() throws Refusal {
        Transport transport = request.transport().orElseGet(Live::usual);
        try {
            return Live.open(request.connection(), transport, kubectl, deadline, err);
        } catch (CannotConnect e) {
            throw Refusal.unavailable(withRemedy(e.sentence()));
        }
    }

    /// kubectl's own words say what is wrong, and mostly not what to do.
    private static String withRemedy(String sentence) {
        return sentence.contains("--")
                ? sentence
                : sentence + "; check --kubeconfig (or KUBECONFIG), --context and --server";
    }

    private Reply ask(Cluster cluster, Footing.Origin origin, Optional<String> namespace)
            throws Refusal {
        progress.now("asking " + Text.plain(cluster.name()));
        try (Looks looks =
                new Looks(
                        cluster,
                        deadline.left(),
                        request.requestTimeout(),
                        request.buildNamespaces())) {
            Scope scope = new Scope(cluster, looks, namespace, request.isEverywhere());
            return new Asked(request, looks, scope, origin).answer();
        }
    }
}
