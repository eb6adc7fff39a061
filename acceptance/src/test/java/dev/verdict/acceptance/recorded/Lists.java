package dev.verdict.acceptance.recorded;

import dev.verdict.looks.cluster.Answer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Lists of the API as trees, for damage that knows what it takes away.
final class Lists {
    static final JsonMapper JSON = new JsonMapper();

    private Lists() {}

    static ObjectNode tree(Answer.Response response) {
        return (ObjectNode) JSON.readTree(Harms.bytes(response));
    }

    static Answer.Response answer(Answer.Response whole, JsonNode tree) {
        return Harms.body(whole, JSON.writeValueAsBytes(tree));
    }

    /// The list, or the one object, without what is gone.
    static Answer without(Answer.Response whole, Predicate<JsonNode> gone) {
        ObjectNode tree = tree(whole);
        if (tree.get("items") instanceof ArrayNode items) {
            List<JsonNode> left = new ArrayList<>();
            items.forEach(
                    item -> {
                        if (!gone.test(item)) {
                            left.add(item);
                        }
                    });
            tree.set("items", JSON.createArrayNode().addAll(left));
            return answer(whole, tree);
        }
        return gone.test(tree) ? notFound(whole, tree) : answer(whole, tree);
    }

    private static Answer notFound(Answer.Response whole, ObjectNode tree) {
        String name = tree.path("metadata").path("name").asString("");
        String status =
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"not found",\
                "reason":"NotFound","details":{"name":"%s"},"code":404}\
                """
                        .formatted(name);
        return new Answer.Response(
                404,
                whole.headers(),
                new ByteArrayInputStream(status.getBytes(StandardCharsets.UTF_8)));
    }

    /// Events without so many tenths of them, the longest not written first: the API forgets them
    /// an hour after they were written last.
    static Answer withoutOldest(Answer.Response whole, int tenths) {
        ObjectNode tree = tree(whole);
        List<JsonNode> events = new ArrayList<>();
        tree.get("items").forEach(events::add);
        List<JsonNode> byAge = new ArrayList<>(events);
        byAge.sort(Comparator.comparing(Lists::written));
        int gone = Math.ceilDiv(events.size() * tenths, 10);
        events.removeAll(byAge.subList(0, gone));
        tree.set("items", JSON.createArrayNode().addAll(events));
        return answer(whole, tree);
    }

    private static Instant written(JsonNode event) {
        return Stream.of(
                        event.path("lastTimestamp"),
                        event.path("series").path("lastObservedTime"),
                        event.path("eventTime"),
                        event.path("metadata").path("creationTimestamp"))
                .filter(JsonNode::isString)
                .map(n -> Instant.parse(n.asString()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    static Stream<JsonNode> items(Answer.Response response) {
        return Optional.ofNullable(tree(response).get("items")).stream()
                .flatMap(items -> items.valueStream());
    }
}
