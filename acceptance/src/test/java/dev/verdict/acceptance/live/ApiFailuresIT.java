package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.verdict.Word;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.looks.asking.Asking;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Get;
import dev.verdict.testbed.Api;
import dev.verdict.testbed.Etcd;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;
import dev.verdict.testbed.Tunnel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What goes wrong with a real API server, each thing provoked: the answer comes inside its time
/// and names the gap, and no verdict becomes another.
///
/// It has an API server of its own, and each test leaves it as it found it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnTestbed.class)
class ApiFailuresIT {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /// Long enough for what answers, and what waiting for a silent server costs a test.
    private static final Duration SHORT = Duration.ofSeconds(5);

    /// How much later than its deadline a check may end on a machine that has other things to do.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int UNAVAILABLE = 69;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOO_MANY = "429 Too many requests, please try again later.";

    private static final LiveMoment FALSE_ALARM = LiveMoment.of("a1-false-alarm-digest-ref", "now");
    private static final LiveMoment BUILD_FAILED = LiveMoment.of("d01-run-step-fails", "now");
    private static final LiveMoment CRASHES = LiveMoment.of("g10-crashloop-exit-1", "now");

    /// Its container runs again: what the one before printed is asked for.
    private static final LiveMoment KILLED = LiveMoment.of("g16-liveness-probe-kills", "now");

    private static final LiveMoment STALE =
            LiveMoment.of("e1-stale-mutable-tag-ifnotpresent", "now");
    private static final LiveMoment UNSCHEDULED = LiveMoment.of("f2-insufficient-memory", "now");

