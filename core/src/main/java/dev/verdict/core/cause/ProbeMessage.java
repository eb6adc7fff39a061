package dev.verdict.core.cause;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kubelet says of a probe: an `Unhealthy` (OpenShift: `ProbeError`) event, or the
/// `Killing` that follows. Whether the app *answered* matters: an app that answers with an error is
/// up and says no, one that refuses may only be starting.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/prober/prober.go>
///
/// @param detail what the probe got, as written; empty for a kill
public record ProbeMessage(Kind kind, Outcome outcome, String detail) {
    /// Which probe.
    public enum Kind {
        READINESS,
        LIVENESS,
        STARTUP;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What came back.
    public enum Outcome {
        /// An HTTP status, `NOT_SERVING`, or a command that ran and said no.
        ANSWERED,
        /// Nobody listens, or nobody is there.
        REFUSED,
        TIMED_OUT,
        /// Neither: the probe itself could not be made, or the text does not say.
        OTHER
    }

    private static final Pattern FAILED =
            MessageRow.words(
                    "^(readiness|liveness|startup) probe "
                            + "(failed|errored and resulted in unknown state|errored|error):");
    private static final Pattern KILLED =
            MessageRow.words(
                    "^container \\S{1,253} failed (liveness|startup) probe, will be restarted");
    private static final Pattern ANSWER =
            MessageRow.words(
                    "^http probe failed with statuscode: |^service unhealthy \\(responded with "
                            + "|does not implement the grpc health protocol");
    private static final Pattern REFUSAL =
            MessageRow.words(
                    "connection refused|connection reset by peer|no route to host"
                            + "|host is unreachable|network is unreachable|: EOF$");
    private static final Pattern TIMEOUT =
            MessageRow.words(
                    "i/o timeout|context deadline exceeded|client\\.timeout exceeded"
                            + "|^timeout: |^command .{0,1000} timed out");
    private static final Pattern NO_PROBE =
            MessageRow.words(
                    "^oci runtime exec failed|^rpc error: |^get \"|^dial tcp |^error: "
                            + "|unable to start container process");

    /// Reads a probe's message; empty for any other, also for a probe's warning.
    public static Optional<ProbeMessage> of(String message) {
        String text = MessageText.of(message).written();
        Matcher failed = FAILED.matcher(text);
        if (failed.find()) {
            String detail = text.substring(failed.end()).strip();
            boolean errored = failed.group(2).toLowerCase(Locale.ROOT).startsWith("errored");
            return Optional.of(
                    new ProbeMessage(
                            Kind.of(failed.group(1)),
                            errored ? Outcome.OTHER : outcome(detail),
                            detail));
        }
        Matcher killed = KILLED.matcher(text);
        return killed.find()
                ? Optional.of(new ProbeMessage(Kind.of(killed.group(1)), Outcome.OTHER, ""))
                : Optional.empty();
    }

    /// The cause that a failing probe of this kind is.
    public Diagnosis diagnosis(String said) {
        Diagnosis usual =
                Diagnosis.of(
                        switch (kind) {
                            case READINESS -> Cause.READINESS_PROBE_FAILING;
                            case LIVENESS -> Cause.LIVENESS_PROBE_KILLS;
                            case STARTUP -> Cause.STARTUP_PROBE_FAILING;
                        },
                        said);
        boolean noCommand = ContainerError.COMMAND_NOT_FOUND.words().matcher(detail).find();
        return noCommand ? Meaning.of(usual.cause()).heals(Heals.NO).diagnosis(said) : usual;
    }

    private static Outcome outcome(String detail) {
        if (ANSWER.matcher(detail).find()) {
            return Outcome.ANSWERED;
        }
        if (REFUSAL.matcher(detail).find()) {
            return Outcome.REFUSED;
        }
        if (TIMEOUT.matcher(detail).find()) {
            return Outcome.TIMED_OUT;
        }
        // What is left is the output of a command, which may be empty.
        return NO_PROBE.matcher(detail).find() ? Outcome.OTHER : Outcome.ANSWERED;
    }
}
