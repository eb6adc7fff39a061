package dev.verdict.live.stub;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import javax.net.ServerSocketFactory;

/// An API server that serves a recorded moment, on 127.0.0.1, over HTTP or TLS. Its clock (`Date`)
/// is the recording's.
public final class StubApiServer implements AutoCloseable {
    public static final String CONTEXT = "stub";
    public static final String USER = "jane";

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private static final int IN_CHUNKS = -1;
    private static final int CHUNK = 8 * 1024;

    /// Making one takes a process.
    private static final class Once {
        static final Certificate CERTIFICATE = Certificate.make();
    }

    private record Rule(Predicate<Call> when, Misbehaviour what) {}

    private final ServerSocket listener;
    private final Optional<Certificate> certificate;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Moment moment;
    private volatile Predicate<Access> allowed = _ -> true;
    private volatile Optional<String> token = Optional.empty();
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean unrecordedIsEmpty;

    private StubApiServer(Path folder, Optional<Certificate> certificate) {
        this.certificate = certificate;
        this.moment = Moment.in(folder);
        threads =
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("stub-", 0).factory());
        try {
            ServerSocketFactory sockets =
                    certificate
                            .<ServerSocketFactory>map(it -> it.server().getServerSocketFactory())
                            .orElse(ServerSocketFactory.getDefault());
            listener = sockets.createServerSocket(0, 256, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /// Serves a moment's folder over plain HTTP.
    public static StubApiServer http(Path moment) {
        return new StubApiServer(moment, Optional.empty());
    }

    /// Serves a moment's folder over TLS, with a throw-away certificate that its kubeconfig trusts.
    public static StubApiServer https(Path moment) {
        return new StubApiServer(moment, Optional.of(Once.CERTIFICATE));
    }

    /// From here on another moment is served.
    public StubApiServer serve(Path folder) {
        moment = Moment.in(folder);
        return this;
    }

    /// Who may do what; at first everybody everything.
    public StubApiServer allow(Predicate<Access> may) {
        allowed = may;
        return this;
    }

    /// The one bearer token that gets in; without, nobody is asked.
    public StubApiServer requireToken(String only) {
        token = Optional.of(only);
        return this;
    }

    /// A resource that nobody recorded is an empty list, instead of forbidden.
    public StubApiServer unrecordedIsEmpty() {
        unrecordedIsEmpty = true;
        return this;
    }

    /// How long every answer takes.
    public StubApiServer latency(Duration each) {
        latency = each;
        return this;
    }

    /// The first rule that fits decides.
    public StubApiServer misbehave(Predicate<Call> when, Misbehaviour what) {
        rules.add(new Rule(when, what));
        return this;
    }

    public StubApiServer behave() {
        rules.clear();
        return this;
    }

    /// What was asked since the last [#forget()], in the order of arrival.
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /// Requests that the real API would not have understood, or not as they were meant.
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /// Bytes of bodies sent.
    public long bytes() {
        return bytes.get();
    }

    public void forget() {
        calls.clear();
        violations.clear();
        bytes.set(0);
    }

    public String url() {
        return (certificate.isPresent() ? "https" : "http")
                + "://127.0.0.1:"
                + listener.getLocalPort();
    }

    /// A kubeconfig for this server: one context, `stub`.
    public String kubeconfig(String namespace) {
        String trust =
                certificate
                        .map(
                                it ->
                                        ", \"certificate-authority-data\": \""
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                it.pem()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                + "\"")
                        .orElse("");
        return """
        apiVersion: v1
        kind: Config
        current-context: %s
        contexts:
        - name: %s
          context: {cluster: stub, user: stub, namespace: "%s"}
        clusters:
        - name: stub
          cluster: {"server": "%s"%s}
        users:
        - name: stub
          user: {"token": "%s"}
        """
                .formatted(CONTEXT, CONTEXT, namespace, url(), trust, token.orElse("anything"));
    }

    /// The same as a file.
    public Path kubeconfig(Path folder, String namespace) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), kubeconfig(namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // Closed enough.
        }
        threads.shutdownNow();
    }

