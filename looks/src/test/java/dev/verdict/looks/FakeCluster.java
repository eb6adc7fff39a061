package dev.verdict.looks;

import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// A cluster that says what a test wrote down, and remembers what it was asked.
public final class FakeCluster implements Cluster {
    public static final String DATE = "Mon, 23 Nov 2026 02:54:12 GMT";

    private final Map<String, Deque<Supplier<Answer>>> answers = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<List<String>> namespaces = Optional.empty();

    /// The next answer to that path; the last one is repeated.
    public FakeCluster answers(String path, Supplier<Answer> answer) {
        answers.computeIfAbsent(path, _ -> new ArrayDeque<>()).addLast(answer);
        return this;
    }

    public FakeCluster json(String path, String body) {
        return answers(path, () -> response(200, "application/json", body));
    }

    public FakeCluster fails(String path, int status, String reason, String message) {
        return answers(
                path, () -> response(status, "application/json", status(status, reason, message)));
    }

    public FakeCluster holds(List<String> all) {
        namespaces = Optional.of(all);
        return this;
    }

    /// Paths with their queries, in the order asked.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public static Answer.Response response(int status, String type, String body) {
        return new Answer.Response(
                status,
                Map.of("content-type", type, "date", DATE),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static String status(int code, String reason, String message) {
        return """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s",\
        "reason":"%s","details":{"name":"shop","kind":"x"},"code":%d}\
        """
                .formatted(message.replace("\"", "\\\""), reason, code);
    }

    /// A body that breaks off with an error of the connection.
    public static InputStream cut(String body) {
        InputStream begin = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int one = begin.read();
                if (one < 0) {
                    throw new IOException("connection reset");
                }
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = begin.read(bytes, offset, length);
                if (count < 0) {
                    throw new IOException("connection reset");
                }
                return count;
            }
        };
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        asked.add(get.query().isEmpty() ? get.path() : get.path() + "?" + get.query());
        Deque<Supplier<Answer>> scripted;
        Supplier<Answer> answer;
        synchronized (answers) {
            scripted = answers.getOrDefault(get.path(), new ArrayDeque<>());
            if (scripted.isEmpty()) {
                return new Answer.NoResponse(new Gap.NotAsked("not scripted: " + get.path()));
            }
            answer = scripted.size() > 1 ? scripted.removeFirst() : scripted.getFirst();
        }
        return answer.get();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Optional<String> server() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> namespaces() {
        return namespaces;
    }

    @Override
    public void close() {}
}
