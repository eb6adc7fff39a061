package dev.verdict.core.build;

import dev.verdict.core.cause.BuilderErrors;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a Kaniko log one line at a time and keeps only what destinations need, so that a huge log
/// costs no more memory than a small one.
///
/// A RUN step may print anything, the builder's own lines included. A step begins with the
/// builder's `Args: [` or `Running: [` and ends with the next line in the builder's format that
/// starts a snapshot; what is printed between is counted and not believed. A failing step has no
/// such end: there the builder's final error is believed only when it is the log's last word. Of
/// every destination the last `Pushing image to` counts, so a pair that a step forged before is
/// forgotten when the real one comes, and an error after a forged pair outweighs it.
///
/// See [the order of
/// things](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/pkg/executor/build.go) and
/// [the push
/// lines](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/pkg/executor/push.go).
public final class KanikoLog {
    /// So many lines of a step before its `exit status` may tell that the network was to blame.
    private static final int STEP_LINES = 50;

    /// So much of such a line is looked at.
    private static final int STEP_LINE = 500;

    private static final int TAIL_LINES = 5;

    /// Within so many lines a wrapper script's own output may stand before the builder's first.
    private static final int START_LINES = 50;

    private static final String PUSHING = "Pushing image to ";
    private static final String PUSHED = "Pushed ";

    private static final String[] STARTS = {
        "active feature flags", "Using dockerignore", "Resolved base name", "Retrieving image"
    };

    /// What the builder says while it builds, and never after a destination's push has begun.
    private static final String[] WORK = {
        "Taking snapshot of",
        "Running: [",
        "Unpacking rootfs",
        "Building stage",
        "Initializing snapshotter"
    };

    private static final String[] NETWORK = {
        "could not resolve host",
        "temporary failure in name resolution",
        "temporary failure resolving",
        "name or service not known",
        "connection timed out",
        "connection refused",
        "connection reset",
        "network is unreachable",
        "no route to host",
        "no such host",
        "i/o timeout",
        "read timed out",
        "bad address",
        "max retries exceeded",
        "429 too many requests",
        "502 bad gateway",
        "503 service unavailable",
        "enotfound",
        "econnreset",
        "etimedout",
        "eai_again"
    };

    private final PushLines pushes;
    private final List<String> stepLines = new ArrayList<>();
    private final List<LogLine> tail = new ArrayList<>();
    private @Nullable LogLine lastOwn;
    private @Nullable LogLine error;
    private @Nullable LogLine overtaken;
    private @Nullable LogLine retry;
    private @Nullable Instant lastTime;
    private long lines;
    private boolean inStep;
    private boolean errorInStep;
    private boolean beginsAtStart;
    private boolean anyLine;
    private boolean workAfterPush;
    private boolean skippedPush;
    private boolean saysPushed;
    private boolean checkedPush;
    private boolean immutableTagIgnored;
    private boolean stepKilled;
    private boolean networkFault;

    public KanikoLog(KanikoRun run) {
        pushes = new PushLines(run);
    }

    /// The next line, without its line end.
    public void line(String text) {
        lines++;
        if (lines == 1 && text.startsWith("unable to retrieve container logs for ")) {
            // the kubelet's answer instead of a log:
            // https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/kubelet/kubelet_pods.go
            lines = 0;
            return;
        }
        KanikoLine line = KanikoLine.parse(text);
        LogLine seen = LogLine.of(lines, line.message(), line.at());
        if (line.at().isPresent()) {
            lastTime = line.at().get();
        }
        if (!line.message().isEmpty()) {
            keep(tail, seen, TAIL_LINES);
            noteStart(line);
            anyLine = true;
        }
        if (inStep) {
            stepLine(line, seen);
        } else if (line.isFormatted()) {
            ownLine(line, seen);
        } else {
            plainLine(line, seen);
        }
    }

    private void noteStart(KanikoLine line) {
        boolean start = line.fromStart() && !beginsWithAny(line.message(), WORK);
        boolean lastWord = !anyLine && line.isLastWord();
        beginsAtStart |= lastWord || !anyLine && start && !isPushLine(line);
        beginsAtStart |=
                lines <= START_LINES
                        && line.isFormatted()
                        && beginsWithAny(line.message(), STARTS)
                        && lastOwn == null;
        beginsAtStart |=
                !anyLine && line.message().startsWith("make sure you entered the correct tag");
    }

    private static boolean isPushLine(KanikoLine line) {
        return line.message().startsWith(PUSHED) || line.message().startsWith(PUSHING);
    }

    // ---- the builder's own lines

    private void ownLine(KanikoLine line, LogLine seen) {
        if (line.isDebug()) {
            return;
        }
        lastOwn = seen;
        retry = null;
        if (line.isLastWord()) {
            error(seen, false);
            return;
        }
        overtake();
        String message = line.message();
        if (message.startsWith("Running: [")
                || message.startsWith("Args: [")
                || message.startsWith("args: [")) {
            beginStep();
        }
        if (beginsWithAny(message, WORK)) {
            workAfterPush = pushes.anyBegun();
        } else if (message.startsWith(PUSHING)) {
            pushing(message.substring(PUSHING.length()).strip(), seen);
        } else if (message.startsWith(PUSHED)) {
            saysPushed |= message.startsWith(PUSHED + "image to ");
            pushes.pushed(message.substring(PUSHED.length()), seen);
        } else if (isLayer(message)) {
            noteLayer(message);
        } else if (message.startsWith(
                "Skipping push to container registry due to --no-push flag")) {
            skippedPush = true;
        } else if (message.startsWith("Immutable tag error ignored for ")) {
            immutableTagIgnored = true;
        } else if (message.startsWith("Retrying operation after ")) {
            retry = seen;
        } else if (message.startsWith("make sure you entered the correct tag name")) {
            checkedPush = true;
        }
    }

