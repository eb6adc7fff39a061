package dev.verdict.core.build;

import dev.verdict.core.build.LogOutcome.Why;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.Confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a builder's log alone answers, with its exit code where somebody knows it.
///
/// @param confidence empty for `Unseen`
/// @param evidence the lines that decide
/// @param why the log does not decide, or not wholly
/// @param failedElsewhere the error of a destination that lacks the image
public record BuildReport(
        Outcome outcome,
        Optional<Confidence> confidence,
        List<PushedImage> pushed,
        Optional<Diagnosis> diagnosis,
        List<LogLine> evidence,
        Optional<Why> why,
        Optional<ErrorLine> failedElsewhere,
        Optional<Retry> retrying) {
    /// The words of the first answer that a log can give.
    public enum Outcome {
        PUSHED("Pushed"),
        PUSHED_DIGEST_UNKNOWN("PushedDigestUnknown"),
        NOT_PUSHED("NotPushed"),
        UNSEEN("Unseen");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// The word of the JSON.
        public String word() {
            return word;
        }
    }

    /// One destination with what the registry took.
    public record PushedImage(ImageReference destination, Repository repository, Digest digest) {
        static PushedImage of(Push.Pushed push) {
            return new PushedImage(
                    push.destination(), push.destination().repository(), push.digest());
        }
    }

    public BuildReport {
        pushed = List.copyOf(pushed);
        evidence = List.copyOf(evidence);
    }

    public static BuildReport of(KanikoTranscript log, KanikoRun run, OptionalInt exitCode) {
        LogOutcome outcome = PushRules.of(log, run, new Exit(exitCode, ""));
        return switch (outcome) {
            case LogOutcome.PushedTo(var pushes, var confidence, var elsewhere) ->
                    new BuildReport(
                            Outcome.PUSHED,
                            Optional.of(confidence),
                            pushes.stream().map(PushedImage::of).toList(),
                            elsewhere.flatMap(ErrorLine::diagnosis),
                            lines(pushes, elsewhere),
                            Optional.empty(),
                            elsewhere,
                            log.retrying());
            case LogOutcome.PushedDigestUnknown _ ->
                    without(log, Outcome.PUSHED_DIGEST_UNKNOWN, Optional.of(Confidence.PROVEN));
            case LogOutcome.NotPushed(var diagnosis, var line, var confidence, _) ->
                    notPushed(log, diagnosis, line, confidence);
            case LogOutcome.NothingPushed(var diagnosis, var line) ->
                    notPushed(log, Optional.of(diagnosis), line, Confidence.PROVEN);
            case LogOutcome.KilledAfterPush(var pushes) ->
                    new BuildReport(
                            Outcome.UNSEEN,
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            lines(pushes, Optional.empty()),
                            Optional.of(Why.KILLED_AFTER_PUSH),
                            Optional.empty(),
                            log.retrying());
            case LogOutcome.Unseen(var why) -> unseen(log, why);
        };
    }

    /// The cause where the log names one.
    public Optional<Cause> cause() {
        return diagnosis.map(Diagnosis::cause);
    }

    /// Whose it is, the likelier.
    public Optional<Owner> owner() {
        return diagnosis.map(d -> d.owners().getFirst());
    }

    private static BuildReport notPushed(
            KanikoTranscript log,
            Optional<Diagnosis> diagnosis,
            Optional<LogLine> line,
            Confidence confidence) {
        return new BuildReport(
                Outcome.NOT_PUSHED,
                Optional.of(confidence),
                List.of(),
                diagnosis,
                line.map(List::of).orElse(log.tail()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static BuildReport unseen(KanikoTranscript log, Why why) {
        return new BuildReport(
                Outcome.UNSEEN,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                log.lastOwnLine().map(List::of).orElse(List.of()),
                Optional.of(why),
                Optional.empty(),
                log.retrying());
    }

    private static BuildReport without(
            KanikoTranscript log, Outcome outcome, Optional<Confidence> confidence) {
        return new BuildReport(
                outcome,
                confidence,
                List.of(),
                Optional.empty(),
                log.lastOwnLine().map(List::of).orElse(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<LogLine> lines(List<Push.Pushed> pushes, Optional<ErrorLine> error) {
        List<LogLine> lines = new ArrayList<>(pushes.stream().map(Push.Pushed::line).toList());
        error.map(ErrorLine::line).ifPresent(lines::add);
        return lines;
    }
}
