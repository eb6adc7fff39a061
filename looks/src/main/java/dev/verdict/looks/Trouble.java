package dev.verdict.looks;

import dev.verdict.core.observation.Gap;

/// Why no question can be answered at all: not a gap in the evidence, but no way to any.
public sealed interface Trouble {
    /// The API does not know who is asking.
    record Unauthorized(String answer) implements Trouble {}

    /// Nobody answered.
    record Unreachable(Gap gap) implements Trouble {}
}
