package dev.verdict.live;

import dev.verdict.looks.cluster.Deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What kubectl prints: kept until it says that it serves (the reason why it does not), then handed
/// on at once (a login may be asking), without kubectl's own log lines about single requests.
final class KubectlMessages implements Runnable {
    private static final int KEPT = 16 * 1024;

    /// How the line begins that says so; the rest is where.
    private static final String SERVES = "Starting to serve";

    /// How the lines of kubectl's own log begin: klog's, and that of Go itself. A digit stands for
    /// any, an `E` for a severity.
    private static final List<String> LOG_PREFIXES = List.of("E0000 ", "0000/00/00 00:00:00 ");

    private final InputStream from;
    private final OutputStream to;
    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder lineStart = new StringBuilder();
    private boolean serves;
    private boolean ended;
    private boolean inLogLine;
    private boolean inPlainLine;

    KubectlMessages(InputStream from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public void run() {
        byte[] some = new byte[1024];
        try (from) {
            for (int read = from.read(some); read >= 0; read = from.read(some)) {
                take(some, read);
            }
        } catch (IOException e) {
            // kubectl is gone, or we are: nothing more will be said.
        } finally {
            end();
        }
    }

    /// Waits until kubectl serves; whether it does. It does not where it ended, or is late.
    synchronized boolean serves(Deadline deadline) throws InterruptedException {
        while (!serves && !ended && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.left().toNanos());
        }
        return serves;
    }

    /// What it said without ever serving.
    synchronized String kept() {
        return new String(
                kept.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private synchronized void take(byte[] some, int length) {
        if (serves) {
            pass(some, length);
            return;
        }
        kept.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
        int line = kept.indexOf(SERVES) == 0 ? 0 : kept.indexOf("\n" + SERVES) + 1;
        int end = kept.indexOf(SERVES, line) == line ? kept.indexOf("\n", line) : -1;
        if (end >= 0) {
            serves = true;
            notifyAll();
            // A warning printed before is not lost.
            byte[] others =
                    kept.delete(line, end + 1).toString().getBytes(StandardCharsets.ISO_8859_1);
            kept.setLength(0);
            pass(others, others.length);
        } else if (kept.length() > KEPT) {
            kept.delete(0, kept.length() - KEPT);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void pass(byte[] some, int length) {
        try {
            for (int i = 0; i < length; i++) {
                pass((char) (some[i] & 0xff));
            }
            to.flush();
        } catch (IOException e) {
            // Nobody listens.
        }
    }

    private void pass(char c) throws IOException {
        if (c == '\n') {
            if (!inLogLine) {
                release();
                to.write(c);
            }
            lineStart.setLength(0);
            inLogLine = false;
            inPlainLine = false;
        } else if (inPlainLine) {
            to.write(c);
        } else if (!inLogLine) {
            lineStart.append(c);
            if (LOG_PREFIXES.stream().noneMatch(prefix -> begins(prefix, lineStart))) {
                release();
                inPlainLine = true;
            } else {
                inLogLine =
                        LOG_PREFIXES.stream()
                                .anyMatch(
                                        prefix ->
                                                prefix.length() == lineStart.length()
                                                        && begins(prefix, lineStart));
            }
        }
    }

    private void release() throws IOException {
        for (int i = 0; i < lineStart.length(); i++) {
            to.write(lineStart.charAt(i));
        }
        lineStart.setLength(0);
    }

    private static boolean begins(String prefix, StringBuilder line) {
        for (int i = 0; i < line.length(); i++) {
            if (i >= prefix.length() || !stands(prefix.charAt(i), line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean stands(char sign, char c) {
        return switch (sign) {
            case '0' -> c >= '0' && c <= '9';
            case 'E' -> "IWEF".indexOf(c) >= 0;
            default -> c == sign;
        };
    }
}
