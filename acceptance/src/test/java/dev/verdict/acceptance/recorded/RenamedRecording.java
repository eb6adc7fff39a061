package dev.verdict.acceptance.recorded;

import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// A recording written once more with everything renamed and shifted in time, its lists shuffled.
final class RenamedRecording {
    private static final JsonMapper JSON = Lists.JSON;

    /// Lists whose order means nothing. (Containers of a spec have an order, their statuses have
    /// none.)
    static final Set<String> UNORDERED =
            Set.of(
                    "items",
                    "conditions",
                    "containerStatuses",
                    "initContainerStatuses",
                    "ephemeralContainerStatuses",
                    "ownerReferences");

    private static final Set<String> PORTS =
            Set.of("containerPort", "port", "targetPort", "hostPort");

    private final Path from;
    private final Renaming renaming;
    private final Random order;

    RenamedRecording(Path from, long seed, Duration later) throws IOException {
        this.from = from;
        this.renaming = new Renaming(seed, later);
        this.order = new Random(seed);
        for (Path file : files()) {
            if (file.toString().endsWith(".json")) {
                Names.in(JSON.readTree(Files.readAllBytes(file)), renaming);
            }
        }
    }

    Renaming renaming() {
        return renaming;
    }

    /// The files by the path that they have now.
    void writeTo(Path to) throws IOException {
        for (Path file : files()) {
            Path target = to.resolve(renamed(from.relativize(file)));
            Files.createDirectories(target.getParent());
            if (file.toString().endsWith(".json")) {
                JsonNode tree = JSON.readTree(Files.readAllBytes(file));
                Files.write(target, JSON.writeValueAsBytes(renamed("", tree)));
            } else {
                // Byte by byte, because a log may hold anything.
                String log = Files.readString(file, StandardCharsets.ISO_8859_1);
                Files.writeString(target, renaming.text(log), StandardCharsets.ISO_8859_1);
            }
        }
    }

    private Path renamed(Path file) {
        if (!file.startsWith("logs")) {
            return file;
        }
        String log = file.getName(2).toString();
        int end = log.indexOf(log.contains(".previous.log") ? ".previous.log" : ".log");
        return Path.of(
                "logs",
                renaming.text(file.getName(1).toString()),
                renaming.text(log.substring(0, end)) + log.substring(end));
    }

    JsonNode renamed(String field, JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                if (!each.getKey().equals("managedFields")) {
                    object.set(each.getKey(), renamed(each.getKey(), each.getValue()));
                }
            }
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(renamed(field, item)));
            if (UNORDERED.contains(field)) {
                Collections.shuffle(items, order);
            }
            ArrayNode array = JSON.createArrayNode();
            return array.addAll(items);
        }
        if (node.isString()) {
            return JSON.getNodeFactory().stringNode(renaming.text(node.asString()));
        }
        return node.isInt() && PORTS.contains(field)
                ? JSON.getNodeFactory().numberNode(Renaming.port(node.asInt()))
                : node;
    }

    Question question(Question whole) {
        Subject subject = whole.subject();
        Question.Pins pins = whole.pins();
        return new Question(
                new Subject(
                        subject.kind(),
                        renaming.text(subject.namespace()),
                        renaming.text(subject.name())),
                whole.claim().map(this::claim),
                new Question.Pins(
                        pins.builds().stream()
                                .map(
                                        b ->
                                                new Question.NamedBuild(
                                                        b.container().map(renaming::text),
                                                        b.kind(),
                                                        renaming.text(b.name())))
                                .toList(),
                        pins.noBuild(),
                        pins.digest(),
                        pins.container(),
                        pins.patience(),
                        pins.buildPatience()));
    }

    private Claim claim(Claim claim) {
        return new Claim(
                claim.platform(),
                claim.madeAt().map(t -> Instant.parse(renaming.text(t.toString()))),
                claim.message().map(renaming::text));
    }

    Judged judged(Judged judged) {
        return new Judged(
                judged.verdict(),
                judged.part(),
                judged.stage(),
                judged.cause(),
                judged.owner(),
                judged.confidence(),
                renaming.text(judged.built()),
                renaming.text(judged.running()),
                judged.circumstances());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
