package dev.verdict.live;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Status and headers of an HTTP/1.1 answer.
///
/// @param headers by lower-case name; one that came twice is joined by a comma
record HttpHead(int status, Map<String, String> headers) {
    private static final int LONGEST = 256 * 1024;

    static HttpHead read(InputStream in) throws IOException {
        HttpHead head = readOne(in);
        while (head.status < 200) {
            head = readOne(in);
        }
        return head;
    }

    /// The body that follows, as the headers announce it.
    InputStream body(InputStream in) throws IOException {
        if (status == 204 || status == 304) {
            return HttpBody.ofLength(in, 0);
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return HttpBody.inChunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        try {
            return HttpBody.ofLength(in, Long.parseUnsignedLong(length.strip()));
        } catch (NumberFormatException e) {
            throw new ProtocolException("the body's length is not a number");
        }
    }

    private static HttpHead readOne(InputStream in) throws IOException {
        Budget budget = new Budget();
        String first = line(in, budget);
        String[] parts = first.split(" ", 3);
        if (parts.length < 2
                || !parts[0].startsWith("HTTP/1.")
                || !parts[1].matches("[1-9][0-9]{2}")) {
            throw new ProtocolException("not an HTTP answer");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("a header without a name");
            }
            headers.merge(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new HttpHead(Integer.parseInt(parts[1]), headers);
    }

    private static String line(InputStream in, Budget budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(
                        "the connection was closed before the answer's head was whole");
            }
            budget.spend();
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /// How much of a head anyone reads.
    private static final class Budget {
        private int spent;

        void spend() throws ProtocolException {
            spent++;
            if (spent > LONGEST) {
                throw new ProtocolException("the answer's head does not end");
            }
        }
    }
}
