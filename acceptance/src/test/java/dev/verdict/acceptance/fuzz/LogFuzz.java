package dev.verdict.acceptance.fuzz;

import dev.verdict.core.build.BuildReport;
import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.KanikoTranscript;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A build log may hold anything a step prints: it is read to its end, the same way each time, and
/// no digest comes out that did not go in.
///
/// The first line of the input is what the builder was told, its arguments between blanks; the rest
/// is the log.
public final class LogFuzz {
    private static final String DIGEST_START = "sha256:";

    private LogFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String told = end < 0 ? "" : text.substring(0, end);
        String log = text.substring(end + 1);
        KanikoRun run =
                told.isBlank()
                        ? KanikoRun.unknown()
                        : KanikoRun.parse(
                                List.of(), List.of(told.split(" ", -1)), Map.of("IT", told));
        KanikoTranscript once = read(run, log);
        KanikoTranscript again = read(run, log);
        if (!once.equals(again)) {
            throw new AssertionError(once + " and then " + again);
        }
        for (int exit = 0; exit < 2; exit++) {
            BuildReport report = BuildReport.of(once, run, OptionalInt.of(exit));
            if (!report.pushed().isEmpty() && !log.contains(DIGEST_START)) {
                throw new AssertionError("nobody wrote " + report.pushed());
            }
        }
    }

    private static KanikoTranscript read(KanikoRun run, String text) {
        KanikoLog log = new KanikoLog(run);
        text.lines().forEach(log::line);
        return log.end(false);
    }
}
