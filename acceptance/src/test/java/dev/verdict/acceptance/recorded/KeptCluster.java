package dev.verdict.acceptance.recorded;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Keeps the answers of another cluster, so that a thousand judgements of one recording read its
/// files once.
final class KeptCluster implements Around {
    private final Cluster whole;
    private final Map<Get, Kept> kept = new ConcurrentHashMap<>();

    KeptCluster(Cluster whole) {
        this.whole = whole;
    }

    @Override
    public Cluster whole() {
        return whole;
    }

    /// An answer with its body in memory.
    sealed interface Kept {
        record Response(int status, Map<String, String> headers, Supplier<InputStream> body)
                implements Kept {}

        record None(Answer.NoResponse answer) implements Kept {}
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        return switch (kept.computeIfAbsent(get, g -> read(whole.get(g, deadline)))) {
            case Kept.Response(
                            int status,
                            Map<String, String> headers,
                            Supplier<InputStream> body) ->
                    new Answer.Response(status, headers, body.get());
            case Kept.None(Answer.NoResponse answer) -> answer;
        };
    }

    private static Kept read(Answer answer) {
        return switch (answer) {
            case Answer.Response(int status, Map<String, String> headers, InputStream body) -> {
                try (body) {
                    byte[] bytes = body.readAllBytes();
                    yield new Kept.Response(status, headers, () -> new ByteArrayInputStream(bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case Answer.NoResponse none -> new Kept.None(none);
        };
    }

    /// What was asked for and answered with status 200.
    List<Get> answered() {
        return kept.entrySet().stream()
                .filter(
                        e ->
                                e.getValue() instanceof Kept.Response(int status, var _, var _)
                                        && status == 200)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Get::toString))
                .toList();
    }
}