    private static boolean isLayer(String message) {
        return message.startsWith("Pushing layer ") && message.endsWith(" to cache now");
    }

    private void noteLayer(String message) {
        int begin = "Pushing layer ".length();
        int end = message.length() - " to cache now".length();
        pushes.layer(message.substring(begin, Math.max(end, begin)));
    }

    private void pushing(String name, LogLine seen) {
        if (pushes.pushing(name, seen, beginsAtStart)) {
            workAfterPush = false;
            skippedPush = false;
            overtaken = null;
        }
    }

    private void error(LogLine seen, boolean insideStep) {
        if (error == null || !insideStep || errorInStep) {
            error = seen;
            errorInStep = insideStep;
        }
        checkedPush |= seen.text().contains("checking push permission");
    }

    private void overtake() {
        if (error != null) {
            overtaken = error;
            error = null;
        }
    }

    // ---- plain lines

    private void plainLine(KanikoLine line, LogLine seen) {
        if (line.isLastWord()) {
            boolean echoOfWrapper = error != null && line.message().startsWith("Error: ");
            if (!echoOfWrapper) {
                error(seen, false);
            }
            lastOwn = seen;
            retry = null;
        } else if (line.message().equals("Killed") && error == null && !pushes.isCurrentEnded()) {
            // the shell around the builder says so:
            // https://www.gnu.org/software/bash/manual/bash.html#Exit-Status
            error(seen, false);
        } else {
            if (pushes.oldDigestLine(line.message(), seen, beginsAtStart)) {
                lastOwn = seen;
            }
        }
    }

    // ---- a step's output

    private void beginStep() {
        inStep = true;
        stepLines.clear();
    }

    private void stepLine(KanikoLine line, LogLine seen) {
        String message = line.message();
        boolean endsStep =
                line.level().equals("info")
                        && (message.startsWith("Taking snapshot of ")
                                || message.startsWith("No files changed in this command"));
        if (endsStep) {
            inStep = false;
            ownLine(line, seen);
            return;
        }
        if (line.isDebug()) {
            return;
        }
        if (line.isFormatted() && isLayer(message)) {
            noteLayer(message);
        }
        if (isStepFailure(line)) {
            error(seen, true);
            networkFault = stepLines.stream().anyMatch(KanikoLog::speaksOfNetwork);
            return;
        }
        boolean crash = message.startsWith("panic: ") || message.startsWith("fatal error: ");
        if (crash && error == null) {
            error(seen, true);
        } else if (error != null && !isCrash(error) && !message.isEmpty()) {
            overtake();
        }
        stepKilled |= saysKilled(message);
        keep(stepLines, message.substring(0, Math.min(message.length(), STEP_LINE)), STEP_LINES);
    }

    /// Plain now; the first releases wrote it through their logger.
    private static boolean isStepFailure(KanikoLine line) {
        boolean old = line.level().equals("error") && line.message().startsWith("exit status ");
        return old || !line.isFormatted() && line.message().startsWith("error building image: ");
    }

    private static boolean isCrash(LogLine line) {
        return line.text().startsWith("panic: ") || line.text().startsWith("fatal error: ");
    }

    /// What busybox and bash print for a child that the kernel ended.
    private static boolean saysKilled(String message) {
        return message.equals("Killed")
                || message.contains(" Killed ") && message.contains("line ");
    }

    private static boolean speaksOfNetwork(String line) {
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        for (String word : NETWORK) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    // ---- the end

    /// What the log says; `truncatedEnd` where the reader knows that lines are missing behind.
    public KanikoTranscript end(boolean truncatedEnd) {
        List<Push> shown = pushes.pushes();
        boolean reached = checkedPush || shown.stream().anyMatch(p -> !(p instanceof Push.Missing));
        Optional<ErrorLine> last = errorLine(error, errorInStep);
        boolean cut = truncatedEnd || lines == 0 || inStep && last.isEmpty();
        return new KanikoTranscript(
                shown,
                last,
                errorLine(overtaken, false),
                beginsAtStart,
                cut,
                truncatedEnd,
                inStep,
                workAfterPush,
                pushes.unpaired(),
                skippedPush,
                saysPushed,
                reached,
                immutableTagIgnored,
                stepKilled
                        || last.filter(e -> e.line().text().contains("signal: killed")).isPresent(),
                networkFault && last.filter(ErrorLine::isOfStep).isPresent(),
                retrying(),
                lines,
                Optional.ofNullable(lastOwn),
                List.copyOf(tail),
                Optional.ofNullable(lastTime));
    }

    private static Optional<ErrorLine> errorLine(@Nullable LogLine line, boolean insideStep) {
        return line == null
                ? Optional.empty()
                : Optional.of(
                        new ErrorLine(line, BuilderErrors.of(line.text(), false), insideStep));
    }

    private Optional<Retry> retrying() {
        if (retry == null || error != null) {
            return Optional.empty();
        }
        boolean atPush = pushes.isCurrentOpen();
        String text = retry.text();
        int due = text.indexOf(" due to ");
        String why = due < 0 ? text : text.substring(due + " due to ".length());
        String inContext = atPush ? why : "error building image: " + why;
        return Optional.of(new Retry(retry, atPush, BuilderErrors.of(inContext, atPush)));
    }

    // ---- bounded memory

    private static <T> void keep(List<T> list, T value, int most) {
        if (list.size() >= most) {
            list.removeFirst();
        }
        list.add(value);
    }

    private static boolean beginsWithAny(String message, String[] beginnings) {
        for (String beginning : beginnings) {
            if (message.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
