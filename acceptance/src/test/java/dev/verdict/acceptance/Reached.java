package dev.verdict.acceptance;

import dev.verdict.live.CannotConnect;
import dev.verdict.live.Connection;
import dev.verdict.live.Live;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.cluster.Deadline;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A running cluster, reached as the command reaches it.
public final class Reached {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    private Reached() {}

    public static LiveCluster through(Transport transport, Path kubeconfig) throws CannotConnect {
        return Live.open(
                Connection.with(kubeconfig.toString()),
                transport,
                Optional.empty(),
                Deadline.in(PLENTY),
                OutputStream.nullOutputStream());
    }
}
