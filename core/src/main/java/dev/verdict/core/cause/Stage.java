package dev.verdict.core.cause;

import java.util.Locale;

/// How far an attempt had come: from the build to requests being served.
public enum Stage {
    BUILD,
    PUSH,
    ADMISSION,
    SCHEDULE,
    PULL,
    SANDBOX,
    VOLUME,
    CONFIG,
    START,
    READY,
    ROLLOUT,
    SERVE;

    /// The word of the JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