    private RecordedCluster real;
    private Api admin;
    private Shell shell;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        real = RecordedCluster.ofItsOwn();
        admin = real.plane().api("admin-token");
        Files.copy(real.plane().kubeconfig(), home.resolve("kubeconfig"));
        shell = Shell.in(home);
    }

    @AfterAll
    void end() throws IOException {
        if (shell != null) {
            shell.close();
        }
        if (real != null) {
            admin.close();
            real.close();
        }
    }

    // --- too busy
    // ---------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aListThatTheServerIsTooBusyForIsAGap(Transport transport) throws Exception {
        try (Granted _ = Granted.nothing(real.plane()).everywhere();
                LiveCluster cluster = Reached.through(transport, real.plane().readers());
                Busy _ = Busy.with(real.plane(), "events")) {
            for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED, STALE)) {
                LiveMoment moment = loaded(recorded);
                Verdict less = moment.judged(cluster, moment.question());

                assertThat(gap(less, "events in " + moment.subject().namespace()))
                        .contains(new Gap.Unreachable(TOO_MANY));
                isNoOther(moment, less);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatTheServerIsTooBusyForIsAskedOnceMoreAfterThePauseItAsksFor(Transport transport)
            throws Exception {
        try (Granted _ = Granted.nothing(real.plane()).everywhere();
                LiveCluster cluster = Reached.through(transport, real.plane().readers());
                Busy busy = Busy.with(real.plane(), "events")) {
            LiveMoment moment = loaded(FALSE_ALARM);
            AtomicInteger refused = new AtomicInteger();
            Cluster untilRefused =
                    OneByOne.after(
                            cluster,
                            (_, answer) -> {
                                if (answer instanceof Answer.Response(int status, var head, _)
                                        && status == 429) {
                                    refused.incrementAndGet();
                                    assertThat(head.get("retry-after")).matches("[1-5]");
                                    busy.end();
                                }
                            });
            Verdict verdict = moment.judged(untilRefused, moment.question());

            assertThat(refused).hasValue(1);
            isTrue(moment, verdict);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aServerThatIsTooBusyForEverythingIsSaidToBe(Transport transport) throws Exception {
        try (Granted _ = Granted.nothing(real.plane()).everywhere();
                Busy _ = Busy.with(real.plane(), "*")) {
            LiveMoment moment = loaded(FALSE_ALARM);
            Shell.Run run =
                    shell.verdict(
                            Sample.with(
                                    arguments(moment, transport),
                                    "--kubeconfig",
                                    real.plane().readers().toString()));

            assertThat(run.code()).as(run.toString()).isEqualTo(UNAVAILABLE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .hasLineCount(1)
                    .startsWith("verdict: testbed cannot be reached (" + TOO_MANY + ")");
        }
    }

    // --- aggregation
    // ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anAggregatedApiThatIsDownTakesNothingFromACheck(Transport transport) throws Exception {
        String path = "/apis/apiregistration.k8s.io/v1/apiservices";
        var _ =
                admin.done(
                        "POST",
                        path,
                        """
                        {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService",
                         "metadata":{"name":"v1beta1.metrics.k8s.io"},"spec":{
                         "group":"metrics.k8s.io","version":"v1beta1","insecureSkipTLSVerify":true,
                         "groupPriorityMinimum":100,"versionPriority":100,
                         "service":{"namespace":"kube-system","name":"nobody"}}}
                        """);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Eventually.is(
                    "the API is known and down",
                    () ->
                            admin.send("GET", "/apis/metrics.k8s.io/v1beta1/nodes", "").statusCode()
                                    == 503);
            LiveMoment moment = loaded(FALSE_ALARM);

            isTrue(moment, moment.judged(cluster, moment.question()));
        } finally {
            var _ = admin.done("DELETE", path + "/v1beta1.metrics.k8s.io", "");
        }
    }

    /// The group of Jobs, handed to a Service that nobody is behind.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aGroupThatIsDownIsAGap(Transport transport) throws Exception {
        String path = "/apis/apiregistration.k8s.io/v1/apiservices/v1.batch";
        String jobs = "/apis/batch/v1/namespaces/default/jobs";
        var _ =
                admin.done(
                        "PATCH",
                        path,
                        """
                        {"spec":{"insecureSkipTLSVerify":true,
                         "service":{"namespace":"kube-system","name":"nobody","port":443}}}
                        """);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Eventually.is(
                    "the group is down", () -> admin.send("GET", jobs, "").statusCode() == 503);
            for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED, STALE, CRASHES)) {
                LiveMoment moment = loaded(recorded);
                Verdict less = moment.judged(cluster, moment.question());

                assertThat(gap(less, "jobs in " + moment.subject().namespace()))
                        .contains(new Gap.Unreachable("503 service unavailable"));
                isNoOther(moment, less);
            }
        } finally {
            var _ =
                    admin.done(
                            "PATCH",
                            path,
                            "{\"spec\":{\"insecureSkipTLSVerify\":null,\"service\":null}}");
            Eventually.is("the group is up", () -> admin.send("GET", jobs, "").statusCode() == 200);
        }
    }

    // --- a list that is outdated
    // ------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aListThatIsOutdatedIsReadFromItsBeginning(Transport transport) throws Exception {
        AtomicInteger outdated = new AtomicInteger();
        LiveMoment moment = loaded(FALSE_ALARM);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig());
                ManyEvents _ = ManyEvents.in(real.etcd(), moment.subject().namespace())) {
            Cluster once =
                    OneByOne.before(
                            cluster,
                            get -> {
                                if (isContinued(get) && outdated.getAndIncrement() == 0) {
                                    outdate();
                                }
                            });
            Verdict verdict = moment.judged(once, moment.question());

            // The outdated page, and the second page of the list that was begun again.
            assertThat(outdated).hasValue(2);
            isTrue(moment, verdict);
            assertThat(gap(verdict, "events in " + moment.subject().namespace())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aListThatIsOutdatedAgainAndAgainIsAGap(Transport transport) throws Exception {
        LiveMoment moment = loaded(FALSE_ALARM);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig());
                ManyEvents _ = ManyEvents.in(real.etcd(), moment.subject().namespace())) {
            Cluster always =
                    OneByOne.before(
                            cluster,
                            get -> {
                                if (isContinued(get)) {
                                    outdate();
                                }
                            });
            Verdict less = moment.judged(always, moment.question());

            assertThat(gap(less, "events in " + moment.subject().namespace()))
                    .get()
                    .isInstanceOfSatisfying(
                            Gap.Expired.class, gap -> assertThat(gap.what()).startsWith("410 "));
            isNoOther(moment, less);
        }
    }

    private static boolean isContinued(Get get) {
        return get.query().containsKey("continue");
    }

    /// Forgets what the first page was read from. A server that runs on would still have it.
    private void outdate() throws IOException {
        real.etcd().compact();
        real.plane().kill();
        real.plane().restart();
    }

    // --- frozen, killed
    // ---------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aFrozenServerIsNotWaitedForLonger(Transport transport) throws Exception {
        LiveMoment moment = loaded(FALSE_ALARM);
        // How long it takes on this machine when nobody makes it wait.
        Duration usual = shell.verdict(arguments(moment, transport)).took();
        real.plane().freeze();
        try {
            Shell.Run run =
                    shell.verdict(Sample.with(arguments(moment, transport), "--timeout", "2s"));

            assertThat(run.code()).as(run.toString()).isEqualTo(UNAVAILABLE);
            assertThat(run.out()).isEmpty();
            // A kubectl that asks for the server's version first does not even start.
            assertThat(run.err())
                    .hasLineCount(1)
                    .containsAnyOf(
                            "verdict: testbed cannot be reached (no answer within ",
                            "verdict: kubectl did not start within the time allowed");
            assertThat(run.took()).isLessThan(GRACE.plusSeconds(2).plus(usual.multipliedBy(2)));
        } finally {
            real.plane().thaw();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aServerThatFreezesInTheMiddleLeavesGaps(Transport transport) throws Exception {
        for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED)) {
            LiveMoment moment = loaded(recorded);
            try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig());
                    Looks looks =
                            new Looks(
                                    OneByOne.before(cluster, this::freezeBeforeALog),
                                    SHORT,
                                    Optional.empty(),
                                    List.of())) {
                Verdict less = moment.judged(looks, moment.question());

                assertThat(logGaps(less)).isNotEmpty().allMatch(Gap.TimedOut.class::isInstance);
                assertThat(looks.footprint().took()).isLessThan(SHORT.plus(GRACE));
                isNoOther(moment, less);
            } finally {
                real.plane().thaw();
            }
        }
    }

    private void freezeBeforeALog(Get get) throws IOException {
        if (isLog(get)) {
            real.plane().freeze();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aServerThatIsKilledAndComesBackIsAskedOn(Transport transport) throws Exception {
        for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED)) {
            LiveMoment moment = loaded(recorded);
            AtomicInteger asked = new AtomicInteger();
            try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
                Cluster interrupted =
                        OneByOne.before(
                                cluster,
                                get -> {
                                    if (asked.incrementAndGet() == 3 || isLog(get)) {
                                        real.plane().kill();
                                        real.plane().restart();
                                    }
                                });
                isTrue(moment, moment.judged(interrupted, moment.question()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aServerThatIsKilledInTheMiddleLeavesGaps(Transport transport) throws Exception {
        for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED)) {
            LiveMoment moment = loaded(recorded);
            AtomicInteger killed = new AtomicInteger();
            try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
                Cluster broken =
                        OneByOne.before(
                                cluster,
                                get -> {
                                    if (isLog(get) && killed.getAndIncrement() == 0) {
                                        real.plane().kill();
                                    }
                                });
                Verdict less = moment.judged(broken, moment.question());

                assertThat(logGaps(less)).isNotEmpty().allMatch(Gap.Unreachable.class::isInstance);
                isNoOther(moment, less);
            } finally {
                real.plane().restart();
            }
        }
    }

    // --- nodes and logs
    // ---------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNodeThatCannotBeReachedForALogIsAGap(Transport transport) throws Exception {
        real.nodes(Tunnel.Nodes.ARE_UNREACHABLE);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED, CRASHES)) {
                LiveMoment moment = loaded(recorded);
                Verdict less = moment.judged(cluster, moment.question());

                assertThat(logGaps(less))
                        .isNotEmpty()
                        .allSatisfy(
                                gap ->
                                        assertThat(gap)
                                                .isInstanceOfSatisfying(
                                                        Gap.Unreachable.class,
                                                        it ->
                                                                assertThat(it.answer())
                                                                        .startsWith("500 Get ")
                                                                        .contains(
                                                                                "containerLogs")));
                isNoOther(moment, less);
            }
        } finally {
            real.nodes(Tunnel.Nodes.ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNodeThatNeverAnswersIsNotWaitedForLonger(Transport transport) throws Exception {
        real.nodes(Tunnel.Nodes.ARE_SILENT);
        LiveMoment moment = loaded(FALSE_ALARM);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig());
                Looks looks = new Looks(cluster, SHORT, Optional.empty(), List.of())) {
            Verdict less = moment.judged(looks, moment.question());

            assertThat(logGaps(less)).isNotEmpty().allMatch(Gap.TimedOut.class::isInstance);
            assertThat(looks.footprint().took()).isLessThan(SHORT.plus(GRACE));
            isNoOther(moment, less);
        } finally {
            real.nodes(Tunnel.Nodes.ANSWER);
        }
    }

    /// A pod without a node never printed anything: the API server says 204 to that.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aPodWithoutANodeHasNoLog(Transport transport) throws Exception {
        LiveMoment moment = loaded(UNSCHEDULED);
        LogKey log = log(moment, LogKey.Purpose.BUILD, false);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Asking asking = new Asking(cluster, PLENTY, Optional.empty());

            assertThat(asking.log(log, KanikoRun.unknown())).isEqualTo(Observation.absent());
            assertThat(asking.requests()).isEqualTo(1);
            isTrue(moment, moment.judged(cluster, moment.question()));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatAContainerPrintedThatIsGoneIsGoneByAge(Transport transport, @TempDir Path folder)
            throws Exception {
        String words = "previous terminated container \"app\" in pod \"it\" not found";
        Path copy = copied(KILLED, folder);
        Path log = logs(copy, "app.previous.log");
        Files.delete(log);
        Files.writeString(
                Path.of(log + ".error"),
                JSON.writeValueAsString(Map.of("code", 400, "message", words)));
        LiveMoment moment = KILLED.later(real.load(copy).moved());
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Asking asking = new Asking(cluster, PLENTY, Optional.empty());
            LogKey previous = log(moment, LogKey.Purpose.LAST_WORDS, true);

            assertThat(asking.log(previous, KanikoRun.unknown()).gap())
                    .contains(new Gap.Expired(words));
            isTrue(moment, moment.judged(cluster, moment.question()));
        }
    }

    /// What a kubelet says with status 200 of a container that was just removed.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void anExcuseInThePlaceOfALogIsNoLog(Transport transport, @TempDir Path folder)
            throws Exception {
        String words = "unable to retrieve container logs for containerd://0123456789abcdef";
        Path copy = copied(CRASHES, folder);
        Files.writeString(logs(copy, "app.log"), words);
        LiveMoment moment = CRASHES.later(real.load(copy).moved());
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Verdict less = moment.judged(cluster, moment.question());

            assertThat(logGaps(less)).containsExactly(new Gap.Unreachable(words));
            isNoOther(moment, less);
        }
    }

    // --- what all of them need
    // --------------------------------------------------------------------

    private LiveMoment loaded(LiveMoment recorded) throws IOException {
        return recorded.later(real.load(recorded.folder()).moved());
    }

    private static List<String> arguments(LiveMoment moment, Transport transport) {
        return Sample.with(
                moment.arguments(), "--transport", transport.name().toLowerCase(Locale.ROOT));
    }

    private static void isTrue(LiveMoment moment, Verdict verdict) {
        assertThat(Said.in(verdict).differencesFrom(moment.truth())).as("answer").isEmpty();
    }

    /// Promise (b), against what is true of the moment.
    private static void isNoOther(LiveMoment moment, Verdict less) {
        if (less.word() != Word.INCONCLUSIVE) {
            assertThat(less.word().name()).isEqualTo(moment.truth().get("verdict"));
            assertThat(less.part().word()).isEqualTo(moment.truth().get("part"));
        }
    }

    private static Optional<Gap> gap(Verdict verdict, String what) {
        return verdict.missing().stream()
                .filter(missing -> missing.what().equals(what))
                .map(Verdict.Missing::gap)
                .findFirst();
    }

    private static List<Gap> logGaps(Verdict verdict) {
        return verdict.missing().stream()
                .filter(missing -> missing.what().startsWith("log "))
                .map(Verdict.Missing::gap)
                .toList();
    }

    private static boolean isLog(Get get) {
        return get.path().endsWith("/log");
    }

    /// Of the one pod that the workload has.
    private static LogKey log(LiveMoment moment, LogKey.Purpose purpose, boolean previous)
            throws IOException {
        JsonNode pod =
                JSON.readTree(Files.readString(moment.folder().resolve("pods.json")))
                        .path("items")
                        .valueStream()
                        .filter(it -> owner(it).equals("ReplicaSet"))
                        .findFirst()
                        .orElseThrow();
        return new LogKey(
                new ObjectRef(
                        "Pod",
                        moment.subject().namespace(),
                        pod.path("metadata").path("name").asString(""),
                        pod.path("metadata").path("uid").asString("")),
                pod.path("spec").path("containers").path(0).path("name").asString(""),
                previous,
                purpose);
    }

    private static String owner(JsonNode pod) {
        return pod.path("metadata").path("ownerReferences").path(0).path("kind").asString("");
    }

    private static Path logs(Path moment, String name) throws IOException {
        try (Stream<Path> files = Files.walk(moment.resolve("logs"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static Path copied(LiveMoment moment, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(moment.folder())) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(moment.folder().relativize(each).toString());
                Files.createDirectories(Optional.ofNullable(copy.getParent()).orElseThrow());
                Files.copy(each, copy);
            }
        }
        return to;
    }

    /// More events than one page of a list has, about nothing that is asked about.
    private record ManyEvents(Etcd etcd, String namespace) implements AutoCloseable {
        private static final int MORE_THAN_A_PAGE = 600;

        static ManyEvents in(Etcd etcd, String namespace) throws IOException {
            ManyEvents events = new ManyEvents(etcd, namespace);
            for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
                etcd.put(
                        events.key(i),
                        """
                        {"apiVersion":"v1","kind":"Event","metadata":{"name":"other-%1$d",
                         "namespace":"%2$s","uid":"other-%1$d","creationTimestamp":"%3$s"},
                         "involvedObject":{"kind":"Pod","namespace":"%2$s","name":"somebody-else"},
                         "type":"Normal","reason":"Pulled","message":"","count":1,
                         "firstTimestamp":"%3$s","lastTimestamp":"%3$s"}
                        """
                                .formatted(
                                        i,
                                        namespace,
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            }
            return events;
        }

        private String key(int number) {
            return "/registry/events/" + namespace + "/other-" + number;
        }

        @Override
        public void close() throws IOException {
            for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
                etcd.delete(key(i));
            }
        }
    }
}
