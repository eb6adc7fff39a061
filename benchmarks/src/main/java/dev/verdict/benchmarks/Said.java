package dev.verdict.benchmarks;

import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cluster that always says the same, from memory.
final class Said implements Cluster {
    private final String type;
    private final byte[] body;

    Said(String type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        return new Answer.Response(
                200, Map.of("content-type", type), new ByteArrayInputStream(body));
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Optional<String> server() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> namespaces() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
