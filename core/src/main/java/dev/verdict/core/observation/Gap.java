package dev.verdict.core.observation;

import java.time.Duration;

/// Why a look failed. A gap is never "nothing there" and never "broken": it says that nobody knows.
public sealed interface Gap {
    /// The API server refused: `rule` is the RBAC rule that is missing, such as `list events in
    /// namespace team-a`.
    record Forbidden(String rule) implements Gap {}

    /// What was there is gone by age: an event past its hour, a continue token past compaction.
    record Expired(String what) implements Gap {}

    /// Only a part arrived; the rest may say something else.
    record Truncated(String what) implements Gap {}

    /// No answer within the time allowed.
    record TimedOut(Duration after) implements Gap {}

    /// The other side could not be reached, or answered with an error of its own.
    record Unreachable(String answer) implements Gap {}

    /// The answer could not be understood.
    record Unreadable(String why) implements Gap {}

    /// Nobody looked, by choice or because nothing asked for it.
    record NotAsked(String why) implements Gap {}
}
