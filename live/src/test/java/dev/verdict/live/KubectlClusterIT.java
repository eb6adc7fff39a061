package dev.verdict.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The contract through the machine's own kubectl.
final class KubectlClusterIT extends ClusterContract {
    @Override
    Transport way() {
        return Transport.KUBECTL;
    }

    @Override
    void assumePossible() {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
    }
}
