package dev.verdict.report;

/// One line of a screen, of which a beginning may be painted.
record Line(String text, int painted, Paint paint) {
    static final Line BLANK = new Line("", 0, Paint.NONE);

    static Line of(String text) {
        return new Line(text, 0, Paint.NONE);
    }

    static Line headed(String head, Paint paint, String rest) {
        return new Line(head + rest, head.length(), paint);
    }

    String drawn(boolean colour) {
        String bare = text.stripTrailing();
        return painted == 0 || painted > bare.length()
                ? bare
                : paint.of(bare.substring(0, painted), colour) + bare.substring(painted);
    }
}
