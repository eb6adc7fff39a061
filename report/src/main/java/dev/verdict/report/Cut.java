package dev.verdict.report;

import java.util.ArrayList;
import java.util.List;

/// Fits text into columns.
final class Cut {
    private static final String MARK = "…";

    private Cut() {}

    /// How many columns a terminal gives to the text; wide characters take two, combining marks
    /// none.
    static int columns(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        return text.codePoints().map(Cut::columns).sum();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return false;
            }
        }
        return true;
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                c >= 0x1100
                        && (c <= 0x115f
                                || c >= 0x2e80 && c <= 0xa4cf
                                || c >= 0xac00 && c <= 0xd7a3
                                || c >= 0xf900 && c <= 0xfaff
                                || c >= 0xfe30 && c <= 0xfe6f
                                || c >= 0xff00 && c <= 0xff60
                                || c >= 0xffe0 && c <= 0xffe6
                                || c >= 0x1f000 && c <= 0x1faff
                                || c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /// Leaves out the middle: the beginning says what it is, the end which one.
    static String middle(String text, int width) {
        return middle(text, width, Math.max(width - 1, 0) * 2 / 5);
    }

    private static String middle(String text, int width, int tail) {
        if (columns(text) <= width) {
            return text;
        }
        if (width <= 1) {
            return MARK.substring(0, Math.max(width, 0));
        }
        return head(text, width - 1 - tail) + MARK + tail(text, tail);
    }

    /// Leaves out the end.
    static String end(String text, int width) {
        return columns(text) <= width ? text : head(text, Math.max(width - 1, 0)) + MARK;
    }

    private static String head(String text, int width) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            used += columns(c);
            if (used > width) {
                break;
            }
            at += Character.charCount(c);
        }
        return text.substring(0, at);
    }

    private static String tail(String text, int width) {
        int used = 0;
        int at = text.length();
        while (at > 0) {
            int c = text.codePointBefore(at);
            used += columns(c);
            if (used > width) {
                break;
            }
            at -= Character.charCount(c);
        }
        return text.substring(at);
    }

    /// Breaks at blanks; a word that is longer than a line loses its middle.
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String fits = middle(word, width);
            if (!line.isEmpty() && columns(line.toString()) + 1 + columns(fits) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(fits);
        }
        lines.add(line.toString());
        return lines;
    }

    /// Wraps to at most so many lines; of more the middle is left out.
    static List<String> wrap(String text, int width, int most) {
        List<String> lines = wrap(text, width);
        for (int room = width * most; lines.size() > most && room > 0; room -= 4) {
            lines = wrap(middle(text, room, room / 2), width);
        }
        return lines;
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(width - columns(text), 0));
    }
}
