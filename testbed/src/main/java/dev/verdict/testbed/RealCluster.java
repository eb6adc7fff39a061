package dev.verdict.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real cluster with its controllers, one node with real containers, and a registry.
public final class RealCluster implements AutoCloseable {
    private final ControlPlane plane;
    private final Gates gates;

    private RealCluster(ControlPlane plane, Gates gates) {
        this.plane = plane;
        this.gates = gates;
    }

    /// Takes some eight seconds.
    public static RealCluster start(Programs programs) throws IOException {
        Path folder = Files.createTempDirectory("verdict-cluster-");
        ControlPlane plane = ControlPlane.start(programs.script("cluster"), folder, List.of());
        return new RealCluster(
                plane, Gates.on(Files.readString(folder.resolve("gateway")).strip()));
    }

    public ControlPlane plane() {
        return plane;
    }

    /// Where containers wait for what a test lets happen.
    public Gates gates() {
        return gates;
    }

    /// Does something to the machine: `stop kubelet`, `break network` and what else
    /// `testbed/cluster` names.
    public void perform(String what) throws IOException {
        plane.perform(what);
    }

    @Override
    public void close() throws IOException {
        gates.close();
        plane.close();
    }
}
