package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;
import java.util.Optional;

/// A stored revision of a StatefulSet or DaemonSet (a ControllerRevision).
public record Revision(
        ObjectRef ref,
        Optional<ObjectRef> owner,
        Instant createdAt,
        long number,
        Template template) {}
