package dev.verdict.live.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.live.KubectlCluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The stub is believed by a real kubectl.
final class StubApiServerIT {
    @TempDir Path folder;

    private StubApiServer server;
    private Path kubeconfig;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        write(
                "pods.json",
                """
                {"kind": "PodList", "apiVersion": "v1", "items": [
                 {"metadata": {"name": "shop-1", "namespace": "team-a", "labels": {"app": "shop"}},
                  "spec": {"nodeName": "n1", "containers": [{"name": "app"}, {"name": "side"}]},
                  "status": {"phase": "Running"}},
                 {"metadata": {"name": "shop-2", "namespace": "team-a", "labels": {"app": "shop", "old": ""}},
                  "spec": {"containers": [{"name": "app"}]}, "status": {"phase": "Pending"}},
                 {"metadata": {"name": "cart-1", "namespace": "team-b", "labels": {"app": "cart"}},
                  "spec": {"nodeName": "n1", "containers": [{"name": "app"}]}, "status": {"phase": "Running"}}]}
                """);
        write("events.json", "{\"kind\": \"EventList\", \"apiVersion\": \"v1\", \"items\": []}");
        write(
                "deployments.json",
                """
                {"kind": "DeploymentList", "apiVersion": "apps/v1", "items": [
                 {"metadata": {"name": "shop", "namespace": "team-a", "generation": 1},
                  "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "shop"}}},
                  "status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
                   "availableReplicas": 1}}]}
                """);
        write("logs/shop-1/app.log", "one\ntwo\nthree\n");
        write(
                "logs/shop-1/side.log.error",
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
                "message":"container \\"side\\" in pod \\"shop-1\\" is waiting to start: ContainerCreating",\
                "reason":"BadRequest","code":400}
                """);
        server = StubApiServer.https(folder).requireToken("secret");
        kubeconfig = server.kubeconfig(folder, "team-a");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void listsAndSelects() throws Exception {
        assertThat(kubectl("get", "deploy,pods", "-o", "name"))
                .isEqualTo("deployment.apps/shop\npod/shop-1\npod/shop-2\n");
        assertThat(kubectl("get", "pods", "-A", "-o", "name", "--chunk-size=1"))
                .isEqualTo("pod/shop-1\npod/shop-2\npod/cart-1\n");
        assertThat(kubectl("get", "pods", "-o", "name", "-l", "app in (shop,cart),!old"))
                .isEqualTo("pod/shop-1\n");
        assertThat(kubectl("get", "pods", "-o", "name", "-l", "app!=cart,old"))
                .isEqualTo("pod/shop-2\n");
        assertThat(
                        kubectl(
                                "get",
                                "pods",
                                "-o",
                                "name",
                                "--field-selector",
                                "status.phase!=Running"))
                .isEqualTo("pod/shop-2\n");
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void refusesWhatTheRealOneRefuses() throws Exception {
        assertThat(kubectl("get", "deploy", "--field-selector", "status.phase=Running"))
                .isEqualTo(
                        "Error from server (BadRequest): Unable to find \"apps/v1,"
                                + " Resource=deployments\" that match label selector \"\", field"
                                + " selector \"status.phase=Running\": field label not supported:"
                                + " status.phase\n");
        assertThat(server.violations()).hasSize(1);
        assertThat(kubectl("get", "pod", "nosuch"))
                .isEqualTo("Error from server (NotFound): pods \"nosuch\" not found\n");
        assertThat(kubectl("get", "pods", "-n", "nosuch"))
                .isEqualTo("No resources found in nosuch namespace.\n");
        assertThat(kubectl("get", "--raw", "/apis/batch/v9/jobs"))
                .isEqualTo(
                        "Error from server (NotFound): the server could not find the requested"
                                + " resource\n");
        server.allow(access -> !access.resource().equals("pods/log"));
        assertThat(kubectl("logs", "shop-1", "-c", "app"))
                .isEqualTo(
                        "Error from server (Forbidden): pods \"shop-1\" is forbidden: User \"jane\""
                            + " cannot get resource \"pods/log\" in API group \"\" in the namespace"
                            + " \"team-a\"\n");
        assertThat(kubectl("get", "jobs"))
                .isEqualTo(
                        "Error from server (Forbidden): jobs.batch is forbidden: User \"jane\""
                                + " cannot list resource \"jobs\" in API group \"batch\" in the"
                                + " namespace \"team-a\"\n");
    }

    @Test
    void hasLogs() throws Exception {
        assertThat(kubectl("logs", "shop-1", "-c", "app", "--tail=2")).isEqualTo("two\nthree\n");
        assertThat(kubectl("logs", "shop-1", "-c", "app", "--limit-bytes=5")).isEqualTo("one\nt");
        assertThat(kubectl("logs", "shop-1", "-c", "side"))
                .isEqualTo(
                        "Error from server (BadRequest): container \"side\" in pod \"shop-1\" is"
                                + " waiting to start: ContainerCreating\n");
        assertThat(kubectl("logs", "shop-1", "-c", "app", "--previous"))
                .isEqualTo(
                        "Error from server (BadRequest): previous terminated container \"app\" in"
                                + " pod \"shop-1\" not found\n");
    }

    @Test
    void isDescribedAndWatched() throws Exception {
        assertThat(kubectl("describe", "pod", "shop-1"))
                .contains("Name:         shop-1")
                .contains("n1/");
        assertThat(kubectl("rollout", "status", "deploy/shop", "--timeout=10s"))
                .isEqualTo("deployment \"shop\" successfully rolled out\n");
        assertThat(kubectl("get", "events")).isEqualTo("No resources found in team-a namespace.\n");
        assertThat(kubectl("api-resources", "--no-headers", "-o", "name"))
                .contains("cronjobs.batch\n");
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void nobodyWritesToIt() throws Exception {
        assertThat(kubectl("delete", "pod", "shop-1", "--wait=false")).contains("MethodNotAllowed");
        assertThat(server.violations()).isNotEmpty();
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig=" + kubeconfig));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
