package dev.verdict.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A standard input that may carry a message, may be empty, and may be a pipe that nobody ever
/// writes to.
final class Piped {
    /// Whoever writes has begun by then.
    private static final long PATIENCE_MILLIS = 2000;

    private Piped() {}

    /// What is in it; empty where nothing is or comes.
    static String message(InputStream in, int longest) {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<String> whole = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(in, longest, begun, whole), "stdin");
        reader.setDaemon(true);
        reader.start();
        try {
            return begun.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) ? whole.get() : "";
        } catch (TimeoutException | ExecutionException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void read(
            InputStream in,
            int longest,
            CompletableFuture<Boolean> begun,
            CompletableFuture<String> whole) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int first = in.read();
            begun.complete(first >= 0);
            if (first >= 0) {
                bytes.write(first);
                bytes.writeBytes(in.readNBytes(longest));
            }
            whole.complete(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            begun.completeExceptionally(e);
            whole.completeExceptionally(e);
        }
    }
}
