package dev.verdict.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/// `verdict completion SHELL`.
final class Completion {
    private Completion() {}

    static Reply run(Given given, Surroundings surroundings) throws Refusal {
        String called = surroundings.invokedAs();
        if (given.words().size() != 1) {
            throw Refusal.usage("name one shell; write " + called + " completion bash, or zsh");
        }
        String shell = given.words().getFirst();
        return switch (shell) {
            case "bash", "zsh" ->
                    Reply.of(
                            AutoComplete.bash("verdict", new CommandLine(Grammar.forCompletion())),
                            ExitCode.OK);
            case "fish", "powershell" ->
                    throw Refusal.usage(
                            "there is no completion for " + shell + " yet; bash and zsh have one");
            default ->
                    throw Refusal.usage(
                            Text.quoted(shell)
                                    + " is not a shell with a completion; those are bash and zsh");
        };
    }
}
