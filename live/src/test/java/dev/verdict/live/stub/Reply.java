package dev.verdict.live.stub;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What the server says. Nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, String> headers, String contentType, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Reply json(JsonNode body) {
        return new Reply(200, Map.of(), "application/json", JSON.writeValueAsBytes(body));
    }

    static Reply text(byte[] body) {
        return new Reply(200, Map.of(), "text/plain", body);
    }

    static Reply status(int code, String reason, String message) {
        return status(code, reason, message, null);
    }

    static Reply status(
            int code,
            String reason,
            String message,
            @org.jspecify.annotations.Nullable ObjectNode details) {
        ObjectNode status = JSON.createObjectNode();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure");
        status.put("message", message);
        status.put("reason", reason);
        if (details != null) {
            status.set("details", details);
        }
        status.put("code", code);
        return new Reply(
                code,
                Map.of(),
                "application/json",
                (JSON.writeValueAsString(status) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Reply notFound(Resource resource, String name) {
        ObjectNode details = JSON.createObjectNode().put("name", name);
        if (!resource.group().isEmpty()) {
            details.put("group", resource.group());
        }
        details.put("kind", resource.plural());
        return status(
                404, "NotFound", resource.qualified() + " \"" + name + "\" not found", details);
    }

    static Reply noSuchResource() {
        return status(
                404,
                "NotFound",
                "the server could not find the requested resource",
                JSON.createObjectNode());
    }

    static Reply badRequest(String message) {
        return status(400, "BadRequest", message);
    }
}
