package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which logs a table reads: many copies of one recorded false alarm, each with a build of its own.
class SweepTest {
    private static final Path SHOP = Path.of("src/test/resources/recordings/shop");
    private static final String POD = "build-shop-bw86n";
    private static final int MANY = 60;
    private static final int AT_MOST = 50;

    @TempDir private Path folder;

    /// A row of a table: what it says, by what right, and whether it says that no log was read.
    private record Row(String word, String confidence, boolean missesLog) {}

    @Test
    void readsFiftyLogsAtMostAndSaysWhichItDidNotRead() throws IOException {
        record(MANY, "2026-11-23T02:54:12Z", "");

        List<Row> rows = rows();

        assertThat(rows).hasSize(MANY);
        assertThat(rows.stream().filter(row -> row.confidence().equals("proven"))).hasSize(AT_MOST);
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.missesLog())
                                        .isNotEqualTo(row.confidence().equals("proven")));
    }

    @Test
    void readsNoLogOfABuildLongAgoWhoseWorkloadServes() throws IOException {
        record(3, "2026-11-23T03:54:30Z", "");

        assertThat(rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.missesLog()).isTrue())
                .allSatisfy(row -> assertThat(row.confidence()).isNotEqualTo("proven"));
    }

    @Test
    void readsTheLogOfABuildLongAgoWhoseWorkloadDoesNotServe() throws IOException {
        record(3, "2026-11-23T03:54:30Z", "shop2");

        assertThat(rows()).hasSize(3).filteredOn(row -> !row.missesLog()).hasSize(1);
    }

    /// The worst come first: with more logs than may be read, those of what does not serve are
    /// read.
    @Test
    void readsTheWorstFirst() throws IOException {
        record(MANY, "2026-11-23T02:54:12Z", "shop" + MANY);

        String ill =
                Ran.of("check", "--from", folder.toString(), "deploy", "-o", "json")
                        .out()
                        .split("\"name\": \"shop" + MANY + "\"", -1)[1]
                        .split("\"subject\"", -1)[0];
        assertThat(ill).doesNotContain("\"what\": \"log ");
    }

    private List<Row> rows() {
        String json = Ran.of("check", "--from", folder.toString(), "deploy", "-o", "json").out();
        List<Row> rows = new ArrayList<>();
        for (String item : json.split("\"subject\": \\{", -1)) {
            if (item.contains("\"verdict\": ")) {
                rows.add(
                        new Row(
                                field(item, "verdict"),
                                field(item, "confidence"),
                                item.contains("\"what\": \"log build-shop")));
            }
        }
        return rows;
    }

    private static String field(String item, String name) {
        String rest = item.substring(item.indexOf("\"" + name + "\": ") + name.length() + 4);
        return rest.substring(0, rest.indexOf(',')).replace("\"", "");
    }

    /// @param ill the copy whose pod is not ready; none where empty
    private void record(int copies, String collectedAt, String ill) throws IOException {
        for (String kind : List.of("deployments", "replicasets", "pods", "jobs", "events")) {
            String list = Files.readString(SHOP.resolve(kind + ".json"));
            int open = list.indexOf("\"items\":[") + "\"items\":[".length();
            String items = list.substring(open, list.lastIndexOf("]"));
            String all =
                    String.join(
                            ",",
                            IntStream.rangeClosed(1, copies)
                                    .mapToObj(i -> copy(items, i, ill))
                                    .toList());
            Files.writeString(folder.resolve(kind + ".json"), list.substring(0, open) + all + "]}");
        }
        for (String file : List.of("nodes.json", "namespace.json", "services.json")) {
            Files.copy(SHOP.resolve(file), folder.resolve(file));
        }
        Files.writeString(
                folder.resolve("recording.json"), "{\"collectedAt\": \"" + collectedAt + "\"}");
        for (int i = 1; i <= copies; i++) {
            try (Stream<Path> logs = Files.list(SHOP.resolve("logs").resolve(POD))) {
                for (Path log : logs.toList()) {
                    Path to = folder.resolve("logs").resolve(named(POD, i));
                    Files.createDirectories(to);
                    Files.writeString(
                            to.resolve(log.getFileName()),
                            named(Files.readString(log, StandardCharsets.UTF_8), i));
                }
            }
        }
    }

    private static String copy(String items, int number, String ill) {
        String copy = named(items, number);
        return ill.equals("shop" + number)
                ? copy.replace("\"ready\":true", "\"ready\":false")
                        .replace("\"readyReplicas\":1,", "")
                        .replace("\"availableReplicas\":1,", "")
                        .replaceAll(
                                "(Ready\",\"observedGeneration\":1,\"status\":)\"True\"",
                                "$1\"False\"")
                : copy;
    }

    /// Another name and another uid, the same everywhere.
    private static String named(String text, int number) {
        return text.replace("shop", "shop" + number)
                .replaceAll(
                        "\"[0-9a-f]{4}([0-9a-f]{4}-[0-9a-f]{4}-)", "\"%04x$1".formatted(number));
    }
}
