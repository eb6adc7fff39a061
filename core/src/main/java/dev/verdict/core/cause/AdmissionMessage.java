package dev.verdict.core.cause;

import java.util.Optional;
import java.util.regex.Pattern;

/// Why a controller could not create a pod, by the text of its `FailedCreate` event or of the
/// condition `ReplicaFailure`.
public final class AdmissionMessage {
    /// Two writers met and one tries again; a warning to the client refuses nothing.
    private static final Pattern NOISE =
            MessageRow.words(
                    "the object has been modified; please apply your changes"
                            + "|would violate podsecurity");

    private AdmissionMessage() {}

    /// The cause, if the text says one.
    public static Optional<Diagnosis> diagnose(String message) {
        return MessageRow.first(AdmissionError.values(), MessageText.of(message));
    }

    /// A text that refuses nothing.
    public static boolean isNoise(String message) {
        return MessageText.of(message).has(NOISE) && diagnose(message).isEmpty();
    }
}
