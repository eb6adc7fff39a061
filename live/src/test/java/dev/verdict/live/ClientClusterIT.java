package dev.verdict.live;

/// The contract through the Kubernetes client.
final class ClientClusterIT extends ClusterContract {
    @Override
    Transport way() {
        return Transport.CLIENT;
    }

    @Override
    void assumePossible() {
        // Always.
    }
}
