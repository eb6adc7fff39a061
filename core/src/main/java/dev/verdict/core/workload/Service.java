package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;

import java.util.Map;

/// A Service: its selector decides which pods requests reach. An empty selector selects nothing by
/// itself (somebody else writes its endpoints).
public record Service(ObjectRef ref, Map<String, String> selector) {
    public Service {
        selector = Map.copyOf(selector);
    }
}
