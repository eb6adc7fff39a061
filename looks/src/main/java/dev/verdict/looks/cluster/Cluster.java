package dev.verdict.looks.cluster;

import java.util.List;
import java.util.Optional;

/// Whatever answers GETs of the Kubernetes API: a cluster, or one that was recorded. It understands
/// nothing of what it hands over, and cannot write. Safe for use by several threads.
public interface Cluster extends AutoCloseable {
    /// Asks once. What the world does wrong is an answer, never an exception.
    Answer get(Get get, Deadline deadline);

    /// How people know it: the context's name, or the recording's path.
    String name();

    /// The address of the API server; empty for a recording.
    Optional<String> server();

    /// The namespaces that make up the whole of it, when that is known without asking: a
    /// recording's. Empty for a running cluster.
    Optional<List<String>> namespaces();

    /// Says that nothing more will be asked: what has to be ended may begin to end. [#close] waits
    /// for it.
    default void enough() {}

    @Override
    void close();
}
