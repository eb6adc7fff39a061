package dev.verdict.core.build;

/// Terminal colours: `ESC [ digits ; m`, also where a viewer dropped the ESC.
final class Ansi {
    private static final char ESC = '\u001b';

    private Ansi() {}

    /// The first place at or after `from` that no colour covers.
    static int skip(String text, int from) {
        int at = from;
        int end = end(text, at);
        while (end > at) {
            at = end;
            end = end(text, at);
        }
        return at;
    }

    static String strip(String text) {
        if (text.indexOf(ESC) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int end = text.charAt(i) == ESC ? end(text, i) : i;
            if (end > i) {
                i = end - 1;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static int end(String text, int from) {
        int i = from;
        if (i < text.length() && text.charAt(i) == ESC) {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '[') {
            return from;
        }
        i++;
        while (i < text.length()
                && (text.charAt(i) >= '0' && text.charAt(i) <= '9' || text.charAt(i) == ';')) {
            i++;
        }
        return i < text.length() && text.charAt(i) == 'm' ? i + 1 : from;
    }
}
