package dev.verdict.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an answer stands on: where the evidence came from and what it cost to get.
///
/// @param bytes read from the cluster or the recording
/// @param elapsed from the question to the answer
/// @param skew how far the local clock is ahead of the cluster's; empty where they agree or nobody
///   knows
/// @param calledAs what people type to call it: `verdict`, `kubectl verdict`
public record Footing(
        Origin origin,
        int requests,
        long bytes,
        Duration elapsed,
        Optional<Duration> skew,
        String calledAs) {
    /// Clocks nearer than this are taken to agree.
    static final Duration WORTH_SAYING = Duration.ofSeconds(5);

    /// Where the evidence came from.
    public sealed interface Origin {}

    /// A running cluster.
    ///
    /// @param context of the kubeconfig; empty where none was used
    /// @param server its address, for machines
    /// @param flags what a command needs to reach the same cluster: `--context`, `prod-eu`
    /// @param buildNamespaces where builds were looked for, beside the subject's namespace
    public record Live(
            Optional<String> context,
            Optional<String> server,
            List<String> flags,
            List<String> buildNamespaces)
            implements Origin {
        public Live {
            flags = List.copyOf(flags);
            buildNamespaces = List.copyOf(buildNamespaces);
        }

        /// The user's own context.
        public static Live in(String context, String server) {
            return new Live(
                    Optional.of(context),
                    Optional.of(server),
                    List.of("--context", context),
                    List.of());
        }
    }

    /// Evidence on disk: kubectl's commands name no context, for nobody knows which.
    public record Recording(String path) implements Origin {}

    /// Whether the evidence stays as it is, however long one waits.
    boolean isRecording() {
        return switch (origin) {
            case Live _ -> false;
            case Recording _ -> true;
        };
    }

    /// The flags that `check` needs to see the same evidence, or what became of it.
    List<String> checkFlags() {
        return switch (origin) {
            case Live live ->
                    Stream.concat(
                                    live.flags().stream(),
                                    live.buildNamespaces().stream()
                                            .flatMap(name -> Stream.of("--build-namespace", name)))
                            .toList();
            case Recording(String path) -> List.of("--from", path);
        };
    }

    /// The flags that kubectl needs to reach the same cluster.
    List<String> flags() {
        return switch (origin) {
            case Live live -> live.flags();
            case Recording _ -> List.of();
        };
    }

    /// `cluster prod-eu`, `recording shop.zip`.
    String place() {
        return switch (origin) {
            case Live(Optional<String> context, Optional<String> server, var _, var _) ->
                    "cluster " + context.or(() -> server).orElse("(not named)");
            case Recording(String path) -> "recording " + path;
        };
    }
}
