package dev.verdict.acceptance.story;

/// A workload of one container that runs a shell script, as YAML for `kubectl apply`.
///
/// @param container more fields of the container, in YAML's flow style: `a: 1, b: 2`
/// @param pod more fields of the pod
/// @param spec more fields of the workload
record App(
        String kind,
        String name,
        String image,
        String script,
        String container,
        String pod,
        String spec) {
    private static final String FOREVER = "sleep 3600";

    /// Ready when the script has made that file: without a probe a container is ready until it has
    /// crashed.
    static final String PROBED =
            "readinessProbe: {exec: {command: [test, -e, /tmp/up]},"
                    + " periodSeconds: 1, failureThreshold: 600}";

    /// Deployment `web` with one pod that does nothing for an hour and is ready at once.
    static App of(String image) {
        return new App("Deployment", "web", image, FOREVER, "", "", "");
    }

    App kind(String other) {
        return new App(other, name, image, script, container, pod, spec);
    }

    App runs(String other) {
        return new App(kind, name, image, other, container, pod, spec);
    }

    App container(String fields) {
        return new App(kind, name, image, script, fields, pod, spec);
    }

    App pod(String fields) {
        return new App(kind, name, image, script, container, fields, spec);
    }

    App spec(String fields) {
        return new App(kind, name, image, script, container, pod, fields);
    }

    String yaml() {
        return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: %s}
        spec:
          selector: {matchLabels: {app: %s}}
          template:
            metadata: {labels: {app: %s}}
            spec:
              terminationGracePeriodSeconds: 0
              automountServiceAccountToken: false
              containers:
              - {name: app, image: "%s", command: [sh, -c, "%s"]%s}
        """
                        .formatted(kind, name, name, name, image, script, more(container))
                + lines("      ", pod)
                + lines("  ", spec);
    }

    private static String more(String fields) {
        return fields.isEmpty() ? "" : ", " + fields;
    }

    private static String lines(String indent, String fields) {
        return fields.isEmpty()
                ? ""
                : fields.lines().map(it -> indent + it + "\n").reduce("", String::concat);
    }
}
