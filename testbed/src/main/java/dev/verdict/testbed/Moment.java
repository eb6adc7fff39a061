package dev.verdict.testbed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A recorded moment on its way into a real API server: every object as it was, all times moved so
/// that the recording is made now.
public final class Moment {
    private static final JsonMapper JSON = new JsonMapper();

    /// RFC 3339 in UTC, as Kubernetes writes it.
    private static final Pattern TIME =
            Pattern.compile("\\b(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z");

    /// What an API server keeps under which key.
    ///
    /// @param prefix below `/registry/`
    private record Kind(String kind, String version, String prefix, boolean namespaced) {}

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    entry("namespace", "Namespace", "v1", "namespaces", false),
                    entry("nodes", "Node", "v1", "minions", false),
                    entry("pods", "Pod", "v1", "pods", true),
                    entry("events", "Event", "v1", "events", true),
                    entry("services", "Service", "v1", "services/specs", true),
                    entry("deployments", "Deployment", "apps/v1", "deployments", true),
                    entry("replicasets", "ReplicaSet", "apps/v1", "replicasets", true),
                    entry("statefulsets", "StatefulSet", "apps/v1", "statefulsets", true),
                    entry("daemonsets", "DaemonSet", "apps/v1", "daemonsets", true),
                    entry(
                            "controllerrevisions",
                            "ControllerRevision",
                            "apps/v1",
                            "controllerrevisions",
                            true),
                    entry("jobs", "Job", "batch/v1", "jobs", true),
                    entry("cronjobs", "CronJob", "batch/v1", "cronjobs", true),
                    entry(
                            "persistentvolumeclaims",
                            "PersistentVolumeClaim",
                            "v1",
                            "persistentvolumeclaims",
                            true),
                    entry("resourcequotas", "ResourceQuota", "v1", "resourcequotas", true));

    private final Path folder;
    private final SequencedMap<String, String> objects = new LinkedHashMap<>();
    private final Duration moved;

    private Moment(Path folder, Duration moved) {
        this.folder = folder;
        this.moved = moved;
    }

    private static Map.Entry<String, Kind> entry(
            String file, String kind, String version, String prefix, boolean namespaced) {
        return Map.entry(file, new Kind(kind, version, prefix, namespaced));
    }

    /// Reads the recording's lists.
    ///
    /// @param now what the recording's own time is to be
    public static Moment of(Path folder, Instant now) throws IOException {
        JsonNode recording = JSON.readTree(Files.readString(folder.resolve("recording.json")));
        Instant collected = Instant.parse(recording.get("collectedAt").stringValue());
        // Whole seconds: what was at the same second stays so.
        Moment moment =
                new Moment(
                        folder, Duration.between(collected, now.truncatedTo(ChronoUnit.SECONDS)));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                moment.read(file);
            }
        }
        return moment;
    }

    /// The same with other names: whatever is done to an object is done to its key. Logs stay.
    public Moment renamed(UnaryOperator<String> names) {
        Moment other = new Moment(folder, moved);
        objects.forEach((key, object) -> other.objects.put(names.apply(key), names.apply(object)));
        return other;
    }

    /// How much later everything is than it was.
    public Duration moved() {
        return moved;
    }

    /// A file below `logs/`, where it was recorded.
    Optional<Path> log(String pod, String file) {
        Path log = folder.resolve("logs").resolve(pod).resolve(file);
        return Files.exists(log) ? Optional.of(log) : Optional.empty();
    }

    private void read(Path file) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.json$", "");
        Kind kind = KINDS.get(name.startsWith("namespace") ? "namespace" : name);
        JsonNode content = JSON.readTree(Files.readString(file));
        if (kind == null || content.path("kind").asString("").equals("Status")) {
            return;
        }
        List<JsonNode> items = new ArrayList<>();
        if (content.path("items").isArray()) {
            content.get("items").forEach(items::add);
        } else {
            items.add(content);
        }
        for (JsonNode item : items) {
            add(kind, (ObjectNode) item);
        }
    }

    /// Items of a list do not say what they are; a version is the store's own business.
    private void add(Kind kind, ObjectNode item) {
        item.put("kind", kind.kind()).put("apiVersion", kind.version());
        ObjectNode metadata = (ObjectNode) item.get("metadata");
        metadata.remove("resourceVersion");
        String place = kind.namespaced() ? metadata.get("namespace").stringValue() + "/" : "";
        String key =
                "/registry/" + kind.prefix() + "/" + place + metadata.get("name").stringValue();
        objects.put(key, later(JSON.writeValueAsString(item)));
    }

    /// The same text, every time in it moved.
    String later(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.replaceAll(
                found -> {
                    Instant time = Instant.parse(found.group(1) + "Z").plus(moved);
                    String fraction = found.group(2) == null ? "" : found.group(2);
                    return time.toString().replace("Z", fraction + "Z");
                });
    }

    /// Writes all objects.
    public void load(Etcd etcd) throws IOException {
        etcd.put(objects);
    }

    /// Takes them out again.
    public void unload(Etcd etcd) throws IOException {
        for (String key : objects.sequencedKeySet().reversed()) {
            etcd.delete(key);
        }
    }
}
