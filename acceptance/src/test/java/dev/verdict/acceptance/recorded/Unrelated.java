package dev.verdict.acceptance.recorded;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Two things that have nothing to do with a recording and happen beside it: a build that fails,
/// and a Deployment that crashes.
final class Unrelated {
    private static final JsonMapper JSON = Lists.JSON;
    private static final List<String> CASES = List.of("d01-run-step-fails", "g10-crashloop-exit-1");
    private static final List<String> KINDS =
            List.of("jobs", "deployments", "replicasets", "pods", "events", "services");

    private Unrelated() {}

    /// @param to a recorded moment, whose lists they are added to where it has such lists
    static void mergeInto(Path to, String namespace) throws IOException {
        Instant at = collectedAt(to);
        for (String scenario : CASES) {
            Path from = RecordedMoment.scenarios().resolve(scenario).resolve("now");
            Duration later = Duration.between(collectedAt(from), at);
            RenamedRecording renamed = new RenamedRecording(from, scenario.hashCode(), later);
            renamed.renaming().keep(scenario);
            renamed.renaming().keep("node-1");
            merge(from, to, renamed, scenario, namespace);
        }
    }

    private static Instant collectedAt(Path folder) throws IOException {
        JsonNode recording = JSON.readTree(Files.readAllBytes(folder.resolve("recording.json")));
        return Instant.parse(recording.get("collectedAt").asString());
    }

    private static void merge(
            Path from, Path to, RenamedRecording renamed, String foreign, String namespace)
            throws IOException {
        String node = node(to);
        for (String kind : KINDS) {
            Path target = to.resolve(kind + ".json");
            Path source = from.resolve(kind + ".json");
            if (!Files.exists(target) || !Files.exists(source)) {
                continue;
            }
            JsonNode list = JSON.readTree(Files.readAllBytes(target));
            if (!(list.get("items") instanceof ArrayNode items)) {
                continue;
            }
            List<JsonNode> all = new ArrayList<>();
            for (JsonNode item : JSON.readTree(Files.readAllBytes(source)).get("items")) {
                String text = JSON.writeValueAsString(renamed.renamed("", item));
                all.add(JSON.readTree(text.replace(foreign, namespace).replace("node-1", node)));
            }
            // Between the others, not behind them.
            items.forEach(all::add);
            ((ObjectNode) list).set("items", JSON.createArrayNode().addAll(all));
            Files.write(target, JSON.writeValueAsBytes(list));
        }
        copyLogs(to, renamed);
    }

    private static void copyLogs(Path to, RenamedRecording renamed) throws IOException {
        Path copy = Files.createTempDirectory(to, "unrelated");
        renamed.writeTo(copy);
        try (Stream<Path> files = Files.walk(copy.resolve("logs"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(copy.relativize(log));
                Files.createDirectories(target.getParent());
                Files.move(log, target);
            }
        }
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Some node of the recording, on which they run.
    private static String node(Path to) throws IOException {
        Path nodes = to.resolve("nodes.json");
        if (!Files.exists(nodes)) {
            return "node-1";
        }
        JsonNode items = JSON.readTree(Files.readAllBytes(nodes)).path("items");
        return items.isEmpty() ? "node-1" : items.get(0).path("metadata").path("name").asString("");
    }
}
