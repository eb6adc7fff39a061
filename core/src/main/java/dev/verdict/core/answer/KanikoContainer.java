package dev.verdict.core.answer;

import dev.verdict.core.pod.ContainerSpec;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Is a container a Kaniko builder? By its program, its image's name, or the flags that only an
/// image builder of this family takes; a private copy of the image keeps only one of the three.
///
/// See [the
/// flags](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/cmd/executor/cmd/root.go).
final class KanikoContainer {
    private static final Set<String> DESTINATION = Set.of("--destination", "-d");
    private static final Set<String> OF_A_BUILD =
            Set.of("--context", "-c", "--dockerfile", "-f", "--no-push", "--context-sub-path");

    private KanikoContainer() {}

    static boolean isOne(ContainerSpec container) {
        if (container.role() == ContainerSpec.Role.DEBUG
                || words(container).anyMatch(w -> w.endsWith("/warmer"))) {
            return false;
        }
        return words(container).anyMatch(w -> w.contains("/kaniko/executor"))
                || isImage(container.image())
                || (hasFlag(container, DESTINATION) && hasFlag(container, OF_A_BUILD));
    }

    /// Whether an image's name is Kaniko's, wherever the copy lies.
    static boolean isImage(String image) {
        String name = image.toLowerCase(Locale.ROOT);
        int at = name.indexOf('@');
        name = at < 0 ? name : name.substring(0, at);
        int colon = name.lastIndexOf(':');
        name = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
        return name.endsWith("kaniko-project/executor")
                || name.endsWith("/kaniko")
                || name.equals("kaniko")
                || name.endsWith("kaniko-executor");
    }

    private static boolean hasFlag(ContainerSpec container, Set<String> flags) {
        return words(container)
                .map(w -> w.contains("=") ? w.substring(0, w.indexOf('=')) : w)
                .anyMatch(flags::contains);
    }

    private static Stream<String> words(ContainerSpec container) {
        return Stream.concat(container.command().stream(), container.arguments().stream());
    }
}
