package dev.verdict.live.stub;

import java.util.Map;
import java.util.Optional;

/// One request as it came.
///
/// @param headers by lower-case name
public record Call(
        String method, String path, Map<String, String> query, Map<String, String> headers) {
    /// The path with its query, as a log would show it.
    public String line() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
