package dev.verdict.looks.cluster;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// One GET of the Kubernetes API.
///
/// @param path from the root, percent-encoded where needed: `/api/v1/namespaces/team-a/pods`
/// @param query by name, not encoded
public record Get(String path, SequencedMap<String, String> query) {
    public static Get of(String path) {
        return new Get(path, new LinkedHashMap<>());
    }

    /// The same with one more parameter.
    public Get with(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Get(path, more);
    }
}
