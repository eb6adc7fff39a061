package dev.verdict.core.cause;

import java.util.Optional;
import java.util.regex.Pattern;

/// Why a volume cannot be attached or mounted, by the text of `FailedMount`, `FailedMapVolume` or
/// `FailedAttachVolume`.
public final class VolumeMessage {
    /// The kubelet's cache of config maps and secrets has not caught up: it starts, or the pod
    /// goes.
    /// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/util/manager/watch_based_manager.go>
    private static final Pattern NOISE =
            MessageRow.words(
                    "failed to sync (configmap|secret) cache"
                            + "|object \"[^\"]{0,253}\"/\"[^\"]{1,253}\" not registered");

    /// Sums up every two minutes what other events say better.
    private static final Pattern SYMPTOM = MessageRow.words("^unable to attach or mount volumes: ");

    private VolumeMessage() {}

    /// The cause, if the text says one that is neither noise nor only a symptom.
    public static Optional<Diagnosis> diagnose(String message) {
        MessageText text = MessageText.of(message);
        if (text.has(SYMPTOM)) {
            return Optional.empty();
        }
        return MessageRow.first(VolumeError.values(), text)
                .filter(found -> namesAnObject(found) || !text.has(NOISE));
    }

    /// Whether the kubelet's own cache is all that the text speaks of.
    public static boolean isNoise(String message) {
        MessageText text = MessageText.of(message);
        return text.has(NOISE) && diagnose(message).isEmpty();
    }

    /// Whether the text says only that volumes wait, not why.
    public static boolean isSymptom(String message) {
        return MessageText.of(message).has(SYMPTOM);
    }

    /// `[object "a"/"b" not registered, secret "c" not found]` names a real cause beside the noise.
    private static boolean namesAnObject(Diagnosis found) {
        return switch (found.cause()) {
            case CONFIG_MAP_MISSING, SECRET_MISSING, CONFIG_KEY_MISSING, SERVICE_ACCOUNT_MISSING ->
                    true;
            default -> false;
        };
    }
}
