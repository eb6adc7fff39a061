package dev.verdict.benchmarks;

import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The stub of `live`'s tests with a recorded moment, over TLS. Counts bodies.
final class StubServer implements Server {
    private final StubApiServer server;
    private final Path kubeconfig;
    private final List<Noted> noted = new ArrayList<>();
    private long since = System.nanoTime();

    private StubServer(StubApiServer server, Path kubeconfig) {
        this.server = server;
        this.kubeconfig = kubeconfig;
        // Never misbehaves: it writes down when a request came.
        server.misbehave(
                call -> {
                    note(call.path());
                    return false;
                },
                new Misbehaviour.HangUp());
    }

    /// @param folder for its kubeconfig
    static StubServer of(Path moment, Path folder, String namespace) throws IOException {
        StubApiServer server =
                StubApiServer.https(moment).requireToken("secret").unrecordedIsEmpty();
        return new StubServer(server, server.kubeconfig(folder, namespace));
    }

    StubServer latency(Duration each) {
        server.latency(each);
        return this;
    }

    private synchronized void note(String path) {
        noted.add(new Noted(path, Duration.ofNanos(System.nanoTime() - since)));
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public Path counted() {
        return kubeconfig;
    }

    @Override
    public synchronized void forget() {
        server.forget();
        noted.clear();
        since = System.nanoTime();
    }

    @Override
    public synchronized List<Noted> noted() {
        return List.copyOf(noted);
    }

    @Override
    public long bytes() {
        return server.bytes();
    }

    @Override
    public void close() {
        server.close();
    }
}
