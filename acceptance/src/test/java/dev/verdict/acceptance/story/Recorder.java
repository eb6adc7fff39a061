package dev.verdict.acceptance.story;

import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Records one moment of a running cluster, in the form that `--from` reads
/// (docs/bundle-format.md).
final class Recorder {
    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, List<String>> LISTS =
            Map.of(
                    "/api/v1", List.of("pods", "events", "services"),
                    "/apis/apps/v1",
                            List.of(
                                    "deployments",
                                    "replicasets",
                                    "statefulsets",
                                    "daemonsets",
                                    "controllerrevisions"),
                    "/apis/batch/v1", List.of("jobs", "cronjobs"));

    private final Cluster cluster;
    private final Path folder;

    private Recorder(Cluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
    }

    /// @param namespaces the first is the subject's
    static void record(Cluster cluster, List<String> namespaces, Path folder) throws IOException {
        if (Files.exists(folder)) {
            remove(folder);
        }
        new Recorder(cluster, Files.createDirectories(folder)).record(namespaces);
    }

    /// What an earlier run left; its pods had other names.
    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Read(int status, Instant at, ByteArrayOutputStream body) {}

    private void record(List<String> namespaces) throws IOException {
        ObjectNode pods = list("/api/v1", "pods", namespaces);
        for (JsonNode pod : pods.path("items")) {
            logs(pod);
        }
        for (Map.Entry<String, List<String>> group : LISTS.entrySet()) {
            for (String kind : group.getValue()) {
                write(kind + ".json", list(group.getKey(), kind, namespaces));
            }
        }
        Read nodes = read(Get.of("/api/v1/nodes"));
        Files.write(folder.resolve("nodes.json"), nodes.body().toByteArray());
        for (String namespace : namespaces) {
            String file = namespace.equals(namespaces.getFirst()) ? "" : "-" + namespace;
            Files.write(
                    folder.resolve("namespace" + file + ".json"),
                    read(Get.of("/api/v1/namespaces/" + namespace)).body().toByteArray());
        }
        ObjectNode recording = JSON.createObjectNode();
        recording.put("apiVersion", "verdict.dev/v1").put("kind", "Recording");
        recording.put("collectedAt", nodes.at().toString());
        write("recording.json", recording);
    }

    /// One list of several namespaces' objects.
    private ObjectNode list(String group, String kind, List<String> namespaces) throws IOException {
        ObjectNode whole = JSON.createObjectNode();
        for (String namespace : namespaces) {
            ObjectNode one =
                    (ObjectNode)
                            JSON.readTree(
                                    read(Get.of(group + "/namespaces/" + namespace + "/" + kind))
                                            .body()
                                            .toByteArray());
            if (whole.isEmpty()) {
                whole = one;
            } else {
                ((ArrayNode) whole.get("items")).addAll((ArrayNode) one.get("items"));
            }
        }
        return whole;
    }

    private void logs(JsonNode pod) throws IOException {
        String name = pod.at("/metadata/name").stringValue();
        String place = "/api/v1/namespaces/" + pod.at("/metadata/namespace").stringValue();
        for (String containers : List.of("initContainers", "containers")) {
            for (JsonNode container : pod.at("/spec/" + containers)) {
                Get log =
                        Get.of(place + "/pods/" + name + "/log")
                                .with("container", container.get("name").stringValue());
                String file = "logs/" + name + "/" + container.get("name").stringValue();
                keep(file + ".log", read(log));
                keep(file + ".previous.log", read(log.with("previous", "true")));
            }
        }
    }

    private void keep(String file, Read log) throws IOException {
        Path path = folder.resolve(log.status() == 200 ? file : file + ".error");
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
        byte[] empty = ("(HTTP status " + log.status() + ")\n").getBytes(StandardCharsets.UTF_8);
        Files.write(
                path,
                log.body().size() == 0 && log.status() != 200 ? empty : log.body().toByteArray());
        Files.deleteIfExists(folder.resolve(log.status() == 200 ? file + ".error" : file));
    }

    private Read read(Get get) throws IOException {
        Answer answer = cluster.get(get, Deadline.in(PLENTY));
        if (!(answer instanceof Answer.Response response)) {
            throw new IOException(get + ": " + answer);
        }
        Instant at =
                Optional.ofNullable(response.headers().get("date"))
                        .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME))
                        .orElseThrow()
                        .toInstant();
        try (InputStream body = response.body()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            body.transferTo(all);
            return new Read(response.status(), at, all);
        }
    }

    private void write(String file, JsonNode content) throws IOException {
        Files.writeString(folder.resolve(file), JSON.writeValueAsString(content));
    }
}
