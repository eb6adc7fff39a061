package dev.verdict.report;

/// How an answer is drawn.
///
/// @param width columns of the terminal
/// @param colour whether colours may be used; nothing is said by colour alone
/// @param showLogs whether what containers printed may be shown
public record Style(int width, boolean colour, boolean showLogs) {
    /// What a terminal has when nobody knows better.
    public static final int USUAL_WIDTH = 80;

    /// Below this no name is readable; a narrower terminal wraps by itself.
    private static final int NARROWEST = 60;

    public Style {
        width = Math.max(width, NARROWEST);
    }

    /// 80 columns, no colour, logs shown: a pipe, a file, a test.
    public static Style plain() {
        return new Style(USUAL_WIDTH, false, true);
    }

    public Style withWidth(int other) {
        return new Style(other, colour, showLogs);
    }

    public Style withColour(boolean other) {
        return new Style(width, other, showLogs);
    }

    public Style withLogs(boolean other) {
        return new Style(width, colour, other);
    }
}
