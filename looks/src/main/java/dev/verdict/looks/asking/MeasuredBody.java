package dev.verdict.looks.asking;

import dev.verdict.looks.cluster.Deadline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// A body that counts what it hands out, and ends where a deadline or a limit does.
final class MeasuredBody extends FilterInputStream {
    /// The time is up in the middle of a body that still trickles.
    static final class OutOfTime extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// More bytes than anything honest has.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final Deadline deadline;
    private final AtomicLong total;
    private final long most;
    private long read;

    MeasuredBody(InputStream body, Deadline deadline, AtomicLong total, long most) {
        super(body);
        this.deadline = deadline;
        this.total = total;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        check();
        int one = super.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    private void check() throws IOException {
        if (deadline.isOver()) {
            throw new OutOfTime();
        }
    }

    private void count(int bytes) throws IOException {
        read += bytes;
        total.addAndGet(bytes);
        if (read > most) {
            throw new TooLarge();
        }
    }
}
