package dev.verdict.core.cause;

import java.util.Optional;

/// Why a pod's sandbox cannot be made, by the text of `FailedCreatePodSandBox`, `NetworkNotReady`
/// or `FailedKillPod`.
public final class SandboxMessage {
    private SandboxMessage() {}

    /// The cause, if the text says one.
    public static Optional<Diagnosis> diagnose(String message) {
        return MessageRow.first(SandboxError.values(), MessageText.of(message));
    }
}
