package dev.verdict.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Gates that containers wait at until a test opens them, so that nothing in a story depends on how
/// fast a machine is: `GET /NAME` is 200 once the gate is open and 404 before.
public final class Gates implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private Gates(HttpServer server) {
        this.server = server;
    }

    static Gates on(String address) throws IOException {
        Gates gates = new Gates(HttpServer.create(new InetSocketAddress(address, 0), 0));
        gates.server.createContext("/", gates::answer);
        gates.server.setExecutor(gates.threads);
        gates.server.start();
        return gates;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            exchange.sendResponseHeaders(open.contains(name) ? 200 : 404, -1);
        }
    }

    /// Where a container asks whether a gate is open.
    public String url(String name) {
        InetSocketAddress at = server.getAddress();
        return "http://" + at.getHostString() + ":" + at.getPort() + "/" + name;
    }

    public void open(String name) {
        open.add(name);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
