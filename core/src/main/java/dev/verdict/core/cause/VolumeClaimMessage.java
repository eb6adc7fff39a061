package dev.verdict.core.cause;

import java.util.Optional;

/// Why a PersistentVolumeClaim has no volume, and so whose `VolumeNotBound` is: by the text of the
/// claim's own events.
public final class VolumeClaimMessage {
    private VolumeClaimMessage() {}

    /// The cause with the one owner that the text shows; empty for a claim that only waits for its
    /// first pod.
    public static Optional<Diagnosis> diagnose(String message) {
        return MessageRow.first(ClaimError.values(), MessageText.of(message));
    }
}
