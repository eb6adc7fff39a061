package dev.verdict.core.claim;

import java.time.Instant;
import java.util.Optional;

/// What a platform asserts about an attempt: that it failed.
///
/// @param madeAt when it gave up
/// @param message as the platform wrote it
public record Claim(
        Optional<String> platform, Optional<Instant> madeAt, Optional<String> message) {}
