package dev.verdict.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A real API server that holds one recorded moment at a time, as if it were now. No controller
/// runs: nothing goes on.
public final class RecordedCluster implements AutoCloseable {
    private final ControlPlane plane;
    private final Kubelets kubelets;
    private final Tunnel tunnel;
    private final Etcd etcd;
    private Optional<Moment> loaded = Optional.empty();

    private RecordedCluster(ControlPlane plane, Kubelets kubelets, Tunnel tunnel)
            throws IOException {
        this.plane = plane;
        this.kubelets = kubelets;
        this.tunnel = tunnel;
        this.etcd = plane.etcd();
    }

    public static RecordedCluster start(Programs programs) throws IOException {
        Path folder = Files.createTempDirectory("verdict-testbed-");
        Path socket = folder.resolve("kubelets.sock");
        ControlPlane plane =
                ControlPlane.start(
                        programs, folder, List.of("--kubelets-behind", socket.toString()));
        Kubelets kubelets = Kubelets.start(folder.resolve("pki"));
        return new RecordedCluster(plane, kubelets, Tunnel.start(socket, kubelets.port()));
    }

    public ControlPlane plane() {
        return plane;
    }

    /// One for a test that breaks it, beside the one of the whole run.
    public static RecordedCluster ofItsOwn() throws IOException {
        return start(Programs.ofCheckout());
    }

    /// From now on the API server finds every node so.
    public void nodes(Tunnel.Nodes nodes) {
        tunnel.lead(nodes);
    }

    public Etcd etcd() {
        return etcd;
    }

    /// Puts a moment in the place of the one before.
    public Moment load(Path folder) throws IOException {
        if (loaded.isPresent()) {
            loaded.get().unload(etcd);
        }
        Moment moment = Moment.of(folder, Instant.now());
        loaded = Optional.of(moment);
        kubelets.serve(moment);
        moment.load(etcd);
        return moment;
    }

    @Override
    public void close() throws IOException {
        tunnel.close();
        kubelets.close();
        plane.close();
    }
}
