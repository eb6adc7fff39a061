package dev.verdict.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An API server that contenders ask, and what it notes of them.
interface Server extends AutoCloseable {
    /// A request.
    ///
    /// @param path without its query
    /// @param at when it came, seen from [#forget()]
    record Noted(String path, Duration at) {}

    /// Of somebody who may read.
    Path kubeconfig();

    /// The same, with every byte counted on its way; slower, so not for what is timed.
    Path counted();

    /// Begins anew.
    void forget() throws IOException;

    /// What was asked since then.
    List<Noted> noted() throws IOException;

    /// How many bytes went to whoever used [#counted()] since then.
    long bytes();

    @Override
    void close() throws IOException;
}
