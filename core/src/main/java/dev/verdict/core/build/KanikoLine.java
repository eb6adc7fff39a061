package dev.verdict.core.build;

import dev.verdict.core.observation.Rfc3339;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One line of a Kaniko log, taken apart. Three formats are Kaniko's own: `color` (with its escape
/// characters, without them, or with only the letters left), `text` and `json`; everything else is
/// plain: its final error, or what a step printed. What a viewer put in front of the line is
/// skipped only where one of Kaniko's own lines follows.
///
/// See [logrus' text formatter](https://github.com/sirupsen/logrus/blob/v1.9.3/text_formatter.go)
/// and [Kaniko's
/// choice](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/pkg/logging/logging.go).
///
/// @param level `info`, `warning`, `error`, `fatal`, `panic`, `debug`, `trace`; empty for a plain
///   line
/// @param fromStart the coloured format's counter says that the process is younger than a second
record KanikoLine(String level, String message, Optional<Instant> at, boolean fromStart) {
    private static final int PREFIXES = 6;
    private static final int LONGEST_PREFIX = 200;
    private static final int LONGEST_CLOCK = "[2024-01-01T00:00:00.000000000+00:00]".length();
    private static final Set<String> STREAMS =
            Set.of(
                    "stdout", "stderr", "out", "err", "F", "P", "I", "E", "-", "|", "stdout:",
                    "stderr:");

    /// How Kaniko's last words begin, which it prints without level and colour.
    private static final String[] LAST_WORDS = {
        "error building image: ",
        "error pushing image: ",
        "error checking push permissions",
        "error resolving ",
        "error changing to root dir",
        "error parsing ",
        "error in setting up",
        "Error: ",
        "kaniko should only be run inside of a container",
        "panic: ",
        "fatal error: ",
        "Assertion violated ["
    };

    static KanikoLine parse(String raw) {
        String text = withoutEnd(raw);
        Optional<Instant> at = Optional.empty();
        int from = 0;
        for (int i = 0; i <= PREFIXES && from < Math.min(text.length(), LONGEST_PREFIX); i++) {
            KanikoLine own = ownAt(text, from, at);
            if (own != null) {
                return own;
            }
            int end = text.indexOf(' ', from);
            if (end < 0 || !isPrefix(text.substring(from, Math.min(end, from + LONGEST_PREFIX)))) {
                break;
            }
            if (at.isEmpty()) {
                at = Rfc3339.parse(text.substring(from, end));
            }
            from = end + 1;
        }
        return glued(text, at);
    }

    /// Whether a level was printed with it: the builder's logger wrote it, or somebody who imitates
    /// it.
    boolean isFormatted() {
        return !level.isEmpty();
    }

    /// Whether it reads like the builder's last word.
    boolean isLastWord() {
        return level.equals("fatal")
                || level.equals("panic")
                || level.equals("error") && !message.isEmpty()
                || !isFormatted() && beginsLikeLastWord(message, 0);
    }

    boolean isDebug() {
        return level.equals("debug")
                || level.equals("trace")
                || message.startsWith("registry connections: ");
    }

    private static @Nullable KanikoLine ownAt(String text, int from, Optional<Instant> at) {
        if (text.startsWith("{", from)) {
            return Fields.json(text.substring(from)).map(f -> of(f, at)).orElse(null);
        }
        if (text.startsWith("time=", from) || text.startsWith("level=", from)) {
            return Fields.logfmt(text.substring(from)).map(f -> of(f, at)).orElse(null);
        }
        KanikoLine coloured = header(text, from, at);
        if (coloured != null) {
            return coloured;
        }
        return beginsLikeLastWord(text, from)
                ? new KanikoLine("", Ansi.strip(text.substring(from)), at, false)
                : null;
    }

    private static KanikoLine of(Fields fields, Optional<Instant> at) {
        Optional<Instant> own = Rfc3339.parse(fields.time());
        return new KanikoLine(fields.level(), fields.message().strip(), own.or(() -> at), false);
    }

    private static boolean beginsLikeLastWord(String text, int from) {
        for (String word : LAST_WORDS) {
            if (text.startsWith(word, from)) {
                return true;
            }
        }
        return false;
    }

    /// `INFO[0007] message`, with or without colour.
    private static @Nullable KanikoLine header(String text, int from, Optional<Instant> at) {
        int i = Ansi.skip(text, from);
        String level = i + 4 > text.length() ? "" : level(text.substring(i, i + 4));
        i = level.isEmpty() ? text.length() : Ansi.skip(text, i + 4);
        int end = i + 1;
        while (end < Math.min(text.length(), i + LONGEST_CLOCK) && text.charAt(end) != ']') {
            end++;
        }
        if (end >= text.length() || text.charAt(i) != '[' || text.charAt(end) != ']') {
            return null;
        }
        String inside = text.substring(i + 1, end);
        Optional<Instant> own = Rfc3339.parse(inside);
        boolean counter = !inside.isEmpty() && inside.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!counter && own.isEmpty()) {
            return null;
        }
        String message = Ansi.strip(text.substring(Math.min(end + 1, text.length()))).strip();
        return new KanikoLine(level, message, own.or(() -> at), inside.equals("0000"));
    }

    private static String level(String word) {
        return switch (word) {
            case "INFO" -> "info";
            case "WARN" -> "warning";
            case "ERRO" -> "error";
            case "FATA" -> "fatal";
            case "PANI" -> "panic";
            case "DEBU" -> "debug";
            case "TRAC" -> "trace";
            default -> "";
        };
    }

    /// A step that prints no line end has the builder's next line glued to its last: then the
    /// colour tells.
    private static KanikoLine glued(String text, Optional<Instant> at) {
        for (int i = text.lastIndexOf("\u001b[3"); i > 0; i = text.lastIndexOf("\u001b[3", i - 1)) {
            KanikoLine own = header(text, i, at);
            if (own != null) {
                return own;
            }
            if (text.length() - i > LONGEST_PREFIX * LONGEST_PREFIX) {
                break;
            }
        }
        String stepFailed =
                "error building image: error building stage: failed to execute command: ";
        int error = text.lastIndexOf(stepFailed);
        return new KanikoLine("", error > 0 ? text.substring(error) : text, at, false);
    }

    /// `[pod/x/kaniko]`, a time, a stream, `kaniko |`, `step-build:`, `#12`.
    private static boolean isPrefix(String token) {
        if (STREAMS.contains(token) || token.isEmpty()) {
            return true;
        }
        char first = token.charAt(0);
        char last = token.charAt(token.length() - 1);
        return first == '[' && last == ']'
                || first == '#' && token.length() > 1
                || last == '|'
                || last == ':'
                || first >= '0' && first <= '9'
                || token.endsWith("executor")
                || token.equals("kaniko");
    }

    private static String withoutEnd(String raw) {
        int end = raw.length();
        while (end > 0 && raw.charAt(end - 1) <= ' ' && raw.charAt(end - 1) != '\u001b') {
            end--;
        }
        int start = 0;
        while (start < end
                && (raw.charAt(start) == '\r'
                        || raw.charAt(start) == 0
                        || raw.charAt(start) == '\uFEFF')) {
            start++;
        }
        return raw.substring(start, end);
    }
}
