package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.live.KubectlCluster;

import org.junit.jupiter.api.DynamicTest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A few moments of every verdict, for the command as people have it: each start costs a JVM. All
/// moments, by the same code in one process, are [StubScenarioIT]'s and [RealApiServerIT]'s.
final class Sample {
    private static final int OF_EACH_VERDICT = 2;

    static final Map<String, Integer> EXIT_CODES =
            Map.of(
                    "FALSE_ALARM", 0,
                    "HEALTHY", 0,
                    "FAILED", 1,
                    "BLOCKED", 3,
                    "STALE", 4,
                    "IN_PROGRESS", 5,
                    "SUPERSEDED", 6,
                    "INCONCLUSIVE", 7);

    private Sample() {}

    /// One way to start the command.
    interface Typed {
        Shell.Run run(List<String> arguments) throws Exception;
    }

    /// What has to hold for one moment, asked about in one way.
    interface Check {
        void of(LiveMoment moment, Typed command) throws Exception;
    }

    /// Every moment, in every way there is here: through kubectl, through the client, as a plugin.
    static Stream<DynamicTest> tests(Shell shell, Check check) {
        SequencedMap<String, Typed> ways = new LinkedHashMap<>();
        ways.put("client", typed -> shell.verdict(with(typed, "--transport", "client")));
        if (KubectlCluster.whyNot().isEmpty()) {
            ways.put("kubectl", typed -> shell.verdict(with(typed, "--transport", "kubectl")));
            ways.put("plugin", shell::plugin);
        }
        return ways.entrySet().stream()
                .flatMap(way -> moments().stream().map(it -> test(way, it, check)));
    }

    private static DynamicTest test(Map.Entry<String, Typed> way, LiveMoment moment, Check check) {
        return DynamicTest.dynamicTest(
                way.getKey() + ": " + moment.truth().get("verdict") + " " + moment.name(),
                () -> check.of(moment, way.getValue()));
    }

    /// The first moments of every verdict, each of another scenario, and those whose build is in
    /// another namespace.
    static List<LiveMoment> moments() {
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

    /// Asks about a moment, and sees that the truth is told, with its exit code and nothing beside.
    static JsonNode ask(Typed command, LiveMoment moment) throws Exception {
        Shell.Run run = command.run(with(moment.arguments(), "-o", "json"));

        assertThat(run.err()).as("stderr").isEmpty();
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(Said.in(json).differencesFrom(moment.truth())).as("answer").isEmpty();
        assertThat(run.code())
                .as("exit code")
                .isEqualTo(EXIT_CODES.get(json.path("verdict").asString("")));
        return json;
    }

    static List<String> with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }
}
