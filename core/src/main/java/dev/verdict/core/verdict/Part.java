package dev.verdict.core.verdict;

/// Which half of an attempt decided.
public enum Part {
    BUILD,
    WORKLOAD;

    /// The word of the JSON.
    public String word() {
        return this == BUILD ? "build" : "workload";
    }
}
