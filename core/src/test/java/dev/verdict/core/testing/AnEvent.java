package dev.verdict.core.testing;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;

/// An event, seen once two minutes ago unless a test says otherwise.
public final class AnEvent {
    private final ObjectRef regarding;
    private final String reason;
    private final String message;
    private final boolean warning;
    private String fieldPath = "";
    private Instant first = Times.ago("2m");
    private Instant last = Times.ago("2m");
    private int count = 1;

    private AnEvent(ObjectRef regarding, boolean warning, String reason, String message) {
        this.regarding = regarding;
        this.warning = warning;
        this.reason = reason;
        this.message = message;
    }

    public static AnEvent warning(ObjectRef regarding, String reason, String message) {
        return new AnEvent(regarding, true, reason, message);
    }

    public static AnEvent normal(ObjectRef regarding, String reason, String message) {
        return new AnEvent(regarding, false, reason, message);
    }

    public AnEvent container(String name) {
        fieldPath = "spec.containers{" + name + "}";
        return this;
    }

    public AnEvent at(String when) {
        first = Times.ago(when);
        last = first;
        return this;
    }

    public AnEvent between(String firstSeen, String lastSeen) {
        first = Times.ago(firstSeen);
        last = Times.ago(lastSeen);
        return this;
    }

    public AnEvent times(int often) {
        count = often;
        return this;
    }

    String namespace() {
        return regarding.namespace();
    }

    public ClusterEvent made() {
        return new ClusterEvent(
                regarding, fieldPath, warning, reason, message, "kubelet", first, last, count);
    }
}
