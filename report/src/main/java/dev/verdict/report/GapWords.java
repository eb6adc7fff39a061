package dev.verdict.report;

import dev.verdict.core.observation.Gap;

import java.util.Optional;

/// Why a look failed and what would make it succeed.
final class GapWords {
    /// A look that was too slow gets three times as long.
    private static final int LONGER = 3;

    private GapWords() {}

    static String why(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden(String rule) -> "refused: you may not " + rule;
            case Gap.Expired(String what) -> "gone by age: " + what;
            case Gap.Truncated(String what) -> "cut off: " + what;
            case Gap.TimedOut(var after) -> "no answer within " + Times.span(after);
            case Gap.Unreachable(String answer) -> "not reachable: " + answer;
            case Gap.Unreadable(String why) -> "not understood: " + why;
            case Gap.NotAsked(String why) -> "not asked: " + why;
        };
    }

    /// The same in a word or two, for a list of many.
    static String briefly(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden(String rule) -> "may not " + rule.split(" ", -1)[0];
            case Gap.Expired _ -> "gone by age";
            case Gap.Truncated _ -> "cut off";
            case Gap.TimedOut(var after) -> "no answer in " + Times.span(after);
            case Gap.Unreachable _ -> "not reachable";
            case Gap.Unreadable _ -> "not understood";
            case Gap.NotAsked(String why) -> briefly(why);
        };
    }

    private static String briefly(String why) {
        if (why.endsWith("not in the recording")) {
            return "no record";
        }
        return why.startsWith("not needed") ? "not needed" : why;
    }

    static Optional<String> remedy(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden(String rule) -> Optional.of("have this right granted: " + rule);
            case Gap.Expired _ ->
                    Optional.of("it does not come back; judge the next attempt while it is fresh");
            case Gap.Truncated _ ->
                    Optional.of("look again, or read it where logs and events are collected");
            case Gap.TimedOut(var after) ->
                    Optional.of(
                            "give it more time: --timeout "
                                    + Math.max(1, after.multipliedBy(LONGER).toSeconds())
                                    + "s");
            case Gap.Unreachable _ -> Optional.of("look again when it answers");
            case Gap.Unreadable _ -> Optional.of("look at it yourself");
            case Gap.NotAsked(String why) ->
                    why.contains("registry")
                            ? Optional.of("see in the registry which digest the tag holds")
                            : Optional.empty();
        };
    }
}
