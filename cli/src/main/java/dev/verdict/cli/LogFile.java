package dev.verdict.cli;

import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log that somebody has at hand, as a cluster that knows nothing else: so it is read by the same
/// code as one that a cluster hands out.
record LogFile(String name, InputStream log) implements Cluster {
    @Override
    public Answer get(Get get, Deadline deadline) {
        return get.path().endsWith("/log")
                ? new Answer.Response(200, Map.of(), log)
                : new Answer.NoResponse(new Gap.NotAsked("only a log is at hand"));
    }

    @Override
    public Optional<String> server() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> namespaces() {
        return Optional.of(List.of());
    }

    @Override
    public void close() {
        // Whoever opened the log closes it.
    }
}
