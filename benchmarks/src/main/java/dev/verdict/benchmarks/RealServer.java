package dev.verdict.benchmarks;

import dev.verdict.testbed.Moment;
import dev.verdict.testbed.Programs;
import dev.verdict.testbed.RecordedCluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The API server of `testbed/`, over TLS, with etcd behind it. Its audit log says what was asked;
/// bytes are those on the wire.
final class RealServer implements Server {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHO = "admin";

    private final RecordedCluster cluster;
    private final Relay relay;
    private final Path kubeconfig;
    private final Path counted;
    private long audited;
    private Instant since = Instant.now();

    private RealServer(RecordedCluster cluster, Relay relay, Path kubeconfig, Path counted) {
        this.cluster = cluster;
        this.relay = relay;
        this.kubeconfig = kubeconfig;
        this.counted = counted;
    }

    static RealServer start(Place place) throws IOException {
        RecordedCluster cluster =
                RecordedCluster.start(new Programs(place.checkout().resolve("testbed")));
        URI server = cluster.plane().server();
        Relay relay = Relay.to(server.getHost(), server.getPort());
        Path kubeconfig = cluster.plane().kubeconfig();
        Path counted = place.folder().resolve("counted.kubeconfig");
        Files.writeString(
                counted,
                Files.readString(kubeconfig)
                        .replace(server.toString(), "https://127.0.0.1:" + relay.port()));
        return new RealServer(cluster, relay, kubeconfig, counted);
    }

    /// Puts a moment into etcd as if it were now, in the place of the one before.
    Moment load(Path moment) throws IOException {
        return cluster.load(moment);
    }

    /// Adds another one; its logs are the loaded one's.
    void add(Moment moment) throws IOException {
        moment.load(cluster.etcd());
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public Path counted() {
        return counted;
    }

    @Override
    public void forget() throws IOException {
        audited = cluster.plane().audited();
        relay.forget();
        since = Instant.now();
    }

    @Override
    public List<Noted> noted() throws IOException {
        List<Noted> noted = new ArrayList<>();
        for (String line : cluster.plane().auditedSince(audited)) {
            JsonNode event = JSON.readTree(line);
            if (event.path("user").path("username").asString("").equals(WHO)) {
                noted.add(
                        new Noted(
                                URI.create(event.path("requestURI").asString("")).getPath(),
                                Duration.between(
                                        since,
                                        Instant.parse(
                                                event.path("requestReceivedTimestamp")
                                                        .asString("")))));
            }
        }
        return noted;
    }

    @Override
    public long bytes() {
        return relay.bytes();
    }

    @Override
    public void close() throws IOException {
        relay.close();
        cluster.close();
    }
}
