package dev.verdict.looks;

import dev.verdict.core.observation.Observation;
import dev.verdict.looks.asking.Asking;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs looks side by side and waits for none longer than the deadline. Threads of the platform,
/// because a virtual one's poller delays the end of the process; daemons, because a look that hangs
/// must not keep it alive.
final class SideBySide implements AutoCloseable {
    private static final int MOST = 32;

    private final Asking asking;
    private final ThreadPoolExecutor threads;

    SideBySide(Asking asking) {
        this.asking = asking;
        this.threads =
                new ThreadPoolExecutor(
                        MOST,
                        MOST,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "look");
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
    }

    /// A look under way.
    final class Look<T> {
        private final Future<Observation<T>> answer;

        private Look(Future<Observation<T>> answer) {
            this.answer = answer;
        }

        /// What it saw, or that it came too late. A look that saw something before the deadline
        /// counts whenever somebody asks for it.
        Observation<T> observation() {
            try {
                return answer.get(asking.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | CancellationException _) {
                answer.cancel(true);
                return Observation.unavailable(asking.late());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Observation.unavailable(asking.late());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a look broke", e.getCause());
            }
        }
    }

    <T> Look<T> start(Supplier<Observation<T>> look) {
        FutureTask<Observation<T>> task = new FutureTask<>(look::get);
        threads.execute(task);
        return new Look<>(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
