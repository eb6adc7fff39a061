package dev.verdict.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The least that a recorded moment can be: one namespace, two pods, a log.
final class TinyMoment {
    static final String NAMESPACE = "team-a";
    static final String PODS = "/api/v1/namespaces/team-a/pods";
    static final String LOG = "/api/v1/namespaces/team-a/pods/shop-1/log";

    private TinyMoment() {}

    static Path in(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("recording.json"),
                """
                {"collectedAt": "2026-11-23T02:54:12Z", "kubernetes": "v1.36.2"}
                """);
        Files.writeString(
                folder.resolve("pods.json"),
                """
                {"kind": "PodList", "apiVersion": "v1", "items": [
                 {"metadata": {"name": "shop-1", "namespace": "team-a", "labels": {"app": "shop", "tier": "web"}},
                  "spec": {"nodeName": "node-1", "containers": [{"name": "app"}]}, "status": {"phase": "Running"}},
                 {"metadata": {"name": "shop-2", "namespace": "team-a", "labels": {"app": "shop"}},
                  "spec": {"containers": [{"name": "app"}, {"name": "side"}]}, "status": {"phase": "Pending"}}]}
                """);
        Files.writeString(
                folder.resolve("events.json"),
                """
                {"kind": "EventList", "apiVersion": "v1", "items": []}
                """);
        Files.createDirectories(folder.resolve("logs/shop-1"));
        Files.writeString(folder.resolve("logs/shop-1/app.log"), "one\ntwo\nthree\n");
        return folder;
    }
}
