package dev.verdict.core.cause;

/// Whether trouble ends without anybody changing something.
public enum Heals {
    YES,
    SOMETIMES,
    NO
}
