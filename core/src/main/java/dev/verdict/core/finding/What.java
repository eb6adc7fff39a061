package dev.verdict.core.finding;

/// What a fact says, as far as a word can: the report has the sentence.
public enum What {
    /// A log line in which the builder says what it pushed.
    PUSHED,
    /// The builder's own error, or the last thing it said.
    BUILDER_SAID,
    /// How the builder's container ended, or what it does.
    BUILDER_STATE,
    /// A Job's condition or counts.
    JOB_STATE,
    /// What the template asks for.
    TEMPLATE_ASKS,
    /// What a container was created from.
    RUNNING,
    /// How many pods of the newest revision are ready, of how many.
    READY_COUNT,
    /// A condition of a pod.
    POD_CONDITION,
    /// What a container does or how it ended.
    CONTAINER_STATE,
    /// How often a container was restarted.
    RESTARTS,
    /// A line that the container printed before it ended.
    CONTAINER_PRINTED,
    /// An event.
    EVENT,
    /// A condition, taint or size of a node.
    NODE_STATE,
    /// A condition or setting of the workload or its ReplicaSet.
    WORKLOAD_STATE,
    /// Another attempt, earlier or later.
    OTHER_ATTEMPT,
    /// What older pods serve.
    STILL_SERVES,
    /// A Service's selector.
    SERVICE_SELECTOR,
    /// The time of the claim beside the time of the evidence.
    CLAIM_TIME,
    /// A whole list or log: without it the answer would be another, whatever single fact tells.
    LOOKED_AT
}
