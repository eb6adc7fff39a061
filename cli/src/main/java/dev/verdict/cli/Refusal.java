package dev.verdict.cli;

/// The command cannot do what was asked. The message is one sentence for the person who typed it:
/// what is wrong, where, and what to do. An error is never a verdict.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    private Refusal(ExitCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /// What was typed cannot be meant.
    static Refusal usage(String sentence) {
        return new Refusal(ExitCode.USAGE, sentence);
    }

    /// The cluster or the input cannot be read.
    static Refusal unavailable(String sentence) {
        return new Refusal(ExitCode.UNAVAILABLE, sentence);
    }

    ExitCode code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
