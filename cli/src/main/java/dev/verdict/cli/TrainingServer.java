package dev.verdict.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A recording as an API server on 127.0.0.1, over TLS, for the launcher's training run and nothing
/// else: how a cluster is reached and asked is to be in the AOT cache.
///
/// Clusters have keys of either kind, so it serves twice and leaves two kubeconfigs, `RSA` and
/// `EC`, in the folder it was given; the keys are made here and forgotten with the folder. It ends
/// when its standard input does.
final class TrainingServer {
    private static final String PASSWORD = "throw-away";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TrainingServer() {}

    /// Serves until standard input ends.
    ///
    /// @param arguments the recording, and where the kubeconfigs go
    public static void main(String[] arguments)
            throws IOException, UnusableBundle, GeneralSecurityException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        try (Bundle recording = Bundle.open(Path.of(arguments[0]))) {
            String namespace = recording.namespaces().orElseThrow().getFirst();
            for (String algorithm : List.of("RSA", "EC")) {
                KeyStore keys = keys(algorithm, folder);
                int port = serve(recording, keys);
                Files.writeString(
                        folder.resolve(algorithm), kubeconfig(port, trust(keys), namespace));
            }
            System.out.println("serves");
            System.out.flush();
            var _ = System.in.readAllBytes();
        }
        System.exit(0);
    }

    private static int serve(Cluster cluster, KeyStore keys)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, cluster));
        server.start();
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Cluster cluster) throws IOException {
        try (exchange) {
            switch (cluster.get(get(exchange), Deadline.in(PATIENCE))) {
                case Answer.Response(int status, var headers, InputStream body) -> {
                    byte[] bytes = body.readAllBytes();
                    Optional.ofNullable(headers.get("content-type"))
                            .ifPresent(
                                    type ->
                                            exchange.getResponseHeaders()
                                                    .set("Content-Type", type));
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Answer.NoResponse _ -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static Get get(HttpExchange exchange) {
        Get get = Get.of(exchange.getRequestURI().getRawPath());
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return get;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                get =
                        get.with(
                                parameter.substring(0, equals),
                                URLDecoder.decode(
                                        parameter.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return get;
    }

    /// Made by the JDK's own tool: no class of the JDK makes certificates.
    private static KeyStore keys(String algorithm, Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(algorithm + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "key",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=verdict-training",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-ext",
                                "bc:c",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static String trust(KeyStore keys) throws GeneralSecurityException {
        String body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getCertificate("key").getEncoded());
        String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /// In every style that tools write such files in.
    private static String kubeconfig(int port, String trust, String namespace) {
        return """
        apiVersion: v1
        kind: Config
        preferences: {}
        current-context: "training"
        contexts:
        - name: training
          context: {cluster: training, user: "training", 'namespace': %s}
        clusters:
        - name: training
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority-data: %s
        # No exec plugin: the training starts nothing.
        users:
        - name: training
          user:
            token: none
        - name: nobody
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              args: [get-token, "--cluster"]
              command: none
              env: null
              installHint: |
                One line,
                and another.
        """
                .formatted(namespace, port, trust);
    }
}
