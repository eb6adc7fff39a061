package dev.verdict.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// The peak memory of a tree of processes, in KiB: for each process its own highest resident size
/// (`VmHWM`), added up over those that run at the same time. Pages that processes share count in
/// each.
///
/// @param own everything but kubectl
/// @param kubectl every process of that name
record Memory(long own, long kubectl) {
    static final Memory NONE = new Memory(0, 0);

    /// Looks again and again until the process ends, or for as long as anybody waits.
    static Memory watch(Process process, Duration patience) throws InterruptedException {
        Memory peak = NONE;
        long end = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            peak = peak.or(now(process.toHandle()));
            Thread.sleep(2);
        }
        return peak;
    }

    long all() {
        return own + kubectl;
    }

    private Memory or(Memory other) {
        return new Memory(Math.max(own, other.own), Math.max(kubectl, other.kubectl));
    }

    private static Memory now(ProcessHandle root) {
        long own = 0;
        long kubectl = 0;
        for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
            String name = "";
            long high = 0;
            try {
                for (String line :
                        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                    if (line.startsWith("Name:")) {
                        name = line.substring(5).strip();
                    } else if (line.startsWith("VmHWM:")) {
                        high = Long.parseLong(line.replaceAll("[^0-9]", ""));
                    }
                }
            } catch (IOException e) {
                // It has ended meanwhile.
            }
            if (name.startsWith("kubectl")) {
                kubectl += high;
            } else {
                own += high;
            }
        }
        return new Memory(own, kubectl);
    }
}
