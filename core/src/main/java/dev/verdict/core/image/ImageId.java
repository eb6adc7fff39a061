package dev.verdict.core.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A container status's `imageID`, parsed. The runtime promises no form: it may be a manifest's or
/// an index's digest under any repository the node knows it by, or a bare config digest for an
/// image that came without a registry. The repository part says nothing and is not kept.
///
/// See [containerd's choice of
/// it](https://github.com/containerd/containerd/blob/v2.1.0/internal/cri/server/container_status.go).
public sealed interface ImageId {
    /// A manifest's or index's digest.
    record Manifest(Digest digest) implements ImageId {}

    /// A config digest: which manifest it belongs to only a registry can say.
    record Config(Digest digest) implements ImageId {}

    Pattern WITH_REPOSITORY = Pattern.compile("(?:docker-pullable://)?[^@]+@(sha256:[0-9a-f]{64})");
    Pattern BARE = Pattern.compile("(?:docker://)?(?:sha256:)?([0-9a-f]{64})");

    Digest digest();

    /// Empty while the container waits, and for what is no digest at all.
    static Optional<ImageId> parse(String imageId) {
        Matcher manifest = WITH_REPOSITORY.matcher(imageId);
        if (manifest.matches()) {
            return Optional.of(new Manifest(new Digest(manifest.group(1))));
        }
        Matcher config = BARE.matcher(imageId);
        if (config.matches()) {
            return Optional.of(new Config(new Digest("sha256:" + config.group(1))));
        }
        return Optional.empty();
    }
}
