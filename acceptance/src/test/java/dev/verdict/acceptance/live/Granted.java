package dev.verdict.acceptance.live;

import dev.verdict.acceptance.Checkout;
import dev.verdict.testbed.Api;
import dev.verdict.testbed.ControlPlane;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the group `verdict` was granted, by the manifests of `deploy/rbac` as they are: applied
/// with kubectl, taken away rule by rule, removed again.
final class Granted implements AutoCloseable {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String GROUP = "verdict";
    private static final JsonMapper JSON = new JsonMapper();

    private final ControlPlane plane;
    private final Api admin;
    private final List<Role> roles = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private Optional<Right> taken = Optional.empty();

    /// @param namespace empty for the whole cluster
    private record Role(String path, Map<?, ?> object, List<Right> rights, String namespace) {}

    private Granted(ControlPlane plane) throws IOException {
        this.plane = plane;
        this.admin = plane.api("admin-token");
    }

    static Granted nothing(ControlPlane plane) throws IOException {
        return new Granted(plane);
    }

    static Path manifest(String name) {
        return Checkout.root().resolve("deploy/rbac").resolve(name);
    }

    /// Everything in every namespace.
    Granted everywhere() throws IOException, InterruptedException {
        return apply("cluster.yaml", "");
    }

    /// What one question needs, and in no other namespace.
    Granted where(LiveMoment moment) throws IOException, InterruptedException {
        apply("namespace.yaml", moment.subject().namespace());
        for (String builds : moment.buildNamespaces()) {
            apply("builds.yaml", builds);
        }
        return apply("nodes.yaml", "");
    }

    private Granted apply(String file, String namespace) throws IOException, InterruptedException {
        Path manifest = manifest(file);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "kubectl",
                                "--kubeconfig=" + plane.kubeconfig(),
                                "apply",
                                "--filename=" + manifest));
        if (!namespace.isEmpty()) {
            command.add("--namespace=" + namespace);
        }
        Process kubectl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new AssertionError(command + ": " + said);
        }
        for (Map<?, ?> document : Right.documents(manifest)) {
            String path = path(document, namespace);
            paths.add(path);
            if (document.containsKey("rules")) {
                roles.add(new Role(path, document, Right.of(manifest), namespace));
            }
        }
        for (Role role : roles) {
            for (Right right : role.rights()) {
                await(right, role, true);
            }
        }
        return this;
    }

    /// The cluster's rules to a service account as well.
    void alsoTo(String namespace, String account) throws IOException {
        String bindings = RBAC + "clusterrolebindings";
        String name = "verdict-" + account;
        var _ =
                admin.done(
                        "POST",
                        bindings,
                        """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
                         "metadata":{"name":"%s"},"roleRef":{"kind":"ClusterRole","name":"verdict",
                         "apiGroup":"rbac.authorization.k8s.io"},"subjects":[{
                         "kind":"ServiceAccount","namespace":"%s","name":"%s"}]}
                        """
                                .formatted(name, namespace, account));
        paths.add(bindings + "/" + name);
        String user = "system:serviceaccount:" + namespace + ":" + account;
        for (Role role : roles) {
            for (Right right : role.rights()) {
                await(right, role, user, true);
            }
        }
    }

    /// The same without one of its rights.
    void without(Right missing) throws IOException {
        whole();
        taken = Optional.of(missing);
        for (Role role : roles) {
            if (role.rights().contains(missing)) {
                grant(role, role.rights().stream().filter(r -> !r.equals(missing)).toList());
                await(missing, role, false);
            }
        }
    }

    /// All of it again.
    void whole() throws IOException {
        for (Role role : roles) {
            if (taken.isPresent() && role.rights().contains(taken.get())) {
                grant(role, role.rights());
                await(taken.get(), role, true);
            }
        }
        taken = Optional.empty();
    }

    private void grant(Role role, List<Right> rights) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        role.object().forEach((key, value) -> object.put(key.toString(), value));
        object.put("rules", rights.stream().map(Right::rule).toList());
        var _ = admin.done("PUT", role.path(), JSON.writeValueAsString(object));
    }

    /// A change of the rules reaches the one who applies them by a watch, a moment later.
    private void await(Right right, Role role, boolean isAllowed) {
        await(right, role, "reader", isAllowed);
    }

    private void await(Right right, Role role, String user, boolean isAllowed) {
        String[] resource = right.resource().split("/", 2);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("namespace", role.namespace());
        attributes.put("verb", right.verb());
        attributes.put("group", right.group());
        attributes.put("resource", resource[0]);
        attributes.put("subresource", resource.length > 1 ? resource[1] : "");
        String review =
                JSON.writeValueAsString(
                        Map.of(
                                "apiVersion",
                                "authorization.k8s.io/v1",
                                "kind",
                                "SubjectAccessReview",
                                "spec",
                                Map.of(
                                        "user",
                                        user,
                                        "groups",
                                        user.equals("reader") ? List.of(GROUP) : List.of(),
                                        "resourceAttributes",
                                        attributes)));
        Eventually.is(
                right.spoken() + (isAllowed ? " is allowed" : " is refused"),
                () ->
                        admin.done(
                                                "POST",
                                                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                                                review)
                                        .path("status")
                                        .path("allowed")
                                        .asBoolean(false)
                                == isAllowed);
    }

    private static String path(Map<?, ?> document, String namespace) {
        String kind = String.valueOf(document.get("kind"));
        String place = kind.startsWith("Cluster") ? "" : "namespaces/" + namespace + "/";
        Object name =
                document.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : "";
        return RBAC + place + kind.toLowerCase(java.util.Locale.ROOT) + "s/" + name;
    }

    /// Takes it all back.
    @Override
    public void close() throws IOException {
        for (String path : paths) {
            var _ = admin.done("DELETE", path, "");
        }
        for (Role role : roles) {
            for (Right right : role.rights()) {
                await(right, role, false);
            }
        }
        admin.close();
    }
}
