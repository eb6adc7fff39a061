package dev.verdict.cli;

import dev.verdict.core.observation.Gap;

/// Why nobody could look, for a sentence.
final class Gaps {
    private Gaps() {}

    static String spoken(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden(String rule) -> "no permission to " + Text.plain(rule);
            case Gap.Expired(String what) -> "expired: " + Text.plain(what);
            case Gap.Truncated(String what) -> "cut off: " + Text.plain(what);
            case Gap.TimedOut(var after) -> "no answer within " + Times.spoken(after);
            case Gap.Unreachable(String answer) -> Text.plain(answer);
            case Gap.Unreadable(String why) -> "not readable: " + Text.plain(why);
            case Gap.NotAsked(String why) -> "not asked: " + Text.plain(why);
        };
    }
}
