package dev.verdict.looks.reading;

import dev.verdict.core.image.ImageId;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Probe;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Containers of a pod or a template: what is asked for, and what the kubelet says of it.
final class ContainerReader {
    /// What the API server fills in where a probe does not say.
    /// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
    private static final int PERIOD_SECONDS = 10;

    private static final int FAILURE_THRESHOLD = 3;

    private ContainerReader() {}

    /// Init containers first, then the others, in the order written.
    static List<ContainerSpec> specs(Field podSpec, Sharing sharing) {
        List<ContainerSpec> specs = new ArrayList<>();
        for (Field container : podSpec.at("initContainers").each()) {
            boolean keepsRunning = container.at("restartPolicy").textOrEmpty().equals("Always");
            specs.add(
                    spec(
                            container,
                            keepsRunning ? ContainerSpec.Role.SIDECAR : ContainerSpec.Role.INIT,
                            sharing));
        }
        for (Field container : podSpec.at("containers").each()) {
            specs.add(spec(container, ContainerSpec.Role.APP, sharing));
        }
        for (Field container : podSpec.at("ephemeralContainers").each()) {
            specs.add(spec(container, ContainerSpec.Role.DEBUG, sharing));
        }
        return List.copyOf(specs);
    }

    /// What is asked for joined with what is reported, by name: statuses are sorted by name.
    static List<Container> containers(Field pod, Sharing sharing) {
        Map<String, Field> statuses = new HashMap<>();
        Field status = pod.at("status");
        for (String list :
                List.of(
                        "initContainerStatuses",
                        "containerStatuses",
                        "ephemeralContainerStatuses")) {
            for (Field one : status.at(list).each()) {
                statuses.put(one.at("name").textOrEmpty(), one);
            }
        }
        List<Container> containers = new ArrayList<>();
        for (ContainerSpec spec : specs(pod.at("spec"), sharing)) {
            Optional<Field> reported = Optional.ofNullable(statuses.get(spec.name()));
            containers.add(
                    reported.map(field -> container(spec, field, sharing))
                            .orElseGet(() -> unreported(spec)));
        }
        return List.copyOf(containers);
    }

    private static Container unreported(ContainerSpec spec) {
        return new Container(
                spec,
                false,
                0,
                "",
                Optional.empty(),
                new ContainerState.Unreported(),
                Optional.empty());
    }

    private static Container container(ContainerSpec spec, Field status, Sharing sharing) {
        return new Container(
                spec,
                status.at("ready").isTrue(),
                status.at("restartCount").integerOr(0),
                status.at("image").textOrEmpty(),
                ImageId.parse(status.at("imageID").textOrEmpty()).map(sharing::share),
                state(status.at("state")),
                terminated(status.at("lastState")));
    }

    /// An empty state is a waiting one, says the API.
    private static ContainerState state(Field state) {
        Optional<ContainerState.Terminated> terminated = terminated(state);
        if (terminated.isPresent()) {
            return terminated.get();
        }
        Field running = state.at("running");
        if (running.isWritten()) {
            return new ContainerState.Running(running.at("startedAt").time());
        }
        Field waiting = state.at("waiting");
        return new ContainerState.Waiting(
                waiting.at("reason").textOrEmpty(), waiting.at("message").textOrEmpty());
    }

    private static Optional<ContainerState.Terminated> terminated(Field state) {
        Field terminated = state.at("terminated");
        if (!terminated.isWritten()) {
            return Optional.empty();
        }
        return Optional.of(
                new ContainerState.Terminated(
                        terminated.at("exitCode").integerOr(0),
                        terminated.at("reason").textOrEmpty(),
                        terminated.at("message").textOrEmpty(),
                        terminated.at("startedAt").time(),
                        terminated.at("finishedAt").time()));
    }

    private static ContainerSpec spec(Field container, ContainerSpec.Role role, Sharing sharing) {
        Field resources = container.at("resources");
        return sharing.share(
                new ContainerSpec(
                        container.at("name").neededText(),
                        role,
                        container.at("image").textOrEmpty(),
                        container.at("imagePullPolicy").textOrEmpty(),
                        container.at("command").texts(),
                        container.at("args").texts(),
                        environment(container.at("env")),
                        resources.at("limits").quantityByName(),
                        resources.at("requests").quantityByName(),
                        probe(container.at("readinessProbe")),
                        probe(container.at("livenessProbe")),
                        probe(container.at("startupProbe"))));
    }

    /// Literal values; what comes from elsewhere is not ours to read.
    private static Map<String, String> environment(Field env) {
        Map<String, String> literal = new LinkedHashMap<>();
        for (Field variable : env.each()) {
            if (!variable.at("valueFrom").isWritten()) {
                literal.put(variable.at("name").textOrEmpty(), variable.at("value").textOrEmpty());
            }
        }
        return literal;
    }

    private static Optional<Probe> probe(Field probe) {
        if (!probe.isWritten()) {
            return Optional.empty();
        }
        return Optional.of(
                new Probe(
                        Duration.ofSeconds(probe.at("initialDelaySeconds").integerOr(0)),
                        Duration.ofSeconds(probe.at("periodSeconds").integerOr(PERIOD_SECONDS)),
                        probe.at("failureThreshold").integerOr(FAILURE_THRESHOLD)));
    }
}
