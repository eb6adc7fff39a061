package dev.verdict.acceptance.recorded;

import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What can become of one answer.
final class Harms {
    private Harms() {}

    static Answer forbidden(Answer.Response whole) {
        return status(whole, 403, "Forbidden", "forbidden: User \"eve\" cannot do this");
    }

    /// What became too old to be had, such as a list whose pages outlived etcd's compaction.
    static Answer expired(Answer.Response whole) {
        return status(whole, 410, "Expired", "The provided continue parameter is too old");
    }

    static Answer broken(Answer.Response whole) {
        return status(whole, 500, "InternalError", "etcdserver: request timed out");
    }

    /// Without a pause that would be worth waiting for.
    static Answer busy(Answer.Response whole) {
        return with(
                status(whole, 429, "TooManyRequests", "please try again later"),
                "retry-after",
                "60");
    }

    /// In the words of something in between, which knows nothing of the object.
    static Answer notFoundByProxy(Answer.Response whole) {
        return response(whole, 404, "text/html", "<html><body>404 page not found</body></html>");
    }

    static Answer page(Answer.Response whole) {
        return response(whole, 200, "text/html", "<html><body>Please log in</body></html>");
    }

    /// Nothing came in time; nobody waits for it here.
    static Answer slow(Answer.Response whole) {
        bytes(whole);
        return new Answer.NoResponse(new Gap.TimedOut(Duration.ofSeconds(10)));
    }

    /// The beginning came, then nothing until the client lost patience.
    static Answer stalled(Answer.Response whole) {
        return endingWith(whole, half(whole), new SocketTimeoutException("Read timed out"));
    }

    static Answer cut(Answer.Response whole) {
        return endingWith(whole, half(whole), new IOException("chunked transfer: unexpected end"));
    }

    /// Half of the body, and nothing says that there was more.
    static Answer cutSilently(Answer.Response whole) {
        return new Answer.Response(200, whole.headers(), new ByteArrayInputStream(half(whole)));
    }

    /// A log whose beginning was rotated away: so many tenths of its lines.
    static Answer withoutFront(Answer.Response whole, int tenths) {
        String[] lines = new String(bytes(whole), StandardCharsets.UTF_8).split("(?<=\n)", -1);
        int from = Math.ceilDiv(lines.length * tenths, 10);
        String rest = String.join("", Arrays.copyOfRange(lines, from, lines.length));
        return body(whole, rest.getBytes(StandardCharsets.UTF_8));
    }

    /// A log of which only so many tenths arrived, as the recording says.
    static Answer withoutEnd(Answer.Response whole, int tenths) {
        byte[] all = bytes(whole);
        byte[] kept = Arrays.copyOf(all, (int) ((long) all.length * tenths / 10));
        return with(body(whole, kept), "x-verdict-truncated", "true");
    }

    static Answer.Response body(Answer.Response whole, byte[] bytes) {
        return new Answer.Response(
                whole.status(), whole.headers(), new ByteArrayInputStream(bytes));
    }

    static byte[] bytes(Answer.Response response) {
        try (InputStream body = response.body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] half(Answer.Response whole) {
        byte[] all = bytes(whole);
        return Arrays.copyOf(all, all.length / 2);
    }

    private static Answer endingWith(Answer.Response whole, byte[] bytes, IOException end) {
        InputStream body =
                new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read() throws IOException {
                        int one = super.read();
                        if (one < 0) {
                            throw end;
                        }
                        return one;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int count = super.read(into, offset, length);
                        if (count < 0) {
                            throw end;
                        }
                        return count;
                    }
                };
        return new Answer.Response(whole.status(), whole.headers(), body);
    }

    private static Answer.Response status(
            Answer.Response whole, int code, String reason, String message) {
        return response(
                whole,
                code,
                "application/json",
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
                "message":"%s","reason":"%s","code":%d}\
                """
                        .formatted(message.replace("\"", "\\\""), reason, code));
    }

    private static Answer.Response response(
            Answer.Response whole, int status, String type, String body) {
        bytes(whole);
        return with(
                new Answer.Response(
                        status,
                        whole.headers(),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))),
                "content-type",
                type);
    }

    private static Answer.Response with(Answer.Response response, String header, String value) {
        Map<String, String> headers = new HashMap<>(response.headers());
        headers.put(header, value);
        return new Answer.Response(response.status(), Map.copyOf(headers), response.body());
    }
}
