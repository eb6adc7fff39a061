package dev.verdict.live;

import dev.verdict.looks.cluster.Deadline;

import java.io.OutputStream;
import java.util.Optional;

/// The way in: a running cluster by kubectl's own flags.
public final class Live {
    private Live() {}

    /// How the API is reached when nobody says: kubectl where it can be, else the client.
    public static Transport usual() {
        return KubectlCluster.whyNot().isEmpty() ? Transport.KUBECTL : Transport.CLIENT;
    }

    /// Opens it, once it can answer.
    ///
    /// @param ahead a kubectl that was started before; one that does not fit ends with this process
    /// @param userErrors where a login may ask: the user's stderr
    public static LiveCluster open(
            Connection connection,
            Transport transport,
            Optional<KubectlAhead> ahead,
            Deadline deadline,
            OutputStream userErrors)
            throws CannotConnect {
        return switch (transport) {
            case KUBECTL -> {
                var whyNot = KubectlCluster.whyNot();
                if (whyNot.isPresent()) {
                    throw new CannotConnect(whyNot.get() + "; --transport=client does without");
                }
                yield KubectlCluster.open(connection, ahead, deadline, userErrors);
            }
            case CLIENT -> ClientCluster.open(connection);
        };
    }
}
