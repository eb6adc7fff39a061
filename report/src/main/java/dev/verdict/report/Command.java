package dev.verdict.report;

import java.util.ArrayList;
import java.util.List;

/// A command that can be pasted into a shell: each word quoted where it needs to be, nothing ever
/// cut.
///
/// @param changes whether it changes the cluster
public record Command(List<String> words, boolean changes) {
    private static final String SAFE =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,-";

    public Command {
        words = List.copyOf(words);
    }

    static Command looking(List<String> words) {
        return new Command(words, false);
    }

    static Command changing(List<String> words) {
        return new Command(words, true);
    }

    /// On one line, however long.
    public String text() {
        return String.join(" ", words.stream().map(Command::quoted).toList());
    }

    static String quoted(String word) {
        if (!word.isEmpty() && word.chars().allMatch(c -> SAFE.indexOf(c) >= 0)) {
            return word;
        }
        if (word.codePoints().noneMatch(Escape::isHidden)) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
        StringBuilder quoted = new StringBuilder("$'");
        word.codePoints()
                .forEach(
                        c -> {
                            if (c == '\'' || c == '\\') {
                                quoted.append('\\').appendCodePoint(c);
                            } else if (!Escape.isHidden(c)) {
                                quoted.appendCodePoint(c);
                            } else if (c < 0x10000) {
                                quoted.append("\\u").append(Escape.hex(c, 4));
                            } else {
                                quoted.append("\\U").append(Escape.hex(c, 8));
                            }
                        });
        return quoted.append('\'').toString();
    }

    /// Broken between words with ` \`, a flag and its value together; a word longer than a line is
    /// broken inside, where the shell joins it again.
    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        String line = "  ";
        for (int i = 0; i < words.size(); i++) {
            String quoted = quoted(words.get(i));
            boolean first = line.isBlank();
            if (!first && Cut.columns(line) + 1 + Cut.columns(unit(i)) > width - 2) {
                lines.add(line + " \\");
                line = "    ";
                first = true;
            }
            if (Cut.columns(line) + 1 + Cut.columns(quoted) <= width - 2) {
                line = first ? line + quoted : line + " " + quoted;
                continue;
            }
            if (!first) {
                lines.add(line + " \\");
                line = "    ";
            }
            int indent = width - 2 - Cut.columns(quoted);
            if (indent >= 0) {
                line = " ".repeat(Math.min(indent, 4)) + quoted;
                continue;
            }
            List<String> pieces = pieces(words.get(i), width - 2 - line.length(), width - 2);
            for (int p = 0; p < pieces.size() - 1; p++) {
                lines.add((p == 0 ? line : "") + pieces.get(p) + "\\");
            }
            line = pieces.size() == 1 ? line + pieces.getFirst() : pieces.getLast();
        }
        lines.add(line);
        return lines;
    }

    /// The word, or the flag with its value.
    private String unit(int at) {
        String word = words.get(at);
        boolean hasValue =
                word.startsWith("-")
                        && !word.contains("=")
                        && at + 1 < words.size()
                        && !words.get(at + 1).startsWith("-");
        return hasValue ? quoted(word) + " " + quoted(words.get(at + 1)) : quoted(word);
    }

    private static List<String> pieces(String word, int first, int width) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < word.length()) {
            int room = pieces.isEmpty() ? first : width;
            int end = Math.min(word.length(), at + room);
            while (end > at + 1 && Cut.columns(quoted(word.substring(at, end))) > room) {
                end--;
            }
            if (end < word.length()
                    && Character.isHighSurrogate(word.charAt(end - 1))
                    && end > at + 1) {
                end--;
            }
            pieces.add(quoted(word.substring(at, end)));
            at = end;
        }
        return pieces;
    }
}
