package dev.verdict.acceptance.story;

import dev.verdict.acceptance.Checkout;
import dev.verdict.acceptance.Reached;
import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.testbed.RealCluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something that happens in a real cluster, in a namespace of its own, and what Verdict says the
/// whole time.
///
/// What a watcher sees is written as words with the cause behind: `IN_PROGRESS`, `FAILED
/// ContainerCrashes`.
final class Story implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final String PLATFORM = "deployment failed: timed out";

    private final RealCluster real;
    private final LiveCluster eyes;
    private final Kubectl kubectl;
    private final Path folder;
    private final String namespace;
    private final Set<String> buildNamespaces = new LinkedHashSet<>();
    private Subject subject;
    private Optional<Claim> claim = Optional.empty();
    private List<Question.NamedBuild> named = List.of();
    private Optional<Duration> patience = Optional.empty();
    private String now = "";
    private final List<String> seen = new ArrayList<>();
    private final Set<String> stopped = new LinkedHashSet<>();

    private Story(RealCluster real, String name) throws Exception {
        this.real = real;
        this.kubectl = new Kubectl(real.plane().kubeconfig(), name);
        this.folder = Checkout.root().resolve("acceptance/target/stories").resolve(name);
        this.namespace = name;
        this.subject = new Subject("Deployment", name, "web");
        kubectl.run("create", "namespace", name);
        this.eyes = Reached.through(Transport.CLIENT, real.plane().kubeconfig());
    }

    /// @param name of its namespace, and of its recording
    static Story in(RealCluster real, String name) throws Exception {
        return new Story(real, name);
    }

    /// Makes room for the next one, and mends what this one left broken.
    @Override
    public void close() throws IOException {
        for (String each : List.copyOf(stopped)) {
            start(each);
        }
        eyes.close();
        kubectl.run("delete", "namespace", "--wait=false", namespace);
    }

    String namespace() {
        return namespace;
    }

    /// Takes something away from the whole cluster: `kubelet`, `registry`, `private`, `network`.
    void stop(String what) throws IOException {
        real.perform("stop " + what);
        stopped.add(what);
    }

    void start(String what) throws IOException {
        real.perform("start " + what);
        stopped.remove(what);
    }

    /// Another workload than Deployment `web` is asked about.
    void about(String kind, String name) {
        subject = new Subject(kind, namespace, name);
    }

    /// Whoever asks means this build.
    void of(String build) {
        named = List.of(new Question.NamedBuild(Optional.empty(), "Job", build));
    }

    /// Whoever asks has waited long enough after that time.
    void patience(Duration other) {
        patience = Optional.of(other);
    }

    /// Builds are elsewhere, and whoever asks knows where.
    void buildsIn(String other) throws IOException {
        kubectl.run("create", "namespace", other);
        buildNamespaces.add(other);
    }

    /// What it prints.
    String kubectl(String... arguments) throws IOException {
        return kubectl.run(arguments);
    }

    void apply(String manifest) throws IOException {
        kubectl.apply(manifest);
    }

    void applyIn(String other, String manifest) throws IOException {
        new Kubectl(real.plane().kubeconfig(), other).apply(manifest);
    }

    /// Where a container of this story waits until [#open(String)].
    String gate(String name) {
        return real.gates().url(namespace + "/" + name);
    }

    void open(String gate) {
        real.gates().open(namespace + "/" + gate);
    }

    /// The platform's patience ends now.
    void givesUp() {
        claim =
                Optional.of(
                        new Claim(
                                Optional.empty(),
                                Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                                Optional.of(PLATFORM)));
    }

    /// Asks until that is the answer, and records the moment, which must give the same from disk.
    ///
    /// @param expected the answer
    /// @param onTheWay what else may be said before, beside what was said last and that it cannot
    ///   be told: a pod is there a moment before its events
    void sees(String expected, String... onTheWay) throws IOException, InterruptedException {
        Set<String> allowed = new LinkedHashSet<>(List.of(onTheWay));
        allowed.add(now);
        allowed.add("INCONCLUSIVE");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Verdict verdict = judged(eyes);
            String said = said(verdict);
            if (said.equals(expected) && recordedIs(expected)) {
                now = expected;
                seen.add(expected);
                return;
            }
            if (!said.equals(expected) && !allowed.contains(said) || System.nanoTime() > end) {
                throw new AssertionError(
                        "sees "
                                + said
                                + " where it should be "
                                + expected
                                + ", after "
                                + seen
                                + "\n"
                                + verdict);
            }
            Thread.sleep(100);
        }
    }

    private boolean recordedIs(String expected) throws IOException {
        Path moment = folder.resolve("%02d".formatted(seen.size() + 1));
        Recorder.record(eyes, namespaces(), moment);
        try (Bundle bundle = Bundle.open(moment)) {
            return said(judged(bundle)).equals(expected);
        } catch (UnusableBundle e) {
            throw new IOException(e);
        }
    }

    private List<String> namespaces() {
        List<String> all = new ArrayList<>(List.of(namespace));
        all.addAll(buildNamespaces);
        return all;
    }

    private Verdict judged(Cluster cluster) {
        Question question =
                new Question(
                        subject,
                        claim,
                        new Question.Pins(
                                named,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                patience,
                                Optional.empty()));
        try (Looks looks =
                new Looks(cluster, PLENTY, Optional.empty(), List.copyOf(buildNamespaces))) {
            return SecondOpinion.on(looks.evidence(looks.at(subject), question, LogsWanted::in));
        }
    }

    private static String said(Verdict verdict) {
        return verdict.word().name()
                + verdict.trouble()
                        .flatMap(t -> t.cause())
                        .map(Cause::word)
                        .map(it -> " " + it)
                        .orElse("");
    }
}
