package dev.verdict.core.pod;

import java.time.Duration;

/// How the kubelet asks a container how it is.
public record Probe(Duration initialDelay, Duration period, int failureThreshold) {
    /// How long a start-up probe lets a container take.
    public Duration budget() {
        return initialDelay.plus(period.multipliedBy(failureThreshold));
    }
}
