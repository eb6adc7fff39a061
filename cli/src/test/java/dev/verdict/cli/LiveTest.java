package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/// How `check` ends where a cluster answers in a way of its own, or not at all. What a cluster's
/// answers mean is tested where they are understood.
class LiveTest {
    private static final String FORBIDDEN =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"nobody"
                    + " may\",\"reason\":\"Forbidden\",\"code\":403}";
    private static final String UNAUTHORIZED =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                    + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}";
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"not"
                + " found\",\"reason\":\"NotFound\",\"details\":{\"name\":\"x\",\"kind\":\"x\"},\"code\":404}";
    private static final String EMPTY =
            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

    @TempDir Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void endsWith69WhereTheLoginIsNotAccepted() throws IOException {
        answer(401, UNAUTHORIZED);
        Ran ran = ask("deploy/shop");
        assertThat(ran.err())
                .isEqualTo(
                        "verdict: prod does not accept this login (401 Unauthorized); log in again,"
                                + " or give another --user or --token\n");
        assertThat(ran.code()).isEqualTo(69);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void endsWith69WhereNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Ran ran = ask(kubeconfig(port), "deploy/shop");
        assertThat(ran.err()).startsWith("verdict: prod cannot be reached (");
        assertThat(ran.err())
                .endsWith("); check --context and the network, or give it more --timeout\n");
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.code()).isEqualTo(69);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void endsWith69WhereTheKubeconfigCannotBeUsed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "{{{");
        for (String transport : new String[] {"client", "kubectl"}) {
            for (Path kubeconfig : new Path[] {broken, folder.resolve("missing")}) {
                Ran ran =
                        Ran.of(
                                "check",
                                "deploy/shop",
                                "--kubeconfig",
                                kubeconfig.toString(),
                                "--transport",
                                transport);
                assertThat(ran.code()).as(ran.err()).isEqualTo(69);
                assertThat(ran.err())
                        .startsWith("verdict: ")
                        .endsWith("; check --kubeconfig (or KUBECONFIG), --context and --server\n");
                assertThat(ran.err().lines()).hasSize(1);
                assertThat(ran.out()).isEmpty();
            }
        }
        Ran context =
                Ran.of(
                        "check",
                        "deploy/shop",
                        "--kubeconfig",
                        kubeconfig(1).toString(),
                        "--context",
                        "nope",
                        "--transport",
                        "client");
        assertThat(context.code()).isEqualTo(69);
        assertThat(context.err()).contains("nope");
        assertThat(context.out()).isEmpty();
    }

    @Test
    void cannotTellWhereEverythingIsForbidden() throws IOException {
        answer(403, FORBIDDEN);
        Ran one = ask("deploy/shop");
        assertThat(one.code()).isEqualTo(7);
        assertThat(one.out()).startsWith("INCONCLUSIVE ");
        assertThat(one.err()).isEmpty();
        Ran table = ask("deploy");
        assertThat(table.code()).isEqualTo(7);
        assertThat(table.out()).isEmpty();
        assertThat(table.err())
                .startsWith(
                        "verdict: not all of it: deployments in team-a could not be listed (no"
                                + " permission to ");
        Ran bare = ask("shop");
        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err()).startsWith("verdict: cannot tell what \"shop\" is, because ");
    }

    @Test
    void refusesANamespaceThatDoesNotExist() throws IOException {
        server.createContext(
                "/",
                exchange -> {
                    boolean isList = exchange.getRequestURI().getPath().matches(".*/[a-z]+s");
                    reply(exchange, isList ? 200 : 404, isList ? EMPTY : NOT_FOUND);
                });
        for (String[] form : new String[][] {{"deploy/shop"}, {"deploy"}, {}, {"shop"}}) {
            String[] arguments = new String[form.length + 2];
            arguments[0] = "-n";
            arguments[1] = "team-z";
            System.arraycopy(form, 0, arguments, 2, form.length);
            Ran ran = ask(arguments);
            assertThat(ran.err())
                    .as(String.join(" ", arguments) + ran)
                    .isEqualTo(
                            "verdict: there is no namespace \"team-z\" in prod; name another with"
                                    + " -n, or another cluster with --context\n");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
        }
    }

    /// Getting through, the lists and the logs share one deadline: not each has its own.
    @Test
    void endsWithinItsTimeoutHoweverSlowEachAnswerIs() throws IOException {
        server.createContext(
                "/",
                exchange -> {
                    try {
                        Thread.sleep(900);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    boolean isList = exchange.getRequestURI().getPath().matches(".*/[a-z]+s");
                    reply(exchange, isList ? 200 : 404, isList ? EMPTY : NOT_FOUND);
                });
        long start = System.nanoTime();
        Ran ran = ask("deploy/shop", "--timeout", "1500ms", "-o", "json");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(took).isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
        assertThat(ran.code()).as(ran.toString()).isIn(7, 69);
        assertThat(ran.out() + ran.err()).contains("no answer within ");
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> reply(exchange, status, body));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Audit-Id", "1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Ran ask(String... arguments) throws IOException {
        return ask(kubeconfig(server.getAddress().getPort()), arguments);
    }

    private static Ran ask(Path kubeconfig, String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = "check";
        all[1] = "--kubeconfig";
        all[2] = kubeconfig.toString();
        all[3] = "--transport";
        all[4] = "client";
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Ran.of(all);
    }

    private Path kubeconfig(int port) throws IOException {
        return Files.writeString(
                folder.resolve("config"),
                """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters:
                - name: c
                  cluster: {server: "http://127.0.0.1:%d"}
                users:
                - name: u
                  user: {token: t}
                contexts:
                - name: prod
                  context: {cluster: c, user: u, namespace: team-a}
                """
                        .formatted(port));
    }
}
