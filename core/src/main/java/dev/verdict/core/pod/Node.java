package dev.verdict.core.pod;

import dev.verdict.core.observation.ObjectRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node, as the control plane sees it.
///
/// @param allocatable quantities as written, by resource name
public record Node(
        ObjectRef ref,
        Map<String, String> labels,
        boolean unschedulable,
        List<Taint> taints,
        Map<String, String> allocatable,
        List<Condition> conditions) {
    /// What keeps pods away.
    public record Taint(String key, String value, String effect) {}

    public String name() {
        return ref.name();
    }

    public Optional<Condition> condition(String type) {
        return Condition.find(conditions, type);
    }

    /// The kubelet has not been heard of: what its pods last said may be long past.
    public boolean isLost() {
        return condition("Ready").filter(c -> c.status() == Condition.Status.UNKNOWN).isPresent();
    }

    public boolean isReady() {
        return condition("Ready").filter(Condition::isTrue).isPresent();
    }
}
