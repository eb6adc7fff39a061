package dev.verdict.core.build;

import java.time.Instant;
import java.util.Optional;

/// One line of a log as a person may see it: without colours, cut to what fits.
///
/// @param number counted from 1 in what could be read of the log
public record LogLine(long number, String text, Optional<Instant> at) {
    /// An error that names both tries of an insecure registry is some hundred characters long.
    static final int ENOUGH = 4096;

    static LogLine of(long number, String text, Optional<Instant> at) {
        String cut = text.length() > ENOUGH ? text.substring(0, ENOUGH) + "…" : text;
        return new LogLine(number, cut, at);
    }
}
