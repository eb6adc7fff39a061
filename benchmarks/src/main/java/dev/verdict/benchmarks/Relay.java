package dev.verdict.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Hands connections on to a server and counts what comes back, as it is on the wire.
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final String host;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong bytes = new AtomicLong();

    private Relay(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
    }

    static Relay to(String host, int port) throws IOException {
        Relay relay =
                new Relay(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), host, port);
        relay.threads.execute(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    void forget() {
        bytes.set(0);
    }

    long bytes() {
        return bytes.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket from = door.accept();
                Socket to = new Socket(host, port);
                threads.execute(() -> pass(from, to, new AtomicLong()));
                threads.execute(() -> pass(to, from, bytes));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        byte[] some = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                count.addAndGet(read);
                out.write(some, 0, read);
            }
        } catch (IOException _) {
            // One of the two has hung up, so the other is.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
