package dev.verdict.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A recorded moment many times over: its Deployment with ReplicaSet, pods, Service, events and the
/// build that pushed, each time under another name, as many as wanted.
final class BigNamespace {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> LISTS =
            List.of("deployments", "replicasets", "pods", "jobs", "services", "events");

    private static final String POD = "shop-57d854c7f4-slkk6";

    private BigNamespace() {}

    /// Three pods of the app and one of the build for each Deployment.
    static void write(Path moment, Path into, int deployments) throws IOException {
        Files.createDirectories(into);
        for (String same : List.of("recording.json", "namespace.json", "nodes.json")) {
            Files.copy(moment.resolve(same), into.resolve(same));
        }
        for (String list : LISTS) {
            ObjectNode content =
                    (ObjectNode) JSON.readTree(Files.readString(moment.resolve(list + ".json")));
            JsonNode items = content.get("items");
            ArrayNode many = content.putArray("items");
            for (int i = 0; i < deployments; i++) {
                for (JsonNode item : items) {
                    String one = another(item.toString(), i);
                    many.add(JSON.readTree(one));
                    if (list.equals("pods") && one.contains("\"name\":\"" + renamed(POD, i))) {
                        many.add(JSON.readTree(sibling(one, i, "b")));
                        many.add(JSON.readTree(sibling(one, i, "c")));
                    }
                }
            }
            Files.writeString(into.resolve(list + ".json"), content.toString());
        }
        Path log = moment.resolve("logs/build-shop-bw86n/kaniko.log");
        for (int i = 0; i < deployments; i++) {
            Path folder =
                    Files.createDirectories(into.resolve("logs/" + renamed("build-shop-bw86n", i)));
            Files.writeString(folder.resolve("kaniko.log"), another(Files.readString(log), i));
        }
    }

    private static String renamed(String name, int i) {
        return name.replace("shop", "shop" + i);
    }

    /// The same object under another name and another uid.
    private static String another(String text, int i) {
        return text.replaceAll("\\bshop\\b", "shop" + i)
                .replaceAll(
                        "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})[0-9a-f]{8}",
                        "$1" + String.format("%08x", i));
    }

    private static String sibling(String pod, int i, String suffix) {
        String name = renamed(POD, i);
        ObjectNode tree =
                (ObjectNode)
                        JSON.readTree(pod.replace(name, name.replace("slkk6", "slkk" + suffix)));
        ObjectNode metadata = (ObjectNode) tree.get("metadata");
        String uid = metadata.get("uid").stringValue();
        metadata.put(
                "uid",
                uid.substring(0, uid.length() - 8) + suffix + uid.substring(uid.length() - 7));
        return tree.toString();
    }
}
