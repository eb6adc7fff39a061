package dev.verdict.core.pod;

import dev.verdict.core.image.ImageReference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a template or a pod asks for in one container.
///
/// @param image as written
/// @param pullPolicy empty where the object does not say
/// @param environment literal values only; what comes from a Secret or ConfigMap is not read
/// @param limits quantities as written, by resource name
public record ContainerSpec(
        String name,
        Role role,
        String image,
        String pullPolicy,
        List<String> command,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> limits,
        Map<String, String> requests,
        Optional<Probe> readinessProbe,
        Optional<Probe> livenessProbe,
        Optional<Probe> startupProbe) {
    /// What part a container plays in its pod.
    public enum Role {
        APP,
        INIT,
        /// An init container that keeps running (`restartPolicy: Always`).
        SIDECAR,
        DEBUG
    }

    public ContainerSpec {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        limits = Map.copyOf(limits);
        requests = Map.copyOf(requests);
    }

    /// What the image field names; empty for what is no image name.
    public Optional<ImageReference> reference() {
        return ImageReference.parse(image);
    }

    /// Whether the container runs beside others for the life of the pod.
    public boolean isLongRunning() {
        return role == Role.APP || role == Role.SIDECAR;
    }
}
