package dev.verdict.looks.cluster;

import dev.verdict.core.observation.Gap;

import java.io.InputStream;
import java.util.Map;

/// What came back from a GET.
public sealed interface Answer {
    /// An HTTP answer, whatever its status. The body is a stream that the reader closes; it may end
    /// too early or stop coming.
    ///
    /// @param headers by lower-case name
    record Response(int status, Map<String, String> headers, InputStream body) implements Answer {}

    /// No HTTP answer at all.
    record NoResponse(Gap gap) implements Answer {}
}
