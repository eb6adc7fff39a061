package dev.verdict.core.workload;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.Map;

/// A pod that nothing controls.
public record BarePod(Pod pod) implements Workload {
    @Override
    public ObjectRef ref() {
        return pod.ref();
    }

    @Override
    public Instant createdAt() {
        return pod.createdAt();
    }

    @Override
    public Map<String, String> labels() {
        return pod.labels();
    }

    @Override
    public Map<String, String> annotations() {
        return pod.annotations();
    }

    @Override
    public Template template() {
        return new Template(
                pod.ref().uid(),
                pod.labels(),
                pod.containers().stream().map(Container::spec).toList());
    }
}
