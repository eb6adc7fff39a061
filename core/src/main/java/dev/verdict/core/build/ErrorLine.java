package dev.verdict.core.build;

import dev.verdict.core.cause.Diagnosis;

import java.util.Optional;

/// The builder's own error.
///
/// @param insideStep nothing but its position at the log's end tells it from what a step printed
public record ErrorLine(LogLine line, Optional<Diagnosis> diagnosis, boolean insideStep) {
    private static final String STATUS = "waiting for process to exit: exit status ";

    /// Whether it is a RUN step that failed, as against the builder's own work.
    boolean isOfStep() {
        return line.text().contains("failed to execute command");
    }

    /// Whether the builder can have ended so after this error. It exits with the step's own code,
    /// with 255 when the step was killed, else with 1, and a script around it with what it likes;
    /// but a builder that a signal ended did not print its last word before. See [its
    /// exits](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/cmd/executor/cmd/root.go).
    boolean fits(Exit exit) {
        int at = line.text().indexOf(STATUS);
        if (at >= 0) {
            String status = line.text().substring(at + STATUS.length()).strip();
            boolean same =
                    exit.code().isPresent()
                            && status.equals(String.valueOf(exit.code().getAsInt()));
            return same || !exit.mayBeKilled();
        }
        return isCrash() ? exit.is(2) : !exit.isBySignal();
    }

    /// Whether a Go program broke, be it the builder or one that a step ran.
    boolean isCrash() {
        return line.text().startsWith("panic: ") || line.text().startsWith("fatal error: ");
    }

    /// The destination whose push failed, as written.
    public Optional<String> failedDestination() {
        for (String before :
                new String[] {
                    "failed to push to destination ", "checking push permission for \""
                }) {
            int at = line.text().indexOf(before);
            if (at >= 0) {
                String rest = line.text().substring(at + before.length());
                int end = rest.indexOf(before.endsWith("\"") ? "\"" : ": ");
                return Optional.of(end < 0 ? rest : rest.substring(0, end));
            }
        }
        return Optional.empty();
    }
}
