package dev.verdict.live;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;

/// A body under a deadline: whatever its end looked like, past the deadline it says that it was
/// late.
final class TimedBody extends FilterInputStream {
    private final BooleanSupplier isLate;
    private final Runnable whenClosed;

    TimedBody(InputStream body, BooleanSupplier isLate, Runnable whenClosed) {
        super(body);
        this.isLate = isLate;
        this.whenClosed = whenClosed;
    }

    @Override
    public int read() throws IOException {
        try {
            return checked(super.read());
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            return checked(super.read(into, from, length));
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (IOException e) {
            // What was read is read; nothing is lost by a close that fails.
        } finally {
            whenClosed.run();
        }
    }

    /// A stream closed by the deadline may also look finished.
    private int checked(int read) throws IOException {
        if (read < 0 && isLate.getAsBoolean()) {
            throw new SocketTimeoutException("the body did not end within its time");
        }
        return read;
    }

    private IOException named(IOException e) {
        if (!isLate.getAsBoolean() || e instanceof SocketTimeoutException) {
            return e;
        }
        SocketTimeoutException late =
                new SocketTimeoutException("the body did not end within its time");
        late.initCause(e);
        return late;
    }
}
