package dev.verdict.testbed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The store behind an API server, by etcd's [JSON
/// gateway](https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/). What is written here needs no
/// one's leave: uid, times and status stay as recorded.
public final class Etcd {
    private static final JsonMapper JSON = new JsonMapper();

    /// [etcd's own limits](https://github.com/etcd-io/etcd/blob/v3.6.8/server/embed/config.go) are
    /// 128 and 1.5 MiB.
    private static final int MOST_PUTS = 100;

    private static final int MOST_BYTES = 1 << 20;

    private final URI url;
    private final HttpClient client = HttpClient.newHttpClient();

    Etcd(URI url) {
        this.url = url;
    }

    public void put(String key, String value) throws IOException {
        var _ = post("/v3/kv/put", Map.of("key", encoded(key), "value", encoded(value)));
    }

    /// Many at once: as many a transaction as etcd takes.
    public void put(Map<String, String> values) throws IOException {
        List<Map<String, ?>> puts = new ArrayList<>();
        int size = 0;
        for (Map.Entry<String, String> one : values.entrySet()) {
            String value = encoded(one.getValue());
            if (puts.size() == MOST_PUTS || size + value.length() > MOST_BYTES) {
                commit(puts);
                puts.clear();
                size = 0;
            }
            puts.add(Map.of("requestPut", Map.of("key", encoded(one.getKey()), "value", value)));
            size += value.length();
        }
        commit(puts);
    }

    private void commit(List<Map<String, ?>> puts) throws IOException {
        var _ = post("/v3/kv/txn", Map.of("success", puts));
    }

    public void delete(String key) throws IOException {
        var _ = post("/v3/kv/deleterange", Map.of("key", encoded(key)));
    }

    /// Forgets every earlier state of what is kept, as etcd does every few minutes.
    public void compact() throws IOException {
        put("/compacted", "");
        String revision =
                post("/v3/kv/range", Map.of("key", encoded("/compacted")))
                        .path("header")
                        .path("revision")
                        .asString("");
        var _ = post("/v3/kv/compaction", Map.of("revision", revision, "physical", true));
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("etcd: " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
