package dev.verdict.looks.asking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// A container's bytes as lines, one at a time: broken UTF-8 becomes U+FFFD, a carriage return
/// before the line's end is dropped, and of an endless line only the beginning is kept.
final class Lines {
    /// Longer than any line that a builder itself writes.
    private static final int LONGEST = 64 * 1024;

    private final byte[] buffer = new byte[64 * 1024];
    private byte[] line = new byte[1024];
    private int length;
    private boolean begun;

    private Lines() {}

    /// Hands over each line; the last one also without a line feed.
    ///
    /// @throws IOException where the body ends too early; what was read by then has been handed
    ///   over
    static void of(InputStream body, Consumer<String> eachLine) throws IOException {
        new Lines().read(body, eachLine);
    }

    private void read(InputStream body, Consumer<String> eachLine) throws IOException {
        try {
            int count = body.read(buffer);
            while (count >= 0) {
                split(count, eachLine);
                count = body.read(buffer);
            }
        } finally {
            if (begun) {
                end(eachLine);
            }
        }
    }

    private void split(int count, Consumer<String> eachLine) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                keep(start, i);
                end(eachLine);
                start = i + 1;
            }
        }
        if (start < count) {
            keep(start, count);
            begun = true;
        }
    }

    private void keep(int from, int to) {
        int more = Math.min(to - from, LONGEST - length);
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(2 * line.length, length + more)));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private void end(Consumer<String> eachLine) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, StandardCharsets.UTF_8);
        length = 0;
        begun = false;
        eachLine.accept(text);
    }
}