    /// Serves a folder until it is stopped, for trying things by hand: `StubApiServer FOLDER
    /// [NAMESPACE]` prints a kubeconfig.
    public static void main(String[] arguments) throws InterruptedException {
        try (StubApiServer server = https(Path.of(arguments[0]))) {
            if (arguments.length > 2) {
                server.latency(Duration.ofMillis(Long.parseLong(arguments[2])));
            }
            System.out.print(server.kubeconfig(arguments.length > 1 ? arguments[1] : "default"));
            System.out.flush();
            server.closed.await();
        }
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> talk(socket));
            } catch (IOException | RejectedExecutionException e) {
                // The listener was closed, or one connection failed before it began.
            }
        }
    }

    private void talk(Socket socket) {
        open.add(socket);
        try (Wire wire = new Wire(socket)) {
            boolean goesOn = true;
            while (goesOn) {
                Optional<Call> call = wire.next();
                goesOn = call.isPresent() && answer(wire, call.get());
            }
        } catch (IOException e) {
            // The client has gone.
        } finally {
            open.remove(socket);
        }
    }

    /// Whether the connection can be used again.
    private boolean answer(Wire wire, Call call) throws IOException {
        calls.add(call);
        sleep(latency);
        Optional<Misbehaviour> wrong =
                rules.stream().filter(rule -> rule.when.test(call)).map(Rule::what).findFirst();
        if (wrong.isPresent()) {
            return misbehave(wire, call, wrong.get());
        }
        Reply reply = reply(call);
        if (Api.isWatch(call) && reply.status() == 200) {
            watch(wire, call);
            return false;
        }
        send(wire, reply);
        return !call.headers().getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    private Reply reply(Call call) {
        boolean isIn =
                token.isEmpty()
                        || ("Bearer " + token.get())
                                .equals(call.headers().getOrDefault("authorization", ""));
        if (!isIn) {
            return Reply.status(401, "Unauthorized", "Unauthorized");
        }
        return api().answer(call, call.headers().getOrDefault("impersonate-user", USER));
    }

    private Api api() {
        return new Api(moment, allowed, unrecordedIsEmpty, violations::add);
    }

    private boolean misbehave(Wire wire, Call call, Misbehaviour wrong) throws IOException {
        switch (wrong) {
            case Misbehaviour.Instead(int status, var headers, String type, String body) ->
                    send(
                            wire,
                            new Reply(
                                    status, headers, type, body.getBytes(StandardCharsets.UTF_8)));
            case Misbehaviour.Slow(Duration time) -> {
                sleep(time);
                send(wire, reply(call));
            }
            case Misbehaviour.SlowBody(int first, Duration time) -> {
                Reply reply = reply(call);
                int split = Math.min(first, reply.body().length);
                wire.head(reply.status(), headers(reply, reply.body().length));
                wire.raw(Arrays.copyOf(reply.body(), split));
                wire.flush();
                sleep(time);
                wire.raw(Arrays.copyOfRange(reply.body(), split, reply.body().length));
                wire.flush();
            }
            case Misbehaviour.Cut(int after) -> {
                Reply reply = reply(call);
                wire.head(reply.status(), headers(reply, reply.body().length + 1));
                wire.raw(Arrays.copyOf(reply.body(), Math.min(after, reply.body().length)));
                wire.flush();
                return false;
            }
            case Misbehaviour.CutInChunks(int after) -> {
                Reply reply = reply(call);
                wire.head(reply.status(), headers(reply, IN_CHUNKS));
                wire.chunk(Arrays.copyOf(reply.body(), Math.min(after, reply.body().length)));
                wire.flush();
                return false;
            }
            case Misbehaviour.Chunked() -> {
                Reply reply = reply(call);
                wire.head(reply.status(), headers(reply, IN_CHUNKS));
                for (int from = 0; from < reply.body().length; from += CHUNK) {
                    wire.chunk(
                            Arrays.copyOfRange(
                                    reply.body(),
                                    from,
                                    Math.min(from + CHUNK, reply.body().length)));
                }
                wire.chunk(new byte[0]);
                wire.flush();
                bytes.addAndGet(reply.body().length);
            }
            case Misbehaviour.Typed(String type) -> {
                Reply reply = reply(call);
                send(wire, new Reply(reply.status(), reply.headers(), type, reply.body()));
            }
            case Misbehaviour.Garbage() -> {
                wire.raw(
                        "220 mail.example.com ESMTP ready\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                wire.flush();
                return false;
            }
            case Misbehaviour.HangUp() -> {
                return false;
            }
        }
        return true;
    }

    private void send(Wire wire, Reply reply) throws IOException {
        wire.head(reply.status(), headers(reply, reply.body().length));
        wire.raw(reply.body());
        wire.flush();
        bytes.addAndGet(reply.body().length);
    }

    private Map<String, String> headers(Reply reply, int length) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Audit-Id", UUID.randomUUID().toString());
        headers.put("Cache-Control", "no-cache, private");
        headers.put("Date", HTTP_DATE.format(moment.collectedAt()));
        headers.putAll(reply.headers());
        if (reply.status() != 204) {
            headers.put("Content-Type", reply.contentType());
            headers.put(
                    length == IN_CHUNKS ? "Transfer-Encoding" : "Content-Length",
                    length == IN_CHUNKS ? "chunked" : Integer.toString(length));
        }
        return headers;
    }

    private void watch(Wire wire, Call call) throws IOException {
        long seconds = Long.parseLong(call.query().getOrDefault("timeoutSeconds", "300"));
        wire.head(200, headers(Reply.json(new JsonMapper().createObjectNode()), IN_CHUNKS));
        for (String event : api().watchEvents(call)) {
            wire.chunk((event + "\n").getBytes(StandardCharsets.UTF_8));
        }
        wire.flush();
        sleep(Duration.ofSeconds(seconds));
        wire.chunk(new byte[0]);
        wire.flush();
    }

    private void sleep(Duration time) {
        try {
            if (!time.isZero()) {
                closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
