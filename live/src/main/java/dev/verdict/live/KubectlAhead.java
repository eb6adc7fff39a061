package dev.verdict.live;

import java.io.InputStream;
import java.nio.file.Path;

/// A kubectl that was started as a proxy ahead of this process, with no connection flags of its
/// own, since both take a while to start: it does where a check gives none either.
///
/// @param folder of its socket, and of `life`, a pipe whose ends this process holds for as long as
///   it lives: kubectl ends with it, or with the first line written to it
/// @param says what kubectl prints, on stdout and stderr
public record KubectlAhead(Path folder, InputStream says) {
    public KubectlAhead {
        KubectlCluster.prepare();
    }
}
