package dev.verdict.live;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/// The body of an HTTP/1.1 answer, by its length or in chunks. One that ends too early throws.
final class HttpBody extends InputStream {
    private static final int LONGEST_CHUNK_LINE = 4096;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean ended;
    private boolean first = true;

    private HttpBody(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
    }

    static HttpBody ofLength(InputStream in, long length) {
        return new HttpBody(in, false, length);
    }

    static HttpBody inChunks(InputStream in) {
        return new HttpBody(in, true, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && chunked && !ended) {
            nextChunk();
        }
        if (left == 0) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the body was cut");
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String size = line();
        int extension = size.indexOf(';');
        String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
        try {
            left = Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            throw new ProtocolException("a chunk's size is not a number");
        }
        if (left < 0) {
            throw new ProtocolException("a chunk's size is negative");
        }
        if (left == 0) {
            while (!line().isEmpty()) {
                // A trailer: nobody asked for one.
            }
            ended = true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the body was cut");
            }
            if (line.length() > LONGEST_CHUNK_LINE) {
                throw new ProtocolException("a chunk's head does not end");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
