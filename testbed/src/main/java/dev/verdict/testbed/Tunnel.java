package dev.verdict.testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Leads every connection that an API server makes to a node to one port of this machine: an HTTP
/// `CONNECT` proxy on a unix socket. So recorded Nodes keep the addresses they had.
public final class Tunnel implements AutoCloseable {
    /// How the API server finds the nodes.
    public enum Nodes {
        /// As they should be.
        ANSWER,
        /// Nobody is there.
        ARE_UNREACHABLE,
        /// They take a connection and never say a word.
        ARE_SILENT
    }

    private static final int LONGEST_REQUEST = 8192;
    private static final String END = "\r\n\r\n";

    private final ServerSocketChannel listener;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile Nodes nodes = Nodes.ANSWER;

    private Tunnel(ServerSocketChannel listener, int port) {
        this.listener = listener;
        this.port = port;
    }

    public static Tunnel start(Path socket, int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        Tunnel tunnel = new Tunnel(listener, port);
        tunnel.threads.execute(tunnel::accept);
        return tunnel;
    }

    /// From now on; connections made before are cut.
    void lead(Nodes how) {
        nodes = how;
        for (SocketChannel caller : open) {
            try {
                caller.close();
            } catch (IOException _) {
                // It is cut either way.
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel caller = listener.accept();
                open.add(caller);
                threads.execute(() -> connect(caller));
            }
        } catch (ClosedChannelException | RejectedExecutionException _) {
            // Closed: nobody is let in any more.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void connect(SocketChannel caller) {
        try (caller;
                SocketChannel target =
                        SocketChannel.open(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            readRequest(Channels.newInputStream(caller));
            switch (nodes) {
                case ANSWER -> {
                    answer(caller, "200 OK");
                    var back = threads.submit(() -> pump(target, caller));
                    pump(caller, target);
                    target.shutdownOutput();
                    back.get();
                }
                case ARE_UNREACHABLE -> answer(caller, "502 Bad Gateway");
                case ARE_SILENT -> {
                    answer(caller, "200 OK");
                    Channels.newInputStream(caller).skipNBytes(Long.MAX_VALUE);
                }
            }
        } catch (Exception _) {
            // One side has gone, and so the other goes.
        } finally {
            open.remove(caller);
        }
    }

    private static void answer(SocketChannel caller, String status) throws IOException {
        OutputStream out = Channels.newOutputStream(caller);
        out.write(("HTTP/1.1 " + status + END).getBytes(StandardCharsets.US_ASCII));
    }

    private static void readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (!request.toString(StandardCharsets.US_ASCII).endsWith(END)) {
            int next = in.read();
            if (next < 0 || request.size() > LONGEST_REQUEST) {
                throw new IOException("no CONNECT");
            }
            request.write(next);
        }
    }

    private static long pump(ByteChannel from, ByteChannel to) throws IOException {
        return Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
