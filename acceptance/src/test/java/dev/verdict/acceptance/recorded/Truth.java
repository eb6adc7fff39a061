package dev.verdict.acceptance.recorded;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is true of one moment, as people wrote it from the evidence. A list means any of these.
///
/// @param circumstances that must be present; others may be
record Truth(
        List<String> verdict,
        List<String> part,
        List<String> stage,
        List<String> cause,
        List<String> owner,
        List<String> confidence,
        List<String> built,
        List<String> running,
        List<String> circumstances) {
    /// Stands for an absent value.
    static final String NONE = "null";

    static Truth of(Map<?, ?> moment) {
        return new Truth(
                any(moment, "verdict"),
                any(moment, "part"),
                any(moment, "stage"),
                any(moment, "cause"),
                any(moment, "owner"),
                any(moment, "confidence"),
                any(moment, "builtDigest"),
                any(moment, "runningDigest"),
                any(moment, "circumstances"));
    }

    private static List<String> any(Map<?, ?> moment, String key) {
        Object value = moment.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(v -> v == null ? NONE : v.toString()).toList();
        }
        return List.of(Optional.<Object>ofNullable(value).map(Object::toString).orElse(NONE));
    }
}
