package dev.verdict.acceptance.live;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that somebody may do, as small as RBAC can say it.
///
/// @param resource with its subresource: `pods/log`
record Right(String verb, String group, String resource) implements Comparable<Right> {
    /// As the API server says it when it is missing.
    String spoken() {
        return verb + " " + resource + " in API group \"" + group + "\"";
    }

    /// What a line of the audit log needed; empty where it was about no resource.
    static Optional<Right> in(JsonNode audited) {
        JsonNode object = audited.path("objectRef");
        String resource = object.path("resource").asString("");
        String sub = object.path("subresource").asString("");
        return resource.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Right(
                                audited.path("verb").asString(""),
                                object.path("apiGroup").asString(""),
                                sub.isEmpty() ? resource : resource + "/" + sub));
    }

    /// A rule that grants this and nothing else.
    Map<String, Object> rule() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(group));
        rule.put("resources", List.of(resource));
        rule.put("verbs", List.of(verb));
        return rule;
    }

    /// All that the roles of a manifest grant.
    static List<Right> of(Path manifest) throws IOException {
        List<Right> rights = new ArrayList<>();
        for (Map<?, ?> document : documents(manifest)) {
            for (Object rule : list(document, "rules")) {
                add((Map<?, ?>) rule, rights);
            }
        }
        return List.copyOf(rights);
    }

    private static void add(Map<?, ?> rule, List<Right> rights) {
        for (Object group : list(rule, "apiGroups")) {
            for (Object resource : list(rule, "resources")) {
                for (Object verb : list(rule, "verbs")) {
                    rights.add(new Right(verb.toString(), group.toString(), resource.toString()));
                }
            }
        }
    }

    /// What a manifest has, one after another.
    static List<Map<?, ?>> documents(Path manifest) throws IOException {
        List<Map<?, ?>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(manifest))
                .forEach(document -> documents.add((Map<?, ?>) document));
        return documents;
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    @Override
    public int compareTo(Right other) {
        return spoken().compareTo(other.spoken());
    }
}
