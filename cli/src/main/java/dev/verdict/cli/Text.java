package dev.verdict.cli;

/// What somebody typed or a cluster wrote, made safe to print in a sentence.
final class Text {
    private static final int LONGEST = 300;

    private Text() {}

    static String quoted(String text) {
        return "\"" + plain(text) + "\"";
    }

    /// One line without control characters and what reorders text, cut where it gets long.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(
                        c -> {
                            if (Character.isWhitespace(c)) {
                                plain.append(' ');
                            } else if (!isUnsafe(c)) {
                                plain.appendCodePoint(c);
                            }
                        });
        return text.codePointCount(0, text.length()) > LONGEST
                ? plain.append('…').toString()
                : plain.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
