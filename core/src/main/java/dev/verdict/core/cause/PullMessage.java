package dev.verdict.core.cause;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Why an image cannot be pulled, by the text of a waiting container or of the kubelet's `Failed`
/// event. The wrappers are taken off first; where a pull was tried with several credentials
/// (`[error, error]`) each error is read by itself and the one that came furthest counts.
public final class PullMessage {
    private static final Pattern WRAPPER =
            MessageRow.words(
                    "(errimagepull|imagepullbackoff|errimageneverpull|invalidimagename"
                            + "|imageinspecterror|registryunavailable|signaturevalidationfailed): "
                            + "|failed to pull image \"[^\"]{0,500}\": {0,2}"
                            + "|back-off pulling image \"[^\"]{0,500}\": errimagepull: {0,2}"
                            + "|rpc error: code = \\w{1,30} desc = {0,2}"
                            + "|failed to pull and unpack image \"[^\"]{0,500}\": {0,2}");
    private static final Pattern NEXT_ERROR =
            MessageRow.words(
                    ", (?=rpc error: |failed to |unable to |initializing source |error response )");
    private static final String ARTIFACT = "; artifact err: ";

    /// Registries that nodes log in to by their own identity.
    private static final Pattern NODE_REGISTRY =
            MessageRow.words(
                    "\\.dkr\\.ecr\\.[a-z0-9.-]{1,60}amazonaws\\.com|\\.azurecr\\.(io|cn|us)\\b"
                            + "|(?<![\\w-])gcr\\.io(/|$)|-docker\\.pkg\\.dev(/|$)"
                            + "|\\bimage-registry\\.openshift-image-registry\\.svc"
                            + "|\\bdefault-route-openshift-image-registry\\.");

    private PullMessage() {}

    /// The cause, if the text says one; a bare `Back-off pulling image` or `ErrImagePull` does not.
    /// A refusal names both owners unless the registry is one that nodes log in to themselves:
    /// whether the pod names a pull secret is not in the text.
    public static Optional<Diagnosis> diagnose(String message) {
        String text = unwrapped(MessageText.of(message).written());
        Stream<String> errors =
                text.startsWith("[") ? NEXT_ERROR.splitAsStream(text) : Stream.of(text);
        return errors.flatMap(error -> read(error).stream())
                .max(Comparator.comparingInt(found -> found.row().reach()))
                .map(found -> found.diagnosis(isNodeIdentityRegistry(message)));
    }

    /// Whether a host, or a message that names one, is of a registry that nodes log in to by their
    /// own identity: a refusal there is the platform's.
    public static boolean isNodeIdentityRegistry(String hostOrMessage) {
        return NODE_REGISTRY.matcher(MessageText.cut(hostOrMessage)).find();
    }

    /// CRI-O tries an OCI artifact after the image and reports both; the image's error counts.
    private static String unwrapped(String text) {
        Matcher wrapper = WRAPPER.matcher(text);
        int from = 0;
        while (wrapper.region(from, text.length()).lookingAt()) {
            from = wrapper.end();
        }
        int artifact = text.indexOf(ARTIFACT, from);
        return text.substring(from, artifact < 0 ? text.length() : artifact);
    }

    private static Optional<Found> read(String error) {
        MessageText text = new MessageText(unwrapped(error));
        for (PullError row : PullError.values()) {
            Optional<String> said = text.find(row.words());
            if (said.isPresent()) {
                return Optional.of(new Found(row, said.get()));
            }
        }
        return Optional.empty();
    }

    private record Found(PullError row, String said) {
        Diagnosis diagnosis(boolean nodeRegistry) {
            Meaning meaning = row.meaning();
            return row == PullError.UNAUTHORIZED && nodeRegistry
                    ? meaning.heals(Heals.SOMETIMES).by(Owner.PLATFORM).diagnosis(said)
                    : meaning.diagnosis(said);
        }
    }
}
