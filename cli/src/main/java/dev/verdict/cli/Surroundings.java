package dev.verdict.cli;

import dev.verdict.live.KubectlAhead;

import java.io.InputStream;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/// What the command knows of the process it runs in.
///
/// @param invokedAs how people call it: `verdict`, `kubectl verdict`
/// @param in the standard input
/// @param noColour the user wants none, whatever the terminal can do
/// @param isDebugging the user wants to see where an internal error comes from
/// @param kubectl started ahead of us, where there was reason to
/// @param zone the machine's, for what a time without one may mean
record Surroundings(
        String invokedAs,
        InputStream in,
        boolean isInTerminal,
        boolean isOutTerminal,
        boolean isErrTerminal,
        boolean noColour,
        boolean isDebugging,
        Optional<KubectlAhead> kubectl,
        Supplier<ZoneId> zone) {

    /// Nobody is watching.
    static Surroundings of(InputStream in) {
        return new Surroundings(
                "verdict",
                in,
                false,
                false,
                false,
                false,
                false,
                Optional.empty(),
                () -> ZoneId.of("UTC"));
    }

    /// A kubectl plugin is called by its file's name, and called `kubectl verdict` by people.
    static String called(String invokedAs) {
        return invokedAs.startsWith("kubectl-")
                ? "kubectl " + invokedAs.substring("kubectl-".length()).replace('_', '-')
                : "verdict";
    }
}
