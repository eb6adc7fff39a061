package dev.verdict.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/// Every command and flag there is, with its help. Built by hand, without annotations: what picocli
/// would find by reflection is here on one page, and a start pays nothing for it.
final class Grammar {
    private final String called;
    private final boolean isForHelp;

    private Grammar(String called, boolean isForHelp) {
        this.called = called;
        this.isForHelp = isForHelp;
    }

    /// What these arguments need of it: one command where they begin with its name, else all.
    ///
    /// @param called how people call the command
    static CommandSpec verdict(String called, String... arguments) {
        return new Grammar(called, true).verdict(arguments.length == 0 ? "" : arguments[0]);
    }

    /// All of it, with the flags that a help page only sums up.
    static CommandSpec forCompletion() {
        return new Grammar("verdict", false).verdict("");
    }

    private CommandSpec verdict(String only) {
        CommandSpec verdict =
                command(
                        called,
                        "COMMAND",
                        "A second opinion on Kubernetes deployments that a platform reported as"
                                + " failed.",
                        """
                        Examples:
                          CALLED check deploy/shop -n team-a --claimed-at 20m
                          CALLED check -A
                          CALLED explain ImageNotFound

                        `CALLED COMMAND --help` has flags, examples and exit codes.
                        """);
        SequencedMap<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
        commands.put("check", this::check);
        commands.put("log", this::log);
        commands.put("explain", this::explain);
        commands.put("version", this::version);
        commands.put("completion", this::completion);
        if (commands.containsKey(only)) {
            commands.keySet().retainAll(Set.of(only));
        }
        commands.forEach((name, command) -> verdict.addSubcommand(name, command.get()));
        return verdict;
    }

    private CommandSpec check() {
        CommandSpec check =
                command(
                        "check",
                        "[TYPE/NAME ...] [flags]",
                        "Did it really fail, why, whose problem is it, what to do?",
                        """
                        kubectl's own flags: --context --kubeconfig --cluster --user -s --server
                        --token --as --as-group --request-timeout

                        Examples:
                          CALLED check deploy/shop -n team-a
                          CALLED check deploy/shop --claimed-at 20m --platform nuclio
                          CALLED check -A -o wide
                          CALLED check deploy/shop --from incident.tar.gz

                        Exit codes: 0 FALSE_ALARM or HEALTHY, 1 FAILED, 3 BLOCKED, 4 STALE,
                        5 IN_PROGRESS, 6 SUPERSEDED, 7 INCONCLUSIVE; a table: its worst row's.
                        2 usage, 69 cluster or recording not reachable, 70 internal error,
                        130 interrupted.
                        """);
        check.addPositional(
                words(
                        "TYPE/NAME",
                        "As for kubectl get: TYPE/NAME, TYPE NAME, several, TYPE alone, a bare"
                                + " NAME, or nothing for the whole namespace."));
        check.addOption(value("NS", "The namespace; else the context's.", "-n", "--namespace"));
        check.addOption(flag("All namespaces, the worst first.", "-A", "--all-namespaces"));
        check.addOption(value("SELECTOR", "Only what has these labels.", "-l", "--selector"));
        check.addOption(value("PATH", "Judge a recording: a folder, .tar.gz, .zip.", "--from"));
        check.addOption(
                value("TIME", "When it gave up: RFC 3339, or an age like 20m.", "--claimed-at"));
        check.addOption(value("TEXT", "What the platform said.", "--claim-message"));
        check.addOption(value("NAME", "Which platform said it.", "--platform"));
        check.addOption(
                values(
                        "BUILD",
                        "The build meant, [CONTAINER=][TYPE/]NAME, a Job by default; or none."
                                + " Repeatable.",
                        "--build"));
        check.addOption(values("NS", "Builds may be here too. Repeatable.", "--build-namespace"));
        check.addOption(value("DIGEST", "What was built: sha256:...", "--digest"));
        check.addOption(value("NAME", "The container in question.", "--container"));
        check.addOption(value("TIME", "How long unready is still normal.", "--patience"));
        check.addOption(value("TIME", "How long a build may be silent; 15m.", "--build-patience"));
        check.addOption(flag("What was only inferred acquits nobody: 7.", "--strict"));
        check.addOption(value("FORMAT", "table, wide, json, yaml or name.", "-o", "--output"));
        check.addOption(flag("Leave out what containers printed.", "--no-logs"));
        check.addOption(colour());
        check.addOption(value("TIME", "For the whole check; 10s.", "--timeout"));
        check.addOption(value("HOW", "kubectl (if there is one) or client.", "--transport"));
        for (String[] names : Connecting.FLAGS) {
            check.addOption(
                    option(names[0].equals("--as-group"), "VALUE", "As in kubectl.", names)
                            .hidden(isForHelp)
                            .build());
        }
        return check;
    }

