package dev.verdict.core.build;

import java.util.Optional;

/// Level, message and time of a line that logrus wrote as JSON or as `key=value`. A value that is
/// cut ends where the line ends.
record Fields(String level, String message, String time) {
    static Optional<Fields> json(String text) {
        String level = "";
        String message = "";
        String time = "";
        int i = 1;
        while (i < text.length() && text.charAt(i) != '}') {
            int key = text.indexOf('"', i);
            if (key < 0) {
                break;
            }
            StringBuilder name = new StringBuilder();
            i = quoted(text, key, name);
            if (i >= text.length() || text.charAt(i) != ':') {
                return Optional.empty();
            }
            while (++i < text.length() && text.charAt(i) == ' ') {}
            if (i >= text.length() || text.charAt(i) != '"') {
                return Optional.empty();
            }
            StringBuilder value = new StringBuilder();
            i = quoted(text, i, value);
            switch (name.toString()) {
                case "level" -> level = value.toString();
                case "msg" -> message = value.toString();
                case "time" -> time = value.toString();
                default -> {}
            }
        }
        return found(level, message, time);
    }

    static Optional<Fields> logfmt(String text) {
        String level = "";
        String message = "";
        String time = "";
        int i = 0;
        while (i < text.length()) {
            int equals = text.indexOf('=', i);
            if (equals < 0) {
                break;
            }
            String name = text.substring(i, equals).strip();
            StringBuilder value = new StringBuilder();
            i = equals + 1;
            if (i < text.length() && text.charAt(i) == '"') {
                i = quoted(text, i, value);
            } else {
                int end = text.indexOf(' ', i);
                end = end < 0 ? text.length() : end;
                value.append(text, i, end);
                i = end;
            }
            switch (name) {
                case "level" -> level = value.toString();
                case "msg" -> message = value.toString();
                case "time" -> time = value.toString();
                default -> {}
            }
        }
        return found(level, message, time);
    }

    private static Optional<Fields> found(String level, String message, String time) {
        String known = level.equals("warn") ? "warning" : level;
        return switch (known) {
            case "info", "warning", "error", "fatal", "panic", "debug", "trace" ->
                    Optional.of(new Fields(known, message, time));
            default -> Optional.empty();
        };
    }

    /// Reads the quoted text that begins at `from`; the answer is the place after it.
    private static int quoted(String text, int from, StringBuilder value) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                i += escaped(text, i, value);
            } else {
                value.append(c);
                i++;
            }
        }
        return i + 1;
    }

    private static int escaped(String text, int at, StringBuilder value) {
        char c = text.charAt(at);
        int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
        if (digits > 0 && at + digits < text.length() && isHex(text, at + 1, at + 1 + digits)) {
            value.append((char) Integer.parseInt(text, at + 1, at + 1 + digits, 16));
            return digits + 1;
        }
        value.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> c;
                });
        return 1;
    }

    private static boolean isHex(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
