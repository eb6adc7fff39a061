package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.claim.Subject;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class JsonReportTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void isTheWholeVerdict() throws IOException {
        Opinion opinion =
                new Opinion(
                        Sample.falseAlarm(),
                        Optional.of(new Subject("Pod", "team-a", "shop-7c9b955b5c-wfvkf")));

        assertThat(JsonReport.of(opinion, Told.LIVE, Style.plain()))
                .isEqualTo(Files.readString(Path.of("src/test/resources/json/false-alarm.json")));
    }

    @Test
    void allOfItHoldsAgainstTheSchema() {
        all().forEach(
                        v ->
                                assertThat(
                                                Schema.faults(
                                                        MAPPER.readTree(
                                                                JsonReport.of(
                                                                        v,
                                                                        Told.LIVE,
                                                                        Style.plain()))))
                                        .isEmpty());
    }

    @Test
    void yamlSaysTheSame() {
        all().forEach(
                        v -> {
                            Opinion opinion = Opinion.of(v);
                            Object yaml =
                                    new Load(LoadSettings.builder().build())
                                            .loadFromString(
                                                    JsonReport.yamlOf(
                                                            opinion, Told.LIVE, Style.plain()));
                            JsonNode json =
                                    MAPPER.readTree(
                                            JsonReport.of(opinion, Told.LIVE, Style.plain()));
                            assertThat(MAPPER.<JsonNode>valueToTree(yaml)).isEqualTo(json);
                        });
    }

    @Test
    void aListIsWorstFirst() {
        String list =
                JsonReport.listOf(
                        List.of(Opinion.of(Sample.healthy()), Opinion.of(Sample.failedBuild())),
                        Told.DISK,
                        Style.plain());

        JsonNode tree = MAPPER.readTree(list);
        assertThat(Schema.faults(tree)).isEmpty();
        assertThat(tree.get("items").valueStream().map(i -> i.get("verdict").asString()))
                .containsExactly("FAILED", "HEALTHY");
    }

    @Test
    void anEmptyListIsAList() {
        assertThat(JsonReport.listOf(List.of(), Told.DISK, Style.plain()))
                .isEqualTo(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "VerdictList",
                            "items": []
                        }
                        """);
        assertThat(JsonReport.yamlListOf(List.of(), Told.DISK, Style.plain()))
                .isEqualTo(
                        """
                        apiVersion: verdict.dev/v1
                        kind: VerdictList
                        items: []
                        """);
    }

    @Test
    void withoutLogsNothingThatAContainerPrintedIsSaid() {
        String json =
                JsonReport.of(Sample.failedWorkload(), Told.LIVE, Style.plain().withLogs(false));

        assertThat(json).doesNotContain("orders", "goodbye");
    }

    private static Stream<Verdict> all() {
        return Stream.concat(
                ScreensTest.all().values().stream(),
                Arrays.stream(Cause.values()).map(Sample::longest));
    }
}
