package dev.verdict.core.testing;

import dev.verdict.core.Verdict;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Verdicts and answers as one line that a test can hold whole.
public final class Said {
    private Said() {}

    /// `BLOCKED workload pull ImageNotFound developer proven`. A cause that is trusted less than
    /// the rest is followed by `?`; several owners are joined by `/`.
    public static String of(Verdict verdict) {
        return String.join(
                " ",
                verdict.word().name(),
                verdict.part().word(),
                verdict.stage().word(),
                verdict.trouble().map(Said::cause).orElse("-"),
                owners(verdict.owners()),
                verdict.confidence().map(Confidence::word).orElse("-"));
    }

    /// The circumstances in reporting order.
    public static String circumstances(Verdict verdict) {
        return String.join(
                " ",
                verdict.circumstances().stream()
                        .map(Circumstance::code)
                        .map(c -> c.word())
                        .toList());
    }

    public static String of(ServingAnswer answer) {
        return switch (answer) {
            case ServingAnswer.Serving _ -> "Serving";
            case ServingAnswer.Converging(var stage, var hurts, var look, var _) ->
                    "Converging "
                            + stage.word()
                            + hurts.map(t -> ", hurts: " + of(t)).orElse("")
                            + look.map(Said::look).orElse("");
            case ServingAnswer.Blocked(Trouble trouble) -> "Blocked " + of(trouble);
            case ServingAnswer.Failing(Trouble trouble) -> "Failing " + of(trouble);
            case ServingAnswer.OnHold(Trouble trouble) -> "OnHold " + of(trouble);
            case ServingAnswer.ScaledToZero _ -> "ScaledToZero";
            case ServingAnswer.Unseen(var gap, var stage, boolean mayFail, var _) ->
                    "Unseen "
                            + stage.word()
                            + " "
                            + gap.getClass().getSimpleName()
                            + (mayFail ? ", may fail" : "");
        };
    }

    public static String of(Optional<ServingAnswer> answer) {
        return answer.map(Said::of).orElse("nothing");
    }

    public static String of(Trouble trouble) {
        return String.join(
                " ",
                trouble.stage().word(),
                cause(trouble),
                owners(trouble.owners()),
                trouble.confidence().word());
    }

    private static String cause(Trouble trouble) {
        return trouble.cause().map(Cause::word).orElse("unrecognised")
                + (trouble.causeConfidence() == trouble.confidence() ? "" : "?");
    }

    private static String owners(List<Owner> owners) {
        return String.join("/", owners.stream().map(Owner::word).toList());
    }

    private static String look(Instant at) {
        Duration left = Duration.between(Times.NOW, at);
        return ", look in " + left.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
