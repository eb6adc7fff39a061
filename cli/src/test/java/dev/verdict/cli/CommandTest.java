package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Help, version, completion, and the name people call it by.
class CommandTest {
    @Test
    void helpsWithExamplesAndExitCodesInEightyColumns() {
        for (List<String> command :
                List.of(
                        List.<String>of(),
                        List.of("check"),
                        List.of("log"),
                        List.of("explain"),
                        List.of("version"),
                        List.of("completion"))) {
            for (String flag : List.of("-h", "--help")) {
                String[] arguments =
                        Stream.concat(command.stream(), Stream.of(flag)).toArray(String[]::new);
                Ran ran = Ran.of(arguments);
                assertThat(ran.code()).isZero();
                assertThat(ran.err()).isEmpty();
                assertThat(ran.out()).startsWith("Usage: verdict");
                assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
            }
        }
        for (String command : List.of("check", "log", "explain")) {
            assertThat(Ran.of(command, "--help").out()).contains("\nExamples:\n", "Exit codes: 0 ");
        }
    }

    @Test
    void isCalledKubectlVerdictAsAPlugin() {
        assertThat(Surroundings.called("kubectl-verdict")).isEqualTo("kubectl verdict");
        assertThat(Surroundings.called("verdict")).isEqualTo("verdict");
        assertThat(Surroundings.called("")).isEqualTo("verdict");
        Surroundings nobody = Ran.nobodyWatches("");
        Surroundings plugin =
                new Surroundings(
                        Surroundings.called("kubectl-verdict"),
                        nobody.in(),
                        false,
                        false,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        nobody.zone());
        for (String command : List.of("check", "log", "explain", "version", "completion")) {
            String help = Ran.in(plugin, command, "--help").out();
            assertThat(help).startsWith("Usage: kubectl verdict " + command);
        }
        assertThat(Ran.in(plugin, "check", "--help").out())
                .contains("\n  kubectl verdict check -A");
        assertThat(Ran.in(plugin, "--help").out()).startsWith("Usage: kubectl verdict ");
        assertThat(Ran.in(plugin, "explain", "ErrImagePull").out())
                .endsWith("Explain the message beside it: kubectl verdict explain 'MESSAGE'\n");
        assertThat(Ran.in(plugin, "check", "--zzz").err())
                .isEqualTo(
                        "verdict: there is no flag \"--zzz\"; see kubectl verdict check --help\n");
    }

    @Test
    void saysItsVersion() {
        assertThat(Ran.of("version").out()).startsWith("verdict ");
        assertThat(Ran.of("version", "-o", "json").out())
                .startsWith(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "Version",
                            "version": "\
                        """);
        assertThat(Ran.of("version", "-o", "yaml").out())
                .startsWith("apiVersion: verdict.dev/v1\nkind: Version\n");
    }

    @Test
    void completesForBashAndZsh() {
        Ran bash = Ran.of("completion", "bash");
        assertThat(bash.code()).isZero();
        assertThat(bash.out()).contains("--claimed-at", "explain", "complete -F _complete_verdict");
        assertThat(Ran.of("completion", "zsh").out()).isEqualTo(bash.out());
    }

    @Test
    void runsOneCommandAfterAnother() {
        Ran first = Ran.check("shop", "deploy/shop", "-o", "json");
        Ran second = Ran.check("shop", "deploy/shop", "-o", "json");
        assertThat(second).isEqualTo(first);
        assertThat(Arrays.asList(first.code(), second.code())).containsOnly(0);
    }
}
