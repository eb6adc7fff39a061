package dev.verdict.acceptance.recorded;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A cluster whose objects are not as they should be.
final class Mutation {
    private Mutation() {}

    /// What is done to each list or object that is answered.
    @FunctionalInterface
    interface Change {
        void to(ObjectNode tree, Random random);
    }

    /// The same random changes whenever it is asked the same.
    record MutatedCluster(Cluster whole, long seed, Change change) implements Around {
        @Override
        public Answer get(Get get, Deadline deadline) {
            Answer answer = whole.get(get, deadline);
            if (Target.of(get).isLog()
                    || !(answer instanceof Answer.Response response)
                    || response.status() != 200) {
                return answer;
            }
            ObjectNode tree = Lists.tree(response);
            change.to(tree, new Random(seed + get.path().hashCode()));
            return Lists.answer(response, tree);
        }
    }

    /// Some fields are not written, as in another version's objects, or in nobody's.
    static void forget(ObjectNode tree, Random random) {
        for (JsonNode item : tree.path("items")) {
            int fields = random.nextInt(3);
            for (int i = 0; i < fields; i++) {
                forgetOne(item, random);
            }
        }
    }

    private static void forgetOne(JsonNode from, Random random) {
        JsonNode node = from;
        while (true) {
            List<String> names = new ArrayList<>(node.propertyNames());
            if (node instanceof ArrayNode array && !array.isEmpty()) {
                int index = random.nextInt(array.size());
                if (!array.get(index).isContainer() || random.nextInt(8) == 0) {
                    array.remove(index);
                    return;
                }
                node = array.get(index);
            } else if (node instanceof ObjectNode object && !names.isEmpty()) {
                String name = names.get(random.nextInt(names.size()));
                if (!object.get(name).isContainer() || random.nextInt(8) == 0) {
                    object.remove(name);
                    return;
                }
                node = object.get(name);
            } else {
                return;
            }
        }
    }

    /// Everything that has no order of its own has another.
    static void shuffle(ObjectNode tree, Random random) {
        shuffle("", tree, random);
    }

    private static void shuffle(String field, JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> shuffle(each.getKey(), each.getValue(), random));
        } else if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(items::add);
            items.forEach(item -> shuffle(field, item, random));
            if (RenamedRecording.UNORDERED.contains(field)) {
                Collections.shuffle(items, random);
                array.removeAll();
                array.addAll(items);
            }
        }
    }
}
