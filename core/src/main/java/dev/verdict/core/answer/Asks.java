package dev.verdict.core.answer;

/// Does the newest revision's template ask for what the attempt pushed?
public enum Asks {
    YES,
    /// Known not to.
    NO,
    /// It names a digest that may be an index, or a tag of which nobody knows what it holds.
    UNKNOWN
}
