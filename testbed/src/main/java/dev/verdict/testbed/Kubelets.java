package dev.verdict.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

/// Stands in for every kubelet of a recorded moment: hands out its logs, and its refusals, as the
/// API server asks a kubelet for them (`/containerLogs/NAMESPACE/POD/CONTAINER`).
///
/// Logs come as they were recorded, without the kubelet's own times.
public final class Kubelets implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Optional<Moment> moment = Optional.empty();

    private Kubelets(HttpsServer server) {
        this.server = server;
    }

    /// Listens on a port of its own.
    ///
    /// @param pki with `kubelet.crt` and `kubelet.key`
    public static Kubelets start(Path pki) throws IOException {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = Pem.context(pki.resolve("kubelet.crt"), pki.resolve("kubelet.key"));
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        Kubelets kubelets = new Kubelets(server);
        server.createContext("/", kubelets::answer);
        server.setExecutor(kubelets.threads);
        server.start();
        return kubelets;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// From now on hands out that moment's logs.
    public void serve(Moment other) {
        moment = Optional.of(other);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            if (path.length != 5 || !path[1].equals("containerLogs")) {
                send(exchange, 404, bytes("404 page not found\n"));
                return;
            }
            Map<String, String> query = query(exchange.getRequestURI().getQuery());
            boolean previous = query.getOrDefault("previous", "").equals("true");
            log(exchange, path[3], path[4] + (previous ? ".previous.log" : ".log"), query);
        }
    }

    private void log(HttpExchange exchange, String pod, String file, Map<String, String> query)
            throws IOException {
        Optional<Path> log = moment.flatMap(m -> m.log(pod, file));
        Optional<Path> error = moment.flatMap(m -> m.log(pod, file + ".error"));
        if (log.isPresent()) {
            send(exchange, 200, cut(Files.readAllBytes(log.get()), query));
        } else if (error.isPresent()) {
            JsonNode status = JSON.readTree(Files.readString(error.get()));
            send(
                    exchange,
                    status.path("code").asInt(500),
                    bytes(status.path("message").asString("")));
        } else {
            send(exchange, 403, bytes("not recorded"));
        }
    }

    private static byte[] cut(byte[] log, Map<String, String> query) {
        byte[] cut = log;
        String tail = query.getOrDefault("tailLines", "");
        if (!tail.isEmpty()) {
            String[] lines = new String(log, StandardCharsets.ISO_8859_1).split("(?<=\n)");
            int from = Math.max(0, lines.length - Integer.parseInt(tail));
            cut =
                    String.join("", Arrays.asList(lines).subList(from, lines.length))
                            .getBytes(StandardCharsets.ISO_8859_1);
        }
        String limit = query.getOrDefault("limitBytes", "");
        return limit.isEmpty()
                ? cut
                : Arrays.copyOf(cut, Math.min(cut.length, Integer.parseInt(limit)));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String one : text == null ? new String[0] : text.split("&", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                query.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return query;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
