package dev.verdict.live;

import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/// The cluster through the user's own kubectl: it does the transport and the login, we hold no
/// credential, and what it lets through cannot write. Each GET has a connection of its own to
/// kubectl's socket, so that closing it ends the request all the way.
public final class KubectlCluster implements LiveCluster {
    private static final int LONGEST_ERROR = 4096;
    private static final int UNAUTHORIZED = 401;

    private final KubectlProxy proxy;
    private final Context context;
    private final String prefix;
    private final Optional<Duration> perRequest;
    private final Watchdog watchdog;
    private final AtomicBoolean wasAccepted = new AtomicBoolean();

    private KubectlCluster(
            KubectlProxy proxy, Context context, Optional<Duration> perRequest, Watchdog watchdog) {
        this.proxy = proxy;
        this.context = context;
        this.prefix = pathOf(context.server());
        this.perRequest = perRequest;
        this.watchdog = watchdog;
    }

    /// Why this way is not there on this machine (no kubectl, no shell, no room for the socket's
    /// path); empty when it is.
    public static Optional<String> whyNot() {
        return KubectlProxy.whyNot();
    }

    /// Starts kubectl, unless it was, and waits until it serves.
    ///
    /// @param userErrors where a login may ask: the user's stderr
    public static KubectlCluster open(
            Connection connection,
            Optional<KubectlAhead> ahead,
            Deadline deadline,
            OutputStream userErrors)
            throws CannotConnect {
        Optional<KubectlAhead> fitting = ahead.filter(_ -> connection.flags().isEmpty());
        FutureTask<Where> reading =
                fitting.map(KubectlAhead::reading).orElseGet(() -> reading(connection));
        KubectlProxy proxy = proxy(connection, fitting, userErrors);
        proxy.await(deadline);
        try {
            Context context = ended(reading).known();
            return new KubectlCluster(proxy, context, connection.perRequest(), new Watchdog());
        } catch (CannotConnect e) {
            proxy.close();
            throw e;
        }
    }

    private static KubectlProxy proxy(
            Connection connection, Optional<KubectlAhead> ahead, OutputStream userErrors)
            throws CannotConnect {
        Optional<KubectlProxy> taken = ahead.flatMap(it -> KubectlProxy.take(it, userErrors));
        return taken.isPresent() ? taken.get() : KubectlProxy.start(connection, userErrors);
    }

    /// Read while kubectl starts. What is wrong with the kubeconfig kubectl is about to say itself,
    /// and its words go before ours.
    sealed interface Where {
        Context known() throws CannotConnect;

        record Known(Context known) implements Where {}

        record Unknown(CannotConnect why) implements Where {
            @Override
            public Context known() throws CannotConnect {
                throw why;
            }
        }
    }

    /// Begins to read it, and has the JDK make itself ready for sockets of this kind, for which it
    /// takes as long as kubectl for a quarter of its start.
    static FutureTask<Where> reading(Connection connection) {
        FutureTask<Where> reading = new FutureTask<>(() -> read(connection));
        Thread.ofPlatform().daemon().name("verdict-kubeconfig").start(reading);
        Thread.ofPlatform().daemon().name("verdict-sockets").start(KubectlCluster::openOne);
        return reading;
    }

    private static Where read(Connection connection) {
        try {
            return new Where.Known(Kubeconfig.read(connection).context(connection));
        } catch (CannotConnect e) {
            return new Where.Unknown(e);
        }
    }

    private static void openOne() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException e) {
            // Whoever needs one says so.
        }
    }

    private static Where ended(FutureTask<Where> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Where.Unknown(new CannotConnect("interrupted"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kubeconfig could not be looked at", e.getCause());
        }
    }

    /// A login may end in the middle of a check. kubectl hands on the refusal (401) and logs in
    /// again for the next request, so that one is made.
    @Override
    public Answer get(Get get, Deadline whole) {
        Answer answer = once(get, whole);
        if (!(answer instanceof Answer.Response(int status, var _, InputStream refusal))) {
            return answer;
        }
        if (status != UNAUTHORIZED) {
            wasAccepted.set(true);
            return answer;
        }
        if (!wasAccepted.get()) {
            return answer;
        }
        try {
            refusal.close();
        } catch (IOException e) {
            // Nobody reads it anyway.
        }
        return once(get, whole);
    }

    private Answer once(Get get, Deadline whole) {
        Deadline deadline = perRequest.map(whole::atMost).orElse(whole);
        Duration allowed = deadline.left();
        AtomicBoolean late = new AtomicBoolean();
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            return new Answer.NoResponse(new Gap.Unreachable(sentence(e)));
        }
        Future<?> watch =
                watchdog.at(
                        deadline,
                        () -> {
                            late.set(true);
                            close(channel);
                        });
        boolean handedOver = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(proxy.socket()));
            send(channel, get);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 16 * 1024);
            HttpHead head = HttpHead.read(in);
            InputStream body =
                    new TimedBody(
                            head.body(in),
                            late::get,
                            () -> {
                                watch.cancel(false);
                                close(channel);
                            });
            if (isKubectlsOwn(head)) {
                String said = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
                return new Answer.NoResponse(new Gap.Unreachable(PlainSentence.of(said)));
            }
            handedOver = true;
            return new Answer.Response(head.status(), head.headers(), body);
        } catch (ProtocolException e) {
            return new Answer.NoResponse(new Gap.Unreadable(sentence(e)));
        } catch (IOException e) {
            return new Answer.NoResponse(
                    late.get() || deadline.isOver()
                            ? new Gap.TimedOut(allowed)
                            : new Gap.Unreachable(sentence(e)));
        } finally {
            if (!handedOver) {
                watch.cancel(false);
                close(channel);
            }
        }
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public Transport transport() {
        return Transport.KUBECTL;
    }

    @Override
    public void enough() {
        proxy.letGo();
    }

    @Override
    public void close() {
        proxy.close();
        watchdog.close();
    }

    private void send(SocketChannel channel, Get get) throws IOException {
        String request =
                "GET "
                        + prefix
                        + QueryText.of(get)
                        + " HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Accept: application/json, */*\r\n"
                        + "User-Agent: verdict\r\n"
                        + "Connection: close\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// An API server signs every answer with an audit id; kubectl's own words about a server that
    /// it could not reach come as plain text without one.
    private static boolean isKubectlsOwn(HttpHead head) {
        Map<String, String> headers = head.headers();
        return (head.status() == 500 || head.status() == 502)
                && headers.getOrDefault("content-type", "").startsWith("text/plain")
                && headers.containsKey("x-content-type-options")
                && !headers.containsKey("audit-id")
                && !headers.containsKey("cache-control");
    }

    /// Some clusters live under a path of a gateway; kubectl's proxy leaves it to whoever asks.
    private static String pathOf(Optional<String> server) {
        return server.map(
                        address -> {
                            int host = address.indexOf("://");
                            int slash = address.indexOf('/', host < 0 ? 0 : host + 3);
                            return slash < 0 ? "" : address.substring(slash).replaceAll("/+$", "");
                        })
                .orElse("");
    }

    private static String sentence(IOException e) {
        String message = e.getMessage();
        return PlainSentence.of(message == null ? "kubectl's proxy is gone" : message);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed enough.
        }
    }
}
