package dev.verdict.looks.asking;

import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.KanikoTranscript;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;

import java.io.IOException;
import java.io.InputStream;

/// A builder's log that somebody has at hand, read line by line as one that a cluster hands out. It
/// may have any size: nobody sent it to fill this memory, and no line is kept.
public final class LogAtHand {
    private LogAtHand() {}

    /// The log from its first line to its last.
    ///
    /// @throws IOException where it cannot be read to its end
    public static Observation<KanikoTranscript> read(InputStream log, KanikoRun run)
            throws IOException {
        KanikoLog builders = new KanikoLog(run);
        FirstLine first = new FirstLine(builders::line);
        Lines.of(log, first::accept);
        return first.refusal().isPresent()
                ? Observation.unavailable(new Gap.Unreachable(first.refusal().get()))
                : Observation.seen(builders.end(false));
    }
}
