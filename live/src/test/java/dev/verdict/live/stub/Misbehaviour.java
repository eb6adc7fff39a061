package dev.verdict.live.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// How the server goes wrong when a test asks for it.
public sealed interface Misbehaviour {
    /// Another answer.
    record Instead(int status, Map<String, String> headers, String contentType, String body)
            implements Misbehaviour {}

    /// Says nothing for a while, then the truth.
    record Slow(Duration time) implements Misbehaviour {}

    /// Head and first bytes at once, the rest after a while.
    record SlowBody(int bytes, Duration time) implements Misbehaviour {}

    /// The connection breaks after so many bytes of the body.
    record Cut(int bytes) implements Misbehaviour {}

    /// The same of a body that came in chunks.
    record CutInChunks(int bytes) implements Misbehaviour {}

    /// The truth in chunks, as the real server sends what is long.
    record Chunked() implements Misbehaviour {}

    /// The truth under another content type.
    record Typed(String contentType) implements Misbehaviour {}

    /// Something that is not HTTP.
    record Garbage() implements Misbehaviour {}

    /// The connection is closed without a word.
    record HangUp() implements Misbehaviour {}

    /// A `Status` instead, as the API server words its refusals.
    static Misbehaviour status(int status, String reason, String message) {
        return status(status, reason, message, Map.of());
    }

    static Misbehaviour status(
            int status, String reason, String message, Map<String, String> headers) {
        byte[] body = Reply.status(status, reason, message).body();
        return new Instead(
                status, headers, "application/json", new String(body, StandardCharsets.UTF_8));
    }
}
