package dev.verdict.report;

import java.util.Optional;

/// What a person should do next, with the command that does it where there is one.
public record Action(String text, Optional<Command> command) {
    static Action of(String text, Command command) {
        return new Action(text, Optional.of(command));
    }

    static Action of(String text) {
        return new Action(text, Optional.empty());
    }
}
