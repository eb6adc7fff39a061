package dev.verdict.cli;

/// The exit codes that are not a verdict's: `docs/exit-codes.md` has them all.
enum ExitCode {
    OK(0),
    USAGE(2),
    /// As with `INCONCLUSIVE`: nobody can tell.
    CANNOT_TELL(7),
    /// The cluster or the input is not reachable.
    UNAVAILABLE(69),
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
