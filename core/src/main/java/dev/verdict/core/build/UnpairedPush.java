package dev.verdict.core.build;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.Repository;

/// A `Pushed` without its `Pushing image to`: the front of the log is lost, or somebody else
/// printed it.
public record UnpairedPush(Repository repository, Digest digest, LogLine line) {}
