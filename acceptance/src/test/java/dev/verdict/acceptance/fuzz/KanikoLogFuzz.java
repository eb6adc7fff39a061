package dev.verdict.acceptance.fuzz;

import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.KanikoTranscript;

import java.nio.charset.StandardCharsets;

/// A build log may hold anything a step prints: it is read to its end, the same way each time.
public final class KanikoLogFuzz {

    private KanikoLogFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        KanikoTranscript once = read(text);
        KanikoTranscript again = read(text);
        if (!once.equals(again)) {
            throw new AssertionError(once + " and then " + again);
        }
    }

    private static KanikoTranscript read(String text) {
        KanikoLog log = new KanikoLog(KanikoRun.unknown());
        text.lines().forEach(log::line);
        return log.end(false);
    }
}