    private CommandSpec log() {
        CommandSpec log =
                command(
                        "log",
                        "[FILE] [flags]",
                        "What did this builder's log push, or why not?",
                        """
                        Examples:
                          kubectl -n team-a logs build-shop-x7k2p | CALLED log
                          CALLED log build.log --exit-code 1

                        Exit codes: 0 pushed, 1 not pushed, 7 the log does not say; 2 usage,
                        69 file not readable, 70 internal error, 130 interrupted.
                        """);
        log.addPositional(words("FILE", "The log; else standard input."));
        log.addOption(value("N", "How the builder's container ended.", "--exit-code"));
        log.addOption(values("REF", "A destination it was given. Repeatable.", "--destination"));
        log.addOption(output());
        log.addOption(colour());
        return log;
    }

    private CommandSpec explain() {
        CommandSpec explain =
                command(
                        "explain",
                        "[WORD or MESSAGE] [flags]",
                        "What does this cause, circumstance, verdict, reason or message mean?",
                        """
                        Examples:
                          CALLED explain ImageNotFound
                          CALLED explain CrashLoopBackOff
                          CALLED explain '0/3 nodes are available: 3 Insufficient cpu.'
                          CALLED explain

                        Exit codes: 0 known, 7 not recognised; 2 usage, 70 internal error,
                        130 interrupted.
                        """);
        explain.addPositional(
                words(
                        "WORD or MESSAGE",
                        "A word in any case, or one message; `-` reads it from standard input."
                                + " Nothing: the list."));
        explain.addOption(value("REASON", "The reason beside the message.", "--reason"));
        explain.addOption(output());
        explain.addOption(colour());
        return explain;
    }

    private CommandSpec version() {
        CommandSpec version = command("version", "[flags]", "The version of this command.", "");
        version.addOption(output());
        return version;
    }

    private CommandSpec completion() {
        CommandSpec completion =
                command(
                        "completion",
                        "bash|zsh",
                        "A completion script for your shell.",
                        """
                        Example:
                          source <(CALLED completion bash)
                        """);
        completion.addPositional(words("SHELL", "bash or zsh."));
        return completion;
    }

    private CommandSpec command(String name, String synopsis, String says, String footer) {
        CommandSpec command = CommandSpec.create().name(name);
        command.usageMessage()
                .customSynopsis((name.equals(called) ? "" : called + " ") + name + " " + synopsis)
                .description(says, "")
                .footer(("\n" + footer).replace("CALLED", called).stripTrailing())
                .commandListHeading("Commands:%n")
                .width(80)
                .sortOptions(false);
        command.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .arity("0")
                        .type(boolean.class)
                        .description("This help.")
                        .build());
        return command;
    }

    private static OptionSpec output() {
        return value("FORMAT", "text, json or yaml.", "-o", "--output");
    }

    private static OptionSpec colour() {
        return value("WHEN", "auto, always or never.", "--color");
    }

    private static OptionSpec value(String label, String says, String... names) {
        return option(false, label, says, names).build();
    }

    private static OptionSpec values(String label, String says, String... names) {
        return option(true, label, says, names).build();
    }

    private static OptionSpec.Builder option(
            boolean isRepeatable, String label, String says, String... names) {
        OptionSpec.Builder option =
                OptionSpec.builder(names).arity("1").paramLabel(label).description(says);
        return isRepeatable
                ? option.type(List.class).auxiliaryTypes(String.class)
                : option.type(String.class);
    }

    private static OptionSpec flag(String says, String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0").description(says).build();
    }

    private static PositionalParamSpec words(String label, String says) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .paramLabel(label)
                .description(says)
                .build();
    }
}
