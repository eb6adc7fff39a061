package dev.verdict.core.evidence;

import dev.verdict.core.observation.ObjectRef;

/// Which log: of a pod's container, the running one's or the previous one's.
public record LogKey(ObjectRef pod, String container, boolean previous, Purpose purpose) {
    /// What it is read for, and so how.
    public enum Purpose {
        /// A builder's: the whole, for what it pushed or why not.
        BUILD,
        /// Another container's: its last lines, for what it printed before it ended.
        LAST_WORDS
    }
}
