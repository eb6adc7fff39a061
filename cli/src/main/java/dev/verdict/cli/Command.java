package dev.verdict.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run of the command: what was typed becomes one reply, written whole or not at all, or one
/// sentence on stderr; and an exit code.
final class Command {
    private final Surroundings surroundings;
    private final PrintStream out;
    private final PrintStream err;

    Command(Surroundings surroundings, PrintStream out, PrintStream err) {
        this.surroundings = surroundings;
        this.out = out;
        this.err = err;
    }

    int run(String[] arguments) {
        try {
            Reply reply = reply(arguments);
            err.print(reply.note());
            err.flush();
            out.print(reply.answer());
            out.flush();
            return reply.code();
        } catch (Refusal e) {
            err.println("verdict: " + e.sentence());
            return e.code().number();
        } catch (RuntimeException | Error e) {
            return internal(e);
        }
    }

    /// A fault of ours: nothing on stdout, no stack where nobody asked for it.
    private int internal(Throwable fault) {
        err.println(
                "verdict: internal error ("
                        + fault.getClass().getSimpleName()
                        + (fault.getMessage() == null ? "" : ": " + Text.plain(fault.getMessage()))
                        + "); this is a bug: please report it with what VERDICT_DEBUG=1 prints"
                        + " beside it");
        if (surroundings.isDebugging()) {
            fault.printStackTrace(err);
        }
        return ExitCode.INTERNAL.number();
    }

    private Reply reply(String[] arguments) throws Refusal {
        CommandSpec grammar = Grammar.verdict(surroundings.invokedAs(), arguments);
        CommandLine line =
                new CommandLine(grammar)
                        .setExpandAtFiles(false)
                        .setOverwrittenOptionsAllowed(true)
                        .setUsageHelpWidth(80);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw Refusal.usage(sentence(e));
        }
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        CommandSpec asked = deepest.commandSpec();
        if (deepest.isUsageHelpRequested() || parsed.isUsageHelpRequested()) {
            return Reply.of(asked.commandLine().getUsageMessage(Ansi.OFF), ExitCode.OK);
        }
        Given given = new Given(deepest);
        return switch (asked.name()) {
            case "check" -> Check.run(given, surroundings, err);
            case "log" -> BuildLog.run(given, surroundings);
            case "explain" -> Explain.run(given, surroundings);
            case "version" -> Version.run(given);
            case "completion" -> Completion.run(given, surroundings);
            default ->
                    throw Refusal.usage(
                            "a command is missing; write "
                                    + surroundings.invokedAs()
                                    + " check TYPE/NAME, or see "
                                    + surroundings.invokedAs()
                                    + " --help");
        };
    }

    /// What picocli found wrong, with the remedy.
    private String sentence(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String called = command.qualifiedName();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched, command, called);
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                    missing(missing, called);
            default -> Text.plain(String.valueOf(e.getMessage())) + "; see " + called + " --help";
        };
    }

    private static String unknown(
            UnmatchedArgumentException e, CommandSpec command, String called) {
        String typed = e.getUnmatched().getFirst();
        boolean isFlag = typed.startsWith("-");
        boolean isCommand = !isFlag && !command.subcommands().isEmpty();
        String what =
                isFlag
                        ? "there is no flag " + Text.quoted(flag(typed))
                        : isCommand
                                ? "there is no command " + Text.quoted(typed)
                                : Text.quoted(typed) + " is one word too many";
        Optional<String> meant = Nearest.to(flag(typed), names(command, isFlag));
        return what
                + meant.map(name -> "; did you mean " + name + "?")
                        .orElse("; see " + called + " --help");
    }

    private static String flag(String typed) {
        int equals = typed.indexOf('=');
        return typed.startsWith("-") && equals > 0 ? typed.substring(0, equals) : typed;
    }

    private static List<String> names(CommandSpec command, boolean isFlag) {
        if (!isFlag) {
            return List.copyOf(command.subcommands().keySet());
        }
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.add(option.longestName()));
        return names;
    }

    private static String missing(MissingParameterException e, String called) {
        return e.getMissing().getFirst() instanceof CommandLine.Model.OptionSpec option
                ? option.longestName()
                        + " needs a value; write "
                        + option.longestName()
                        + " "
                        + option.paramLabel()
                : Text.plain(String.valueOf(e.getMessage())) + "; see " + called + " --help";
    }
}
