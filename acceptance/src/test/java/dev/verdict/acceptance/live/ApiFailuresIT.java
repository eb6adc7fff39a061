package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Gap;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Get;
import dev.verdict.testbed.Api;
import dev.verdict.testbed.Etcd;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong with a real API server, each thing provoked: the answer comes inside its time
/// and names the gap, and no verdict becomes another.
///
/// It has an API server of its own, and each test leaves it as it found it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OnTestbed.class)
class ApiFailuresIT {

    /// Long enough for what answers, and what waiting for a silent server costs a test.
    private static final Duration SHORT = Duration.ofSeconds(5);

    /// How much later than its deadline a check may end on a machine that has other things to do.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int UNAVAILABLE = 69;
    private static final String TOO_MANY = "429 Too many requests, please try again later.";

    private static final LiveMoment FALSE_ALARM = LiveMoment.of("a1-false-alarm-digest-ref", "now");
    private static final LiveMoment BUILD_FAILED = LiveMoment.of("d01-run-step-fails", "now");
    private static final LiveMoment CRASHES = LiveMoment.of("g10-crashloop-exit-1", "now");

    private static final LiveMoment STALE =
            LiveMoment.of("e1-stale-mutable-tag-ifnotpresent", "now");

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
                Promised.isNoOther(moment, less);
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
            Promised.isTrue(moment, verdict);
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

            Promised.isTrue(moment, moment.judged(cluster, moment.question()));
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
                Promised.isNoOther(moment, less);
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
            Promised.isTrue(moment, verdict);
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
            Promised.isNoOther(moment, less);
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

                assertThat(Promised.logGaps(less))
                        .isNotEmpty()
                        .allMatch(Gap.TimedOut.class::isInstance);
                assertThat(looks.footprint().took()).isLessThan(SHORT.plus(GRACE));
                Promised.isNoOther(moment, less);
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
                Promised.isTrue(moment, moment.judged(interrupted, moment.question()));
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

                assertThat(Promised.logGaps(less))
                        .isNotEmpty()
                        .allMatch(Gap.Unreachable.class::isInstance);
                Promised.isNoOther(moment, less);
            } finally {
                real.plane().restart();
            }
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

    private static Optional<Gap> gap(Verdict verdict, String what) {
        return verdict.missing().stream()
                .filter(missing -> missing.look().equals(Optional.of(what)))
                .map(Verdict.Missing::gap)
                .findFirst();
    }

    private static boolean isLog(Get get) {
        return get.path().endsWith("/log");
    }

    /// More events than one page of a list has, about nothing that is asked about.
    private record ManyEvents(Etcd etcd, String namespace) implements AutoCloseable {
        private static final int MORE_THAN_A_PAGE = 600;

        static ManyEvents in(Etcd etcd, String namespace) throws IOException {
            ManyEvents events = new ManyEvents(etcd, namespace);
            Map<String, String> many = new LinkedHashMap<>();
            for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
                many.put(
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
            etcd.put(many);
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
