package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Question;
import dev.verdict.core.verdict.Row;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.cluster.Get;
import dev.verdict.testbed.Moment;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every recorded moment in a real API server, as if it were now: the truth is told through both
/// transports, and the server's own audit log says what was asked.
@ExtendWith(OnTestbed.class)
class RealApiServerIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> everyMomentThroughBothTransports(RecordedCluster real) throws Exception {
        Map<Transport, LiveCluster> clusters = new EnumMap<>(Transport.class);
        for (Transport transport : List.of(Transport.KUBECTL, Transport.CLIENT)) {
            clusters.put(transport, Reached.through(transport, real.plane().kubeconfig()));
        }
        return LiveMoment.all().stream()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.name(), () -> isRight(moment, real, clusters)))
                .onClose(() -> clusters.values().forEach(LiveCluster::close));
    }

    @TestFactory
    Stream<DynamicTest> theCommandAsPeopleHaveIt(RecordedCluster real, @TempDir Path home)
            throws Exception {
        Shell shell = Shell.in(home);
        Files.copy(real.plane().kubeconfig(), home.resolve("kubeconfig"));
        return Sample.tests(
                        shell,
                        (moment, command) -> {
                            Moment loaded = real.load(moment.folder());
                            Sample.ask(command, moment.later(loaded.moved()));
                        })
                .onClose(shell::close);
    }

    private static void isRight(
            LiveMoment recorded, RecordedCluster real, Map<Transport, LiveCluster> clusters)
            throws Exception {
        Moment loaded = real.load(recorded.folder());
        LiveMoment moment = recorded.later(loaded.moved());
        for (Map.Entry<Transport, LiveCluster> cluster : clusters.entrySet()) {
            for (Question question : moment.questions()) {
                long before = real.plane().audited();
                Noted noted = new Noted(cluster.getValue());
                Verdict verdict = moment.judged(noted, question);

                assertThat(Said.in(verdict).differencesFrom(moment.truth()))
                        .as("answer through " + cluster.getKey())
                        .isEmpty();
                boolean isMissing = verdict.row() == Row.SUBJECT_ABSENT;
                assertThat(Budget.excessOf(moment, noted.asked(), isMissing))
                        .as("asked too much")
                        .isEmpty();
                assertThat(audited(real, before))
                        .as("what the server was asked")
                        .isEqualTo(lines(noted.asked()));
            }
        }
    }

    private static Set<String> lines(List<Get> asked) {
        return asked.stream()
                .map(get -> get.path() + "?" + new TreeMap<>(get.query()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What the audit log has since then, of the one who asks here; kubectl asks for the version by
    /// itself.
    private static Set<String> audited(RecordedCluster real, long before) throws Exception {
        Set<String> lines = new TreeSet<>();
        for (String line : real.plane().auditedSince(before)) {
            JsonNode event = JSON.readTree(line);
            URI uri = URI.create(event.path("requestURI").asString(""));
            boolean isOurs = event.path("user").path("username").asString("").equals("admin");
            if (isOurs && !uri.getPath().equals("/version")) {
                lines.add(uri.getPath() + "?" + query(uri));
            }
        }
        return lines;
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        String text = uri.getQuery() == null ? "" : uri.getQuery();
        for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = one.indexOf('=');
            query.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return query;
    }
}
