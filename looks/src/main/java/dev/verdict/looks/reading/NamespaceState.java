package dev.verdict.looks.reading;

import dev.verdict.core.observation.ObjectRef;

/// A namespace, and whether it is being deleted.
public record NamespaceState(ObjectRef ref, boolean terminating) {}
