package dev.verdict.looks.reading;

import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.JsonBody;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// JSON written in a test, read as an object of a kind.
final class Parsed {
    private Parsed() {}

    static Field field(String json) {
        try (JsonBody body = body(json)) {
            return body.object();
        }
    }

    static <T> T as(Resource<T> resource, String json) {
        try (JsonBody body = body(json)) {
            return resource.reading().read(body.object(), body.sharing());
        }
    }

    private static JsonBody body(String json) {
        return new JsonBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
