package dev.verdict.testbed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// The API of a [ControlPlane] for whoever holds a token: what a test itself asks and writes.
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final String token;
    private final HttpClient client;

    Api(URI server, Path authority, String token) throws IOException {
        this.server = server;
        this.token = token;
        this.client = HttpClient.newBuilder().sslContext(Pem.trusting(authority)).build();
    }

    /// Asks, and takes any answer.
    ///
    /// @param body empty for none
    public HttpResponse<String> send(String method, String path, String body) throws IOException {
        try {
            return client.send(
                    request(method, path, HttpRequest.BodyPublishers.ofString(body)),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Asks, and does not wait.
    public CompletableFuture<HttpResponse<String>> begin(
            String method, String path, HttpRequest.BodyPublisher body) {
        return client.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    /// Asks, and takes nothing but success.
    public JsonNode done(String method, String path, String body) throws IOException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType(method))
                .method(method, body)
                .build();
    }

    private static String contentType(String method) {
        return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
