package dev.verdict.acceptance.recorded;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;

/// Finds what in an object has a name that somebody, or a controller, chose.
final class Names {
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "namespace",
                    "generateName",
                    "nodeName",
                    "hostname",
                    "claimName",
                    "secretName",
                    "serviceName",
                    "serviceAccountName",
                    "serviceAccount",
                    "runtimeClassName",
                    "storageClassName",
                    "volumeName",
                    "container",
                    "kubernetes.io/hostname",
                    "currentRevision",
                    "updateRevision",
                    "topologyKey");

    private static final Set<String> MAPS = Set.of("labels", "matchLabels", "selector");
    private static final Set<String> NOT_THERE =
            Set.of("ports", "env", "httpHeaders", "managedFields");

    private final Renaming renaming;

    private Names(Renaming renaming) {
        this.renaming = renaming;
    }

    static void in(JsonNode tree, Renaming renaming) {
        new Names(renaming).of("", tree);
    }

    private void of(String field, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                if (!NOT_THERE.contains(each.getKey())) {
                    of(MAPS.contains(field) ? "name" : each.getKey(), each.getValue());
                }
            }
        } else if (node.isArray()) {
            node.forEach(item -> of(field, item));
        } else if (node.isString()) {
            value(field, node.asString());
        }
    }

    private void value(String field, String value) {
        if (FIELDS.contains(field)) {
            renaming.name(value.endsWith("-") ? value.substring(0, value.length() - 1) : value);
        } else if (field.equals("image")) {
            renaming.reference(value);
        } else if (field.equals("args") || field.equals("command")) {
            argument(value);
        }
    }

    private void argument(String argument) {
        int value = argument.indexOf('=');
        String flag = value < 0 ? "" : argument.substring(0, value);
        if (Set.of("--destination", "--cache-repo", "--registry-mirror", "-d").contains(flag)) {
            renaming.reference(argument.substring(value + 1));
        }
    }
}
