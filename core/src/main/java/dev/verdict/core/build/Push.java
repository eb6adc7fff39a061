package dev.verdict.core.build;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;

/// What a builder's log shows for one destination.
public sealed interface Push {
    ImageReference destination();

    /// The registry took the manifest: the builder prints this only after it did.
    record Pushed(ImageReference destination, Digest digest, LogLine line) implements Push {}

    /// Two different digests follow the push's beginning; one of them somebody else printed.
    record DigestUnclear(ImageReference destination, LogLine line) implements Push {}

    /// Begun, and no word of its end.
    record Pushing(ImageReference destination, LogLine line) implements Push {}

    /// The log does not speak of it.
    record Missing(ImageReference destination) implements Push {}
}
