package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.looks.asking.Asking;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;
import dev.verdict.testbed.Tunnel;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What goes wrong between a real API server and a kubelet when a log is asked for, each thing
/// provoked: the answer comes inside its time and names the gap, and no verdict becomes another.
@ExtendWith(OnTestbed.class)
class LogFailuresIT {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /// Long enough for what answers, and what waiting for a silent node costs a test.
    private static final Duration SHORT = Duration.ofSeconds(5);

    /// How much later than its deadline a check may end on a machine that has other things to do.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    private static final LiveMoment FALSE_ALARM = LiveMoment.of("a1-false-alarm-digest-ref", "now");
    private static final LiveMoment BUILD_FAILED = LiveMoment.of("d01-run-step-fails", "now");
    private static final LiveMoment CRASHES = LiveMoment.of("g10-crashloop-exit-1", "now");

    /// Its container runs again: what the one before printed is asked for.
    private static final LiveMoment KILLED = LiveMoment.of("g16-liveness-probe-kills", "now");

    private static final LiveMoment UNSCHEDULED = LiveMoment.of("f2-insufficient-memory", "now");

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNodeThatCannotBeReachedForALogIsAGap(Transport transport, RecordedCluster real)
            throws Exception {
        real.nodes(Tunnel.Nodes.ARE_UNREACHABLE);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            for (LiveMoment recorded : List.of(FALSE_ALARM, BUILD_FAILED, CRASHES)) {
                LiveMoment moment = loaded(recorded, real);
                Verdict less = moment.judged(cluster, moment.question());

                assertThat(Promised.logGaps(less))
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
                Promised.isNoOther(moment, less);
            }
        } finally {
            real.nodes(Tunnel.Nodes.ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aNodeThatNeverAnswersIsNotWaitedForLonger(Transport transport, RecordedCluster real)
            throws Exception {
        real.nodes(Tunnel.Nodes.ARE_SILENT);
        LiveMoment moment = loaded(FALSE_ALARM, real);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig());
                Looks looks = new Looks(cluster, SHORT, Optional.empty(), List.of())) {
            Verdict less = moment.judged(looks, moment.question());

            assertThat(Promised.logGaps(less))
                    .isNotEmpty()
                    .allMatch(Gap.TimedOut.class::isInstance);
            assertThat(looks.footprint().took()).isLessThan(SHORT.plus(GRACE));
            Promised.isNoOther(moment, less);
        } finally {
            real.nodes(Tunnel.Nodes.ANSWER);
        }
    }

    /// A pod without a node never printed anything: the API server says 204 to that.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aPodWithoutANodeHasNoLog(Transport transport, RecordedCluster real) throws Exception {
        LiveMoment moment = loaded(UNSCHEDULED, real);
        LogKey log = log(moment, LogKey.Purpose.BUILD, false);
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Asking asking = new Asking(cluster, PLENTY, Optional.empty());

            assertThat(asking.log(log, KanikoRun.unknown())).isEqualTo(Observation.absent());
            assertThat(asking.requests()).isEqualTo(1);
            Promised.isTrue(moment, moment.judged(cluster, moment.question()));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatAContainerPrintedThatIsGoneIsGoneByAge(
            Transport transport, RecordedCluster real, @TempDir Path folder) throws Exception {
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
            Promised.isTrue(moment, moment.judged(cluster, moment.question()));
        }
    }

    /// What a kubelet says with status 200 of a container that was just removed.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void anExcuseInThePlaceOfALogIsNoLog(
            Transport transport, RecordedCluster real, @TempDir Path folder) throws Exception {
        String words = "unable to retrieve container logs for containerd://0123456789abcdef";
        Path copy = copied(CRASHES, folder);
        Files.writeString(logs(copy, "app.log"), words);
        LiveMoment moment = CRASHES.later(real.load(copy).moved());
        try (LiveCluster cluster = Reached.through(transport, real.plane().kubeconfig())) {
            Verdict less = moment.judged(cluster, moment.question());

            assertThat(Promised.logGaps(less)).containsExactly(new Gap.Unreachable(words));
            Promised.isNoOther(moment, less);
        }
    }

    private static LiveMoment loaded(LiveMoment recorded, RecordedCluster real) throws IOException {
        return recorded.later(real.load(recorded.folder()).moved());
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
}
