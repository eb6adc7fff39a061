package dev.verdict.report;

import dev.verdict.core.cause.EventMessage.Reading;

/// What is said of a message that names no cause.
final class HarmlessWords {
    private HarmlessWords() {}

    /// Why a message names no cause, as a whole sentence.
    static String of(Reading.Why why) {
        return switch (why) {
            case PROGRESS -> "Things go as they should; no cause.";
            case CAPACITY_COMING -> "An autoscaler is making room; that can still fail.";
            case CACHE_LAG ->
                    "A cache of the kubelet or a controller has not caught up yet; it passes by"
                            + " itself.";
            case SYMPTOM ->
                    "Something is wrong, and this message does not say what: state, log or another"
                            + " event does.";
            case POD_TAKEN_AWAY ->
                    "The pod was evicted, preempted or drained; its successor is what counts.";
            case STOPPING -> "Said of a pod on its way out.";
            case BACKGROUND -> "Said of a node or a cluster in passing; no cause.";
        };
    }
}
