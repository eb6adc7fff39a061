package dev.verdict.acceptance;

import dev.verdict.looks.cluster.Cluster;

import java.util.List;
import java.util.Optional;

/// A cluster around another, which changes or notes what it answers and is the same otherwise.
public interface Around extends Cluster {
    Cluster whole();

    @Override
    default String name() {
        return whole().name();
    }

    @Override
    default Optional<String> server() {
        return whole().server();
    }

    @Override
    default Optional<List<String>> namespaces() {
        return whole().namespaces();
    }

    @Override
    default void close() {
        whole().close();
    }
}
