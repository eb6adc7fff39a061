package dev.verdict.core.evidence;

import dev.verdict.core.build.KanikoTranscript;

import java.util.List;

/// What was kept of a container's log.
public sealed interface ContainerLog {
    /// A builder's log, read whole and boiled down.
    record OfBuilder(KanikoTranscript transcript) implements ContainerLog {}

    /// The last lines, oldest first.
    record LastWords(List<String> lines) implements ContainerLog {}
}
