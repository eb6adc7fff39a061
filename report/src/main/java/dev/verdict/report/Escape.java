package dev.verdict.report;

import java.util.regex.Pattern;

/// Makes every character visible that could act on a terminal or hide from the eye: control
/// characters, marks that turn the direction of writing, characters of no width, line ends. What is
/// left is one line.
final class Escape {
    private Escape() {}

    /// For a terminal: masked, and each such character as `\n`, `\x1b` or `\u202e`.
    static String line(String text) {
        String masked = Mask.of(text);
        if (masked.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return masked;
        }
        StringBuilder line = new StringBuilder(masked.length() + 16);
        masked.codePoints().forEach(c -> append(line, c));
        return line.toString();
    }

    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    /// The same with digests as people compare them: `sha256:c65f16437574…`.
    static String brief(String text) {
        return DIGEST.matcher(line(text)).replaceAll("$1…");
    }

    private static void append(StringBuilder line, int c) {
        if (!isHidden(c)) {
            line.appendCodePoint(c);
            return;
        }
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (c < 0x100) {
                    line.append("\\x").append(hex(c, 2));
                } else if (c < 0x10000) {
                    line.append("\\u").append(hex(c, 4));
                } else {
                    line.append("\\U").append(hex(c, 8));
                }
            }
        }
    }

    static String hex(int c, int digits) {
        String hex = Integer.toHexString(c);
        return "0".repeat(digits - hex.length()) + hex;
    }

    /// Whether a person could not see it, or a terminal would obey it.
    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    true;
            // Blanks that are not the blank, and fillers without a form.
            case Character.SPACE_SEPARATOR -> c != ' ';
            default ->
                    c == 0x115f
                            || c == 0x1160
                            || c == 0x3164
                            || c == 0xffa0
                            || c == 0x2800
                            || c >= 0xfe00 && c <= 0xfe0f
                            || c >= 0xe0100 && c <= 0xe01ef;
        };
    }
}
