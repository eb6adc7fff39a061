package dev.verdict.looks;

import dev.verdict.core.observation.Gap;

/// A list that could not be had.
///
/// @param what the kind's plural, and the namespace where it was asked for in one: `pods in team-a`
public record Missed(String what, Gap gap) {}
