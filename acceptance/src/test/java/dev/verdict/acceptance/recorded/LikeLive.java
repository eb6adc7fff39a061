package dev.verdict.acceptance.recorded;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.util.List;
import java.util.Optional;

/// A recording that does not say what it is, so that as little of it is asked for as of a running
/// cluster.
record LikeLive(Cluster whole) implements Around {
    @Override
    public Answer get(Get get, Deadline deadline) {
        return whole.get(get, deadline);
    }

    @Override
    public Optional<String> server() {
        return Optional.of("https://cluster.test:6443");
    }

    @Override
    public Optional<List<String>> namespaces() {
        return Optional.empty();
    }
}
