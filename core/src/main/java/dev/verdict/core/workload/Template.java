package dev.verdict.core.workload;

import dev.verdict.core.pod.ContainerSpec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A pod template.
///
/// @param fingerprint equal for equal templates: the whole template in one canonical text or its
///   hash, without the label `pod-template-hash`; empty where the template could not be read whole
public record Template(
        String fingerprint, Map<String, String> labels, List<ContainerSpec> containers) {
    public Template {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
    }

    public Optional<ContainerSpec> container(String name) {
        return containers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// Whether it names the same images for the same containers, whatever else it says.
    public boolean hasImagesOf(Template other) {
        return images().equals(other.images());
    }

    private Map<String, String> images() {
        return containers.stream()
                .collect(Collectors.toMap(ContainerSpec::name, ContainerSpec::image, (a, _) -> a));
    }

    /// Containers that are meant to be the application, in the order written.
    public List<ContainerSpec> apps() {
        return containers.stream().filter(c -> c.role() == ContainerSpec.Role.APP).toList();
    }
}
