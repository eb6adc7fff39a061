package dev.verdict.live;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/// A kubectl that was started as a proxy ahead of this process, with no connection flags of its
/// own, since both take a while to start: it does where a check gives none either.
public final class KubectlAhead {
    private final Path folder;
    private final InputStream says;

    /// Begun at once, beside everything else that comes before a check can ask.
    private final FutureTask<KubectlCluster.Where> reading =
            KubectlCluster.reading(Connection.defaults());

    /// Begins to read the kubeconfig.
    ///
    /// @param folder of its socket, and of `life`, a pipe whose ends this process holds for as long
    ///   as it lives: kubectl ends with it, or with the first line written to it
    /// @param says what kubectl prints, on stdout and stderr
    public KubectlAhead(Path folder, InputStream says) {
        this.folder = folder;
        this.says = says;
    }

    Path folder() {
        return folder;
    }

    InputStream says() {
        return says;
    }

    FutureTask<KubectlCluster.Where> reading() {
        return reading;
    }
}
