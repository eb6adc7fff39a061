package dev.verdict.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Says on a terminal's stderr what a person is waiting for, once that takes longer than a second,
/// and takes it away again.
final class Progress implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream err;
    private final boolean isWatched;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private String what = "";
    private boolean isOver;
    private boolean isShown;

    private Progress(PrintStream err, boolean isWatched) {
        this.err = err;
        this.isWatched = isWatched;
    }

    static Progress on(PrintStream err, boolean isTerminal) {
        Progress progress = new Progress(err, isTerminal);
        if (isTerminal) {
            Thread thread = new Thread(progress::tick, "progress");
            thread.setDaemon(true);
            thread.start();
        }
        return progress;
    }

    /// What is waited for from now on.
    void now(String doing) {
        lock.lock();
        try {
            what = doing;
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        long began = System.nanoTime();
        lock.lock();
        try {
            while (!isOver) {
                var _ = changed.awaitNanos(PATIENCE);
                long passed = System.nanoTime() - began;
                if (!isOver && passed >= PATIENCE) {
                    err.print("\r\u001b[K" + what + " ... " + passed / PATIENCE + " s");
                    err.flush();
                    isShown = true;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (!isWatched) {
            return;
        }
        lock.lock();
        try {
            isOver = true;
            changed.signalAll();
            if (isShown) {
                err.print("\r\u001b[K");
                err.flush();
            }
        } finally {
            lock.unlock();
        }
    }
}
