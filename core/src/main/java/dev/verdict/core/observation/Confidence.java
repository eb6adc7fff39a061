package dev.verdict.core.observation;

/// How much of what decided was read, and how much was concluded.
public enum Confidence {
    /// Every deciding fact was read from state, a builder's own log or status, or a registry.
    PROVEN,
    /// A name, a time, a tag, a cut log or an event alone had to carry weight.
    INFERRED;

    /// The word of the JSON: `proven`, `inferred`.
    public String word() {
        return switch (this) {
            case PROVEN -> "proven";
            case INFERRED -> "inferred";
        };
    }

    /// The weaker of both.
    public Confidence and(Confidence other) {
        return this == PROVEN ? other : this;
    }
}
