package dev.verdict.looks.json;

/// JSON that is well-formed and yet not what the Kubernetes API writes: a text where a list
/// belongs. It never leaves this module: whoever asked for the object turns it into a gap.
public final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misread(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
