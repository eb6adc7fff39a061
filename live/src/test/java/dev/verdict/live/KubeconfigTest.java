package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class KubeconfigTest {
    private static final String TWO_CONTEXTS =
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            contexts:
            - name: prod
              context: {cluster: eu, user: me, namespace: shop}
            - name: test
              context: {cluster: test, user: me}
            clusters:
            - name: eu
              cluster: {server: "https://eu.example:6443", certificate-authority: ca.crt}
            - name: test
              cluster: {server: "https://test.example/k8s/c-1"}
            users:
            - name: me
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login}
            """;

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("config"), TWO_CONTEXTS);
    }

    @Test
    void readsTheCurrentContext() throws CannotConnect {
        assertThat(context(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(
                        new Context(
                                Optional.of("prod"),
                                "shop",
                                Optional.of("https://eu.example:6443")));
    }

    @Test
    void isPlainWhereItSaysNoMoreThanAddressCertificatesAndAToken() throws Exception {
        Files.writeString(
                file,
                TWO_CONTEXTS.replace(
                        "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login}",
                        "token: secret"));
        Connection connection = Connection.with(file.toString());

        assertThat(Kubeconfig.read(connection).plain(connection))
                .contains(
                        Map.of(
                                "server",
                                "https://eu.example:6443",
                                "certificate-authority",
                                folder.resolve("ca.crt").toString(),
                                "token",
                                "secret"));
    }

    @Test
    void isNotPlainWithALoginThatRunsSomething() throws CannotConnect {
        Connection connection = Connection.with(file.toString());

        assertThat(Kubeconfig.read(connection).plain(connection)).isEmpty();
    }

    @Test
    void isNotPlainWithAFieldItDoesNotKnow() throws Exception {
        Files.writeString(
                file,
                TWO_CONTEXTS
                        .replace("certificate-authority:", "proxy-url: http://p, x:")
                        .replace("exec: {", "token: secret #"));
        Connection connection = Connection.with(file.toString());

        assertThat(Kubeconfig.read(connection).plain(connection)).isEmpty();
    }

    @Test
    void readsTheContextAskedForWhoseNamespaceIsTheDefault() throws CannotConnect {
        assertThat(context(Optional.of("test"), Optional.empty(), Optional.empty()))
                .isEqualTo(
                        new Context(
                                Optional.of("test"),
                                "default",
                                Optional.of("https://test.example/k8s/c-1")));
    }

    @Test
    void flagsGoBeforeTheFile() throws CannotConnect {
        assertThat(context(Optional.empty(), Optional.of("test"), Optional.empty()).server())
                .contains("https://test.example/k8s/c-1");
        assertThat(
                        context(Optional.empty(), Optional.of("test"), Optional.of("https://other"))
                                .server())
                .contains("https://other");
    }

    @Test
    void anUnknownContextIsRefused() {
        assertThatThrownBy(
                        () ->
                                context(
                                        Optional.of("n\u001bope"),
                                        Optional.empty(),
                                        Optional.empty()))
                .isInstanceOf(CannotConnect.class)
                .hasMessage("context \"n ope\" does not exist");
    }

    @Test
    void whatItNamesRelativeToItselfBecomesAbsolute() throws CannotConnect {
        Connection connection = Connection.with(file.toString());
        assertThat(Kubeconfig.read(connection).only(connection))
                .contains(folder.resolve("ca.crt").toString())
                .contains(folder.resolve("./login").toString())
                .doesNotContain("test.example");
    }

    @Test
    void anEmptyFileIsNoConfiguration() throws Exception {
        Files.writeString(file, "");
        assertThat(Kubeconfig.read(Connection.with(file.toString())).isEmpty()).isTrue();
    }

    @Test
    void withNothingConfiguredThereIsNowhereToGo() throws Exception {
        assumeFalse(Kubeconfig.isInCluster(), "this is a pod");
        Files.writeString(file, "");
        assertThatThrownBy(() -> context(Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(CannotConnect.class)
                .hasMessage("there is no kubeconfig: name one with --kubeconfig or KUBECONFIG");
        assertThat(
                        context(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("http://127.0.0.1:8001")))
                .isEqualTo(
                        new Context(
                                Optional.empty(), "default", Optional.of("http://127.0.0.1:8001")));
    }

    private Context context(
            Optional<String> context, Optional<String> cluster, Optional<String> server)
            throws CannotConnect {
        Connection connection =
                new Connection(
                        Optional.of(file.toString()),
                        context,
                        cluster,
                        Optional.empty(),
                        server,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
        return Kubeconfig.read(connection).context(connection);
    }
}
