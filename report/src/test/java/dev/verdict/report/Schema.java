package dev.verdict.report;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// As much of JSON Schema as `docs/json-schema/verdict.schema.json` uses.
final class Schema {
    private static final JsonNode ROOT = read();

    private Schema() {}

    private static JsonNode read() {
        try {
            return new JsonMapper()
                    .readTree(Files.readString(Path.of("../docs/json-schema/verdict.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with a document, by its own `kind`; also a field that the schema does not
    /// know.
    static List<String> faults(JsonNode document) {
        List<String> faults = new ArrayList<>();
        check(ROOT.get("$defs").get(document.get("kind").asString()), document, "", faults);
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString();
            check(
                    ROOT.get("$defs").get(name.substring(name.lastIndexOf('/') + 1)),
                    value,
                    at,
                    faults);
        }
        if (schema.has("allOf")) {
            schema.get("allOf").forEach(s -> check(s, value, at, faults));
        }
        if (schema.has("oneOf")) {
            long fits =
                    schema.get("oneOf")
                            .valueStream()
                            .filter(
                                    s -> {
                                        List<String> own = new ArrayList<>();
                                        check(s, value, at, own);
                                        return own.isEmpty();
                                    })
                            .count();
            fault(fits == 1, at + " fits " + fits + " of oneOf", faults);
        }
        if (schema.has("const")) {
            fault(schema.get("const").equals(value), at + " is not " + schema.get("const"), faults);
        }
        if (schema.has("enum")) {
            fault(
                    schema.get("enum").valueStream().anyMatch(value::equals),
                    at + " may not be " + value,
                    faults);
        }
        if (schema.has("type")) {
            JsonNode type = schema.get("type");
            boolean fits =
                    type.isArray()
                            ? type.valueStream().anyMatch(t -> is(t.asString(), value))
                            : is(type.asString(), value);
            fault(fits, at + " is no " + type, faults);
        }
        if (value.isString()) {
            ofText(schema, value.asString(), at, faults);
        }
        if (value.isArray()) {
            if (schema.has("minItems")) {
                fault(value.size() >= schema.get("minItems").asInt(), at + " is too short", faults);
            }
            if (schema.has("items")) {
                for (int i = 0; i < value.size(); i++) {
                    check(schema.get("items"), value.get(i), at + "[" + i + "]", faults);
                }
            }
        }
        if (value.isObject()) {
            ofFields(schema, value, at, faults);
        }
    }

    private static void ofText(JsonNode schema, String text, String at, List<String> faults) {
        if (schema.has("minLength")) {
            fault(!text.isEmpty(), at + " is empty", faults);
        }
        if (schema.has("pattern")) {
            String pattern = schema.get("pattern").asString();
            fault(
                    Pattern.compile(pattern).matcher(text).find(),
                    at + " does not match " + pattern,
                    faults);
        }
    }

    private static void ofFields(JsonNode schema, JsonNode value, String at, List<String> faults) {
        if (schema.has("required")) {
            schema.get("required")
                    .forEach(
                            f ->
                                    fault(
                                            value.has(f.asString()),
                                            at + " lacks " + f.asString(),
                                            faults));
            value.propertyStream()
                    .map(Map.Entry::getKey)
                    .forEach(
                            f ->
                                    fault(
                                            schema.get("required")
                                                    .valueStream()
                                                    .anyMatch(r -> r.asString().equals(f)),
                                            at + " has " + f,
                                            faults));
        }
        if (schema.has("properties")) {
            schema.get("properties")
                    .propertyStream()
                    .filter(p -> value.has(p.getKey()))
                    .forEach(
                            p ->
                                    check(
                                            p.getValue(),
                                            value.get(p.getKey()),
                                            at + "." + p.getKey(),
                                            faults));
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "null" -> value.isNull();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static void fault(boolean holds, String text, List<String> faults) {
        if (!holds) {
            faults.add(text);
        }
    }
}
