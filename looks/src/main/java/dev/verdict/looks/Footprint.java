package dev.verdict.looks;

import java.time.Duration;

/// What the looks have cost so far.
public record Footprint(int requests, long bytes, Duration took) {}
