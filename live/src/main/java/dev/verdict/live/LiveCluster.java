package dev.verdict.live;

import dev.verdict.looks.cluster.Cluster;

import java.util.List;
import java.util.Optional;

/// A cluster that is running now.
///
/// A body that stays away past the deadline ends with a [java.net.SocketTimeoutException]; one that
/// was cut ends with another [java.io.IOException]. Neither ends as if it were whole.
public sealed interface LiveCluster extends Cluster permits KubectlCluster, ClientCluster {
    Context context();

    Transport transport();

    @Override
    default String name() {
        return context().title();
    }

    @Override
    default Optional<String> server() {
        return context().server();
    }

    @Override
    default Optional<List<String>> namespaces() {
        return Optional.empty();
    }
}
