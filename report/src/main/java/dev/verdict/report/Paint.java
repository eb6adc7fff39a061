package dev.verdict.report;

import dev.verdict.core.Verdict;

/// The colours of an answer; they repeat what words say.
enum Paint {
    NONE(""),
    GOOD("\u001b[1;32m"),
    BAD("\u001b[1;31m"),
    HELD("\u001b[1;33m"),
    UNDER_WAY("\u001b[1;36m"),
    UNSURE("\u001b[1;35m"),
    STRONG("\u001b[1m");

    private static final String END = "\u001b[0m";

    private final String begin;

    Paint(String begin) {
        this.begin = begin;
    }

    static Paint of(Verdict verdict) {
        return switch (verdict.word()) {
            case FALSE_ALARM -> GOOD;
            case FAILED -> BAD;
            case BLOCKED, STALE -> HELD;
            case IN_PROGRESS, SUPERSEDED -> UNDER_WAY;
            case INCONCLUSIVE -> UNSURE;
        };
    }

    String of(String text, boolean colour) {
        return !colour || this == NONE || text.isEmpty() ? text : begin + text + END;
    }
}
