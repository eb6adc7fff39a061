package dev.verdict.cli;

import dev.verdict.live.Connection;
import dev.verdict.live.Context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// kubectl's own connection flags, passed through as they are.
final class Connecting {
    /// With every name each has.
    static final String[][] FLAGS = {
        {"--context"},
        {"--kubeconfig"},
        {"--cluster"},
        {"--user"},
        {"-s", "--server"},
        {"--token"},
        {"--as"},
        {"--as-group"},
        {"--request-timeout"}
    };

    private Connecting() {}

    static Connection connection(Given given) throws Refusal {
        if (given.has("--request-timeout")) {
            var _ = Times.requestTimeout(given.value("--request-timeout").orElse(""));
        }
        return new Connection(
                given.value("--kubeconfig"),
                given.value("--context"),
                given.value("--cluster"),
                given.value("--user"),
                given.value("--server"),
                given.value("--token"),
                given.value("--as"),
                given.values("--as-group"),
                given.value("--request-timeout"));
    }

    /// What a command needs to reach the same cluster again, as far as it may be shown: never a
    /// token.
    static List<String> toRepeat(Connection connection, Context context) {
        List<String> flags = new ArrayList<>();
        add(flags, "--kubeconfig", connection.kubeconfig());
        add(flags, "--context", connection.context().or(context::name));
        add(flags, "--cluster", connection.cluster());
        add(flags, "--user", connection.user());
        add(flags, "--server", connection.server());
        add(flags, "--as", connection.as());
        connection.asGroups().forEach(group -> add(flags, "--as-group", Optional.of(group)));
        return List.copyOf(flags);
    }

    private static void add(List<String> flags, String name, Optional<String> value) {
        if (value.isPresent()) {
            flags.add(name);
            flags.add(value.get());
        }
    }

    /// A recording is no cluster to connect to.
    static void refuseWith(String other, Given given) throws Refusal {
        for (String[] names : FLAGS) {
            String name = names[names.length - 1];
            if (given.has(name)) {
                throw Refusal.usage(
                        name + " says how to reach a cluster, and " + other + "; leave one out");
            }
        }
    }
}
