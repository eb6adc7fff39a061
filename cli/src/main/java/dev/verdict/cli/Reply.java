package dev.verdict.cli;

/// What a command has to say, whole, before a byte of it is written.
///
/// @param answer for stdout
/// @param note for stderr, empty where there is nothing to add
record Reply(String answer, String note, int code) {
    static Reply of(String answer, int code) {
        return new Reply(answer, "", code);
    }

    static Reply of(String answer, ExitCode code) {
        return of(answer, code.number());
    }
}
