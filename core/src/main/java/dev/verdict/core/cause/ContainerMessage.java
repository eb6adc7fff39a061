package dev.verdict.core.cause;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why a container cannot be made or started, by the reason and the message of its state or of the
/// kubelet's `Failed` event.
public final class ContainerMessage {
    /// The kubelet has just started and asks again by itself.
    private static final Pattern NOISE =
            MessageRow.words("services have not yet been read at least once");

    private ContainerMessage() {}

    /// The cause, if reason or text say one. The text of a program that ran (`Error`, `Completed`)
    /// is the program's own and never read.
    ///
    /// @param reason the waiting or terminated reason; empty for an event's text
    public static Optional<Diagnosis> diagnose(String reason, String message) {
        return switch (reason) {
            case "OOMKilled" -> Optional.of(Diagnosis.of(Cause.OUT_OF_MEMORY, reason));
            case "seccomp killed" ->
                    Optional.of(
                            Meaning.of(Cause.SECURITY_CONTEXT_INVALID)
                                    .at(Stage.START)
                                    .diagnosis(reason));
            case "", "StartError", "ContainerCannotRun" -> read(message);
            default -> byKind(reason, message);
        };
    }

    /// A message of the kubelet that passes without anybody doing anything.
    public static boolean isNoise(String message) {
        return MessageText.of(message).has(NOISE);
    }

    /// The one cause that an app's own last lines may name: the kernel refused its binary and the
    /// shell or the runtime wrote so into the container's log.
    /// <https://github.com/opencontainers/runc/blob/v1.3.0/libcontainer/standard_init_linux.go>
    public static Optional<Diagnosis> fromAppLog(List<String> lastLines) {
        return lastLines.stream()
                .map(line -> MessageText.cut(line).strip())
                .filter(ContainerMessage::saysExecFormatError)
                .findFirst()
                .map(line -> Diagnosis.of(Cause.WRONG_ARCHITECTURE, line));
    }

    private static boolean saysExecFormatError(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.endsWith("exec format error")
                && (lower.startsWith("exec ")
                        || lower.contains("exec user process caused")
                        || lower.contains("sh: ")
                        || lower.contains("cannot execute binary file"));
    }

    private static Optional<Diagnosis> byKind(String reason, String message) {
        WaitingReason waiting = WaitingReason.of(reason);
        return switch (waiting.kind()) {
            case CREATE -> read(message).or(() -> hook(waiting));
            case START ->
                    waiting == WaitingReason.POST_START_HOOK_ERROR
                            ? Optional.of(postStartHook(reason))
                            : read(message).or(() -> hook(waiting));
            case NOTHING, PULL, CRASH_LOOP, UNRECOGNISED -> Optional.empty();
        };
    }

    static Diagnosis postStartHook(String said) {
        return Meaning.of(Cause.POST_START_HOOK_FAILED).heals(Heals.NO).diagnosis(said);
    }

    private static Optional<Diagnosis> hook(WaitingReason waiting) {
        return waiting == WaitingReason.PRE_CREATE_HOOK_ERROR
                        || waiting == WaitingReason.PRE_START_HOOK_ERROR
                ? Optional.of(Diagnosis.of(Cause.SANDBOX_FAILED, waiting.name()))
                : Optional.empty();
    }

    private static Optional<Diagnosis> read(String message) {
        return MessageRow.first(ContainerError.values(), MessageText.of(message));
    }
}
