package dev.verdict.acceptance.live;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what a server does a moment later, such as a watch that has to arrive.
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private Eventually() {}

    static void is(String what, Callable<Boolean> condition) {
        long begin = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - begin > LONGEST.toNanos()) {
                    throw new AssertionError("never came true: " + what);
                }
                Thread.sleep(BETWEEN);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
