package dev.verdict.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The CPU time of everything this process has started, to the microsecond.
///
/// The kernel adds a process's time to its parent's account when the parent waits for it. kubectl
/// as a proxy outlives its parent by a moment; so this process takes in such orphans (Linux calls
/// that a subreaper) and waits for them itself.
final class Children {
    private static final int SUBREAPER = 36;
    private static final int OF_CHILDREN = -1;
    private static final int DO_NOT_BLOCK = 1;

    /// `struct rusage` begins with two `struct timeval`; the whole is shorter than this.
    private static final long RUSAGE_BYTES = 256;

    private static final Duration LONGEST_ORPHAN = Duration.ofSeconds(5);

    private final MethodHandle getrusage;
    private final MethodHandle waitpid;

    private Children(MethodHandle getrusage, MethodHandle waitpid) {
        this.getrusage = getrusage;
        this.waitpid = waitpid;
    }

    /// From now on orphans come here.
    @SuppressWarnings("restricted")
    static Children adopted() {
        Linker linker = Linker.nativeLinker();
        MethodHandle prctl =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("prctl"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG));
        MethodHandle getrusage =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("getrusage"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        MethodHandle waitpid =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("waitpid"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try {
            int failed = (int) prctl.invokeExact(SUBREAPER, 1L, 0L, 0L, 0L);
            if (failed != 0) {
                throw new IllegalStateException("this system does not hand over orphans");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("prctl", e);
        }
        return new Children(getrusage, waitpid);
    }

    /// The time of all that have ended so far, their children's included.
    Duration cpu() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
            int failed = (int) getrusage.invokeExact(OF_CHILDREN, usage);
            if (failed != 0) {
                throw new IllegalStateException("getrusage");
            }
            return time(usage, 0).plus(time(usage, 2L * Long.BYTES));
        } catch (Throwable e) {
            throw new IllegalStateException("getrusage", e);
        }
    }

    /// What this process has started, or taken in, and has not waited for.
    Set<Long> alive() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Waits for whatever outlived its parent.
    ///
    /// @param others what was [alive][#alive()] before that parent was started
    void waitForOrphans(Set<Long> others) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_ORPHAN.toNanos();
        while (System.nanoTime() < end) {
            List<Long> orphans = alive().stream().filter(pid -> !others.contains(pid)).toList();
            if (orphans.isEmpty()) {
                return;
            }
            orphans.forEach(this::reap);
            Thread.sleep(1);
        }
        throw new IllegalStateException("something that was started does not end");
    }

    /// Takes in the time of one that has ended.
    private void reap(long pid) {
        try {
            var _ = (int) waitpid.invokeExact((int) pid, MemorySegment.NULL, DO_NOT_BLOCK);
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid", e);
        }
    }

    private static Duration time(MemorySegment usage, long offset) {
        return Duration.ofSeconds(usage.get(ValueLayout.JAVA_LONG, offset))
                .plusNanos(1000 * usage.get(ValueLayout.JAVA_LONG, offset + Long.BYTES));
    }
}
