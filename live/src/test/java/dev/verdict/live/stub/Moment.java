package dev.verdict.live.stub;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A recorded moment's folder, read once.
final class Moment {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Map<String, List<ObjectNode>> lists = new HashMap<>();
    private final Instant collectedAt;
    private final String version;

    private Moment(Path folder) throws IOException {
        this.folder = folder;
        JsonNode recording =
                Files.exists(folder.resolve("recording.json"))
                        ? JSON.readTree(Files.readString(folder.resolve("recording.json")))
                        : JSON.createObjectNode();
        collectedAt =
                recording.has("collectedAt")
                        ? Instant.parse(recording.get("collectedAt").stringValue())
                        : Instant.now();
        version =
                recording.has("kubernetes") ? recording.get("kubernetes").stringValue() : "v1.36.2";
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                read(file);
            }
        }
    }

    static Moment in(Path folder) {
        try {
            return new Moment(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Instant collectedAt() {
        return collectedAt;
    }

    String version() {
        return version;
    }

    /// Empty when nobody asked for this resource when it was recorded.
    Optional<List<ObjectNode>> all(Resource resource) {
        return Optional.ofNullable(lists.get(resource.recordedAs()));
    }

    Optional<ObjectNode> one(Resource resource, String namespace, String name) {
        return all(resource).orElse(List.of()).stream()
                .filter(it -> nameOf(it).equals(name))
                .filter(it -> !resource.namespaced() || namespaceOf(it).equals(namespace))
                .findFirst();
    }

    /// A file below `logs/<pod>`, if it was recorded.
    Optional<byte[]> log(String pod, String file) {
        Path log = folder.resolve("logs").resolve(pod).resolve(file);
        try {
            return Files.exists(log) ? Optional.of(Files.readAllBytes(log)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(JsonNode item) {
        return item.path("metadata").path("name").asString("");
    }

    static String namespaceOf(JsonNode item) {
        return item.path("metadata").path("namespace").asString("");
    }

    private void read(Path file) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.json$", "");
        JsonNode content = JSON.readTree(Files.readString(file));
        if (name.startsWith("namespace") && content.path("kind").asString("").equals("Namespace")) {
            add("namespaces", List.of((ObjectNode) content));
        } else if (content.path("items").isArray()) {
            List<ObjectNode> items = new ArrayList<>();
            content.get("items").forEach(item -> items.add((ObjectNode) item));
            add(name.equals("events-default-namespace") ? "events" : name, items);
        }
    }

    private void add(String list, List<ObjectNode> items) {
        lists.computeIfAbsent(list, _ -> new ArrayList<>()).addAll(items);
    }
}
