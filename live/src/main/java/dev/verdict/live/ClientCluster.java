package dev.verdict.live;

import dev.verdict.core.observation.Gap;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The cluster through the Kubernetes client in this process: it reads the kubeconfig, logs in and
/// impersonates; bodies are handed over as they come, never as the client's own model.
public final class ClientCluster implements LiveCluster {
    /// The client's own limit for one host is 5; a check asks more things side by side.
    private static final int SIDE_BY_SIDE = 64;

    /// So long the first request may have the connection to itself.
    private static final Duration LONGEST_HEAD_START = Duration.ofMillis(500);

    private final ClosableClients clients;
    private final HttpClient client;
    private final String address;
    private final Context context;
    private final Optional<Duration> perRequest;
    private final Watchdog watchdog = new Watchdog();
    private final AtomicBoolean isUnderWay = new AtomicBoolean();
    private final CountDownLatch isConnected = new CountDownLatch(1);

    private ClientCluster(
            ClosableClients clients,
            HttpClient client,
            String address,
            Context context,
            Optional<Duration> perRequest) {
        this.clients = clients;
        this.client = client;
        this.address = address;
        this.context = context;
        this.perRequest = perRequest;
    }

    public static ClientCluster open(Connection connection) throws CannotConnect {
        Kubeconfig kubeconfig = Kubeconfig.read(connection);
        Context context = kubeconfig.context(connection);
        try {
            Config config = config(connection, kubeconfig);
            String address = config.getMasterUrl().replaceAll("/+$", "");
            ClosableClients clients = new ClosableClients();
            HttpClient client = clients.newBuilder(config).build();
            return new ClientCluster(clients, client, address, context, connection.perRequest());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new CannotConnect(PlainSentence.of(String.valueOf(root(e).getMessage())));
        }
    }

    @Override
    public Answer get(Get get, Deadline whole) {
        Deadline deadline = perRequest.map(whole::atMost).orElse(whole);
        Duration allowed = deadline.left();
        HttpRequest request =
                client.newHttpRequestBuilder()
                        .uri(address + QueryText.of(get))
                        .setHeader("Accept", "application/json, */*")
                        .build();
        CompletableFuture<HttpResponse<InputStream>> sent = new CompletableFuture<>();
        try {
            sent = send(request, allowed);
            HttpResponse<InputStream> response =
                    sent.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            AtomicBoolean late = new AtomicBoolean();
            InputStream body = response.body();
            Future<?> watch =
                    watchdog.at(
                            deadline,
                            () -> {
                                late.set(true);
                                close(body);
                            });
            return new Answer.Response(
                    response.code(),
                    lowerCased(response.headers()),
                    new TimedBody(body, late::get, () -> watch.cancel(false)));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.NoResponse(new Gap.TimedOut(allowed));
        } catch (ExecutionException e) {
            return new Answer.NoResponse(gap(e, allowed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sent.cancel(true);
            return new Answer.NoResponse(
                    deadline.isOver()
                            ? new Gap.TimedOut(allowed)
                            : new Gap.Unreachable("interrupted"));
        }
    }

    /// The first request goes ahead, so that the others find a TLS session or a connection that
    /// they can share. Side by side each would log in for itself, and the client's code is cold:
    /// six full handshakes at once take half a second.
    private CompletableFuture<HttpResponse<InputStream>> send(HttpRequest request, Duration allowed)
            throws InterruptedException {
        if (isUnderWay.compareAndSet(false, true)) {
            return client.sendAsync(request, InputStream.class)
                    .whenComplete((_, _) -> isConnected.countDown());
        }
        Duration headStart =
                allowed.compareTo(LONGEST_HEAD_START) < 0 ? allowed : LONGEST_HEAD_START;
        boolean _ = isConnected.await(headStart.toNanos(), TimeUnit.NANOSECONDS);
        return client.sendAsync(request, InputStream.class);
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public Transport transport() {
        return Transport.CLIENT;
    }

    @Override
    public void close() {
        watchdog.close();
        client.close();
        clients.close();
    }

    private static Config config(Connection connection, Kubeconfig kubeconfig)
            throws CannotConnect {
        Config read;
        if (!kubeconfig.isEmpty()) {
            Optional<Map<String, String>> plain = kubeconfig.plain(connection);
            read =
                    plain.isPresent()
                            ? plain(plain.get())
                            : otherwise(Config.fromKubeconfig(kubeconfig.only(connection)));
        } else if (Kubeconfig.isInCluster() || connection.server().isEmpty()) {
            read = Config.autoConfigure(null);
        } else {
            read = Config.empty();
        }
        ConfigBuilder config =
                new ConfigBuilder(read)
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(0)
                        .withMaxConcurrentRequests(SIDE_BY_SIDE)
                        .withMaxConcurrentRequestsPerHost(SIDE_BY_SIDE)
                        .withUserAgent("verdict");
        connection.server().ifPresent(config::withMasterUrl);
        connection.token().ifPresent(config::withOauthToken);
        connection.as().ifPresent(config::withImpersonateUsername);
        if (!connection.asGroups().isEmpty()) {
            config.withImpersonateGroups(connection.asGroups().toArray(String[]::new));
        }
        return config.build();
    }

    /// The same that the client's own reader makes of it, which takes half a second to wake up: it
    /// is left to what only it knows, the logins that run something.
    private static Config plain(Map<String, String> said) {
        Config config = Config.empty();
        Optional.ofNullable(said.get("server")).ifPresent(config::setMasterUrl);
        config.setCaCertFile(said.get("certificate-authority"));
        config.setCaCertData(said.get("certificate-authority-data"));
        config.setAutoOAuthToken(said.get("token"));
        config.setClientCertFile(said.get("client-certificate"));
        config.setClientCertData(said.get("client-certificate-data"));
        String keyFile = said.get("client-key");
        String keyData = said.get("client-key-data");
        config.setClientKeyFile(keyFile);
        config.setClientKeyData(keyData);
        config.setClientKeyAlgo(ClientKey.algorithm(keyFile, keyData));
        return config;
    }

    /// What only the client's own reader knows, a key's kind apart.
    private static Config otherwise(Config read) {
        read.setClientKeyAlgo(
                ClientKey.algorithm(read.getClientKeyFile(), read.getClientKeyData()));
        return read;
    }

    /// What went wrong in the end; those around it say only that something did.
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Gap gap(ExecutionException e, Duration allowed) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof HttpTimeoutException) {
                return new Gap.TimedOut(allowed);
            }
        }
        String message = root.getMessage();
        String said = PlainSentence.of(message == null ? root.getClass().getSimpleName() : message);
        return root instanceof ProtocolException || said.startsWith("Invalid status line")
                ? new Gap.Unreadable(said)
                : new Gap.Unreachable(said);
    }

    private static Map<String, String> lowerCased(Map<String, List<String>> headers) {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach(
                (name, values) ->
                        lower.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return lower;
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Closed enough.
        }
    }
}
