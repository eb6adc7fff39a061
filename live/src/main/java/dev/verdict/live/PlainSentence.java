package dev.verdict.live;

import java.util.Locale;

/// What another program said, made one line that is safe to print.
final class PlainSentence {
    private static final int LONGEST = 400;

    private PlainSentence() {}

    static String of(String said) {
        StringBuilder plain = new StringBuilder();
        boolean gap = false;
        for (int at = 0; at < said.length() && plain.length() < LONGEST; ) {
            int c = said.codePointAt(at);
            at += Character.charCount(c);
            if (isUnsafe(c) || Character.isWhitespace(c)) {
                gap = plain.length() > 0;
            } else {
                if (gap) {
                    plain.append(' ');
                    gap = false;
                }
                plain.appendCodePoint(c);
            }
        }
        if (plain.length() >= LONGEST) {
            plain.append('…');
        }
        return plain.toString();
    }

    /// The last line kubectl printed, without its `error:` in front.
    static String ofKubectl(String printed) {
        String last =
                printed.lines()
                        .map(PlainSentence::of)
                        .filter(line -> !line.isEmpty())
                        .reduce("", (a, b) -> b);
        return last.toLowerCase(Locale.ROOT).startsWith("error: ")
                ? last.substring("error: ".length())
                : last;
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.PRIVATE_USE;
    }
}
