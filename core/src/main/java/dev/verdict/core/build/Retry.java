package dev.verdict.core.build;

import dev.verdict.core.cause.Diagnosis;

import java.util.Optional;

/// The builder waits to try something again, and has said nothing since.
public record Retry(LogLine line, boolean atPush, Optional<Diagnosis> diagnosis) {}
