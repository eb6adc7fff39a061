package dev.verdict.core.workload;

import dev.verdict.core.pod.ContainerSpec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// Containers that are meant to be the application, in the order written.
    public List<ContainerSpec> apps() {
        return containers.stream().filter(c -> c.role() == ContainerSpec.Role.APP).toList();
    }
}
