package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.PullMessage;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A registry's name that does not resolve: a typing error, or a broken name server? Whoever else
/// in sight uses the name, or fails to resolve another, tells.
final class RegistryHosts {
    private static final Pattern LOOKUP = Pattern.compile("lookup ([^ :/]{1,253})");

    private RegistryHosts() {}

    /// Whether the name server is to blame for this host.
    static boolean isPlatforms(String host, Evidence evidence) {
        return isUsedByHealthy(host, evidence) || areOthersUnresolved(host, evidence);
    }

    /// The host that a message could not resolve.
    static Optional<String> inMessage(String message) {
        Matcher matcher = LOOKUP.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isUsedByHealthy(String host, Evidence evidence) {
        return containers(evidence)
                .filter(c -> c.ready() && c.isRunning())
                .flatMap(c -> c.spec().reference().stream())
                .anyMatch(r -> isSame(host, r));
    }

    private static boolean areOthersUnresolved(String host, Evidence evidence) {
        return containers(evidence)
                .filter(c -> c.spec().reference().filter(r -> !isSame(host, r)).isPresent())
                .flatMap(RegistryHosts::unresolved)
                .anyMatch(c -> c == Cause.REGISTRY_HOST_UNKNOWN);
    }

    private static Stream<Cause> unresolved(Container container) {
        return container.state() instanceof ContainerState.Waiting(String reason, String message)
                ? PullMessage.diagnose(reason + ": " + message).stream().map(d -> d.cause())
                : Stream.empty();
    }

    /// A lookup names no port.
    private static boolean isSame(String host, ImageReference reference) {
        return bare(reference.repository().host()).equals(bare(host));
    }

    private static String bare(String host) {
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static Stream<Container> containers(Evidence evidence) {
        return evidence.places().stream()
                .map(Place::pods)
                .flatMap(p -> p.value().stream())
                .flatMap(List::stream)
                .flatMap(p -> p.containers().stream());
    }
}
