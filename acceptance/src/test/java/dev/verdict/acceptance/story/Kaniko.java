package dev.verdict.acceptance.story;

import java.util.ArrayList;
import java.util.List;

/// A Job with the stand-in for Kaniko, as YAML for `kubectl apply`. It prints what Kaniko prints
/// and really pushes, on the node's network, where the registries' names are known; what it does
/// else is said by steps (testbed/go/builder).
///
/// @param resources of its container, in YAML's flow style
/// @param spec more fields of the Job
record Kaniko(String name, String destination, List<String> steps, String resources, String spec) {
    static Kaniko of(String name, String destination) {
        return new Kaniko(
                name,
                destination,
                List.of("info Retrieving image manifest registry.test:5000/library/busybox:1.35"),
                "{}",
                "backoffLimit: 0");
    }

    Kaniko then(String step) {
        List<String> more = new ArrayList<>(steps);
        more.add(step);
        return new Kaniko(name, destination, List.copyOf(more), resources, spec);
    }

    /// Waits at a gate before it pushes.
    Kaniko pushesAfter(String gate) {
        return then("await " + gate).then("push");
    }

    Kaniko resources(String fields) {
        return new Kaniko(name, destination, steps, fields, spec);
    }

    Kaniko spec(String fields) {
        return new Kaniko(name, destination, steps, resources, fields);
    }

    String yaml() {
        return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s}
        spec:
          %s
          template:
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              terminationGracePeriodSeconds: 0
              hostNetwork: true
              containers:
              - name: kaniko
                image: registry.test:5000/kaniko:v1.28.3
                args: [--context=dir:///workspace, --dockerfile=/workspace/Dockerfile, "--destination=%s"]
                resources: %s
                env: [{name: STORY, value: "%s"}]
        """
                .formatted(
                        name,
                        spec,
                        destination,
                        resources,
                        String.join("\\n", steps).replace("\"", "\\\""));
    }
}
