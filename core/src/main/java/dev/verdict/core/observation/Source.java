package dev.verdict.core.observation;

/// Where a fact was read.
public sealed interface Source {
    /// A field of an object: `deployment/shop .status.readyReplicas`.
    record Field(ObjectRef object, String path) implements Source {}

    /// A line of a container's log, counted from 1 in what could be read of it.
    record LogLine(ObjectRef pod, String container, long line) implements Source {}

    /// An event about an object.
    record Event(ObjectRef regarding, String reason) implements Source {}

    /// What the person asking said, such as the time of the claim.
    record Claim(String field) implements Source {}

    /// A container's log as a whole.
    record Log(ObjectRef pod, String container) implements Source {}

    /// A list as a whole, for what is in it or is not: `jobs`.
    record Listing(String plural) implements Source {}

    static Source field(ObjectRef object, String path) {
        return new Field(object, path);
    }
}
