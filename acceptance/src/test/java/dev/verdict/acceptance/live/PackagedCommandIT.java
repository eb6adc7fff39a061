package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.live.KubectlCluster;
import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The command as people have it: started by its launcher, over TLS, through kubectl, through the
/// client and as `kubectl verdict`. A few moments of every verdict; all of them in one process are
/// [StubScenarioIT]'s.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackagedCommandIT {
    private static final int OF_EACH_VERDICT = 2;

    private static final Map<String, Integer> EXIT_CODES =
            Map.of(
                    "FALSE_ALARM", 0,
                    "HEALTHY", 0,
                    "FAILED", 1,
                    "BLOCKED", 3,
                    "STALE", 4,
                    "IN_PROGRESS", 5,
                    "SUPERSEDED", 6,
                    "INCONCLUSIVE", 7);

    private StubApiServer server;
    private Shell shell;

    private interface Typed {
        Shell.Run run(List<String> arguments) throws Exception;
    }

    @BeforeAll
    void serve(@TempDir Path home) throws Exception {
        shell = Shell.in(home);
        server = StubApiServer.https(sample().getFirst().folder()).requireToken("secret");
        server.kubeconfig(home, "default");
    }

    @AfterAll
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
        if (shell != null) {
            shell.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> throughKubectl() {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        return all(arguments -> shell.verdict(with(arguments, "--transport", "kubectl")));
    }

    @TestFactory
    Stream<DynamicTest> throughTheClient() {
        return all(arguments -> shell.verdict(with(arguments, "--transport", "client")));
    }

    @TestFactory
    Stream<DynamicTest> asKubectlVerdict() {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        return all(arguments -> shell.plugin(arguments));
    }

    private Stream<DynamicTest> all(Typed command) {
        return sample().stream()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.truth().get("verdict") + " " + moment.name(),
                                        () -> isRight(moment, command)));
    }

    private void isRight(LiveMoment moment, Typed command) throws Exception {
        server.serve(moment.folder()).forget();

        Shell.Run run = command.run(with(moment.arguments(), "-o", "json"));

        assertThat(run.err()).as("stderr").isEmpty();
        JsonNode json = new JsonMapper().readTree(run.out());
        Said said = Said.in(json);
        assertThat(said.differencesFrom(moment.truth())).as("answer").isEmpty();
        assertThat(run.code())
                .as("exit code")
                .isEqualTo(EXIT_CODES.get(json.path("verdict").asString("")));
        assertThat(json.path("cluster").path("context").asString(""))
                .isEqualTo(StubApiServer.CONTEXT);
        assertThat(json.path("cluster").path("server").asString("")).isEqualTo(server.url());
        assertThat(server.violations()).as("not understood by the server").isEmpty();
        assertThat(Budget.excess(moment, server.calls(), isMissing(json)))
                .as("asked too much")
                .isEmpty();
    }

    private boolean isMissing(JsonNode json) {
        String wanted =
                "/%ss/%s"
                        .formatted(
                                json.path("subject").path("kind").asString(""),
                                json.path("subject").path("name").asString(""))
                        .toLowerCase(java.util.Locale.ROOT);
        return json.path("verdict").asString("").equals("INCONCLUSIVE")
                && server.calls().stream().anyMatch(call -> call.path().endsWith(wanted));
    }

    /// The first moments of every verdict, each of another scenario, and the one whose build is in
    /// another namespace.
    private static List<LiveMoment> sample() {
        SequencedMap<String, List<LiveMoment>> byVerdict = new LinkedHashMap<>();
        for (LiveMoment moment : LiveMoment.all()) {
            List<LiveMoment> chosen =
                    byVerdict.computeIfAbsent(
                            String.valueOf(moment.truth().get("verdict")), _ -> new ArrayList<>());
            boolean isAnother =
                    chosen.stream().noneMatch(it -> it.scenario().equals(moment.scenario()));
            if (isAnother && chosen.size() < OF_EACH_VERDICT
                    || !moment.buildNamespaces().isEmpty()) {
                chosen.add(moment);
            }
        }
        return byVerdict.values().stream().flatMap(List::stream).toList();
    }

    private static List<String> with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }
}
