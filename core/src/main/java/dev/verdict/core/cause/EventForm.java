package dev.verdict.core.cause;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Texts that have one reason only, so that a message pasted without its reason finds it.
enum EventForm {
    PROGRESS(
            EventReason.PROGRESS,
            "^successfully (pulled image \"|assigned \\S{1,510} to )|^pulling image \"|^container"
                + " (created|started)$|^(created|started) container:? \\S{1,63}$|^container image"
                + " \"[^\"]{1,500}\" already present on machine|^scaled (up|down) replica set"
                + " |^(created|deleted) (pod: |job )|^attachvolume\\.attach succeeded for volume"
                + " |^replicaset \"[^\"]{1,253}\" (is progressing|has successfully"
                + " progressed)|^deployment has minimum availability|^waiting for first consumer to"
                + " be created|^setting volume ownership for "),
    CAPACITY_COMING(
            EventReason.CAPACITY_COMING, "^pod triggered scale-up: |^pod should schedule on: "),
    EVICTED(
            EventReason.EVICTED,
            "^the node (was low on resource|had condition): "
                    + "|^pod ephemeral local storage usage exceeds"
                    + "|^container \\S{1,253} exceeded its local ephemeral storage limit"
                    + "|^usage of emptydir volume |^evicted pod: "),
    TAKEN_AWAY(
            EventReason.TAKEN_AWAY,
            "^preempted (by|in order) |^marking for deletion pod |^eviction api: evicting"
                    + "|: preempting to accommodate a higher priority pod$"
                    + "|^taint manager: deleting due to |^pod was terminated in response to "
                    + "|^the container could not be located when the pod was "
                    + "|^deleting pod for node scale down"),
    SYMPTOM(
            EventReason.SYMPTOM,
            "has timed out progressing\\.?$|exceeded its progress deadline$"
                    + "|^job has reached the specified backoff limit"
                    + "|^job was active longer than specified deadline"
                    + "|^deployment does not have minimum availability"
                    + "|^containers with (unready|incomplete) status: "
                    + "|^pod sandbox changed, it will be killed"),
    PULL_SECRET(
            EventReason.PULL_SECRET,
            "^unable to retrieve some image pull secrets \\([^)]{0,500}\\)"),
    POST_START(EventReason.POST_START, "^poststarthook failed"),
    STOPPING(EventReason.STOPPING, "^prestophook failed"),
    PAUSED(EventReason.PAUSED, "^deployment is paused$"),
    SUSPENDED(EventReason.SUSPENDED, "^job suspended$"),
    READINESS_GATE(
            EventReason.READINESS_GATE,
            "^the status of pod readiness gate \"|^corresponding condition of pod readiness gate"
                    + " \""),
    NODE_NOT_READY(EventReason.NODE_NOT_READY, "^node is not ready$"),
    KILL(EventReason.KILL, "^error killing pod: "),
    ;

    private final EventReason reason;
    private final Pattern words;

    EventForm(EventReason reason, String words) {
        this.reason = reason;
        this.words = MessageRow.words(words);
    }

    static Optional<EventReason> reasonOf(MessageText text) {
        return Arrays.stream(values())
                .filter(form -> text.has(form.words))
                .map(form -> form.reason)
                .findFirst();
    }
}
