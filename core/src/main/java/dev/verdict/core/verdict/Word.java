package dev.verdict.core.verdict;

/// The seven verdicts, the worst first: the order of a table, and which of several decides.
public enum Word {
    FAILED(1),
    BLOCKED(3),
    STALE(4),
    INCONCLUSIVE(7),
    IN_PROGRESS(5),
    SUPERSEDED(6),
    FALSE_ALARM(0);

    private final int exitCode;

    Word(int exitCode) {
        this.exitCode = exitCode;
    }

    /// The command's exit code for it.
    public int exitCode() {
        return exitCode;
    }
}
