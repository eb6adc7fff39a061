package dev.verdict.core.event;

import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Kubernetes Event. Events repeat with a count, are rate-limited, and vanish after an hour: what
/// they do not say proves nothing.
///
/// @param fieldPath which part of the object, such as `spec.containers{app}`; empty for the whole
/// @param component who says so: `kubelet`, `default-scheduler`, `karpenter` ...
/// @param lastSeen the latest of all times the event carries
public record ClusterEvent(
        ObjectRef regarding,
        String fieldPath,
        boolean warning,
        String reason,
        String message,
        String component,
        Instant firstSeen,
        Instant lastSeen,
        int count) {
    private static final Pattern CONTAINER = Pattern.compile("spec\\.\\w{1,40}\\{([^{}]{1,253})}");

    /// The container it is about, by `fieldPath`.
    public Optional<String> container() {
        Matcher matcher = CONTAINER.matcher(fieldPath);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
