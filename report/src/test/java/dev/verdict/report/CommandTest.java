package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class CommandTest {
    @Test
    void quotesWhatTheShellWouldTakeApart() {
        assertThat(Command.looking(List.of("kubectl", "-n", "a b", "it's", "$(x)", "")).text())
                .isEqualTo("kubectl -n 'a b' 'it'\\''s' '$(x)' ''");
    }

    @Test
    void keepsAFlagAndItsValueTogether() {
        assertThat(
                        Command.looking(
                                        List.of(
                                                "kubectl",
                                                "--context",
                                                "prod",
                                                "-n",
                                                "team-a",
                                                "describe",
                                                "pod/x"))
                                .lines(32))
                .containsExactly("  kubectl --context prod \\", "    -n team-a describe pod/x");
    }

    @Test
    void breaksAWordThatIsLongerThanALineWithoutChangingIt()
            throws IOException, InterruptedException {
        String word =
                "app="
                        + Sample.LONG_IMAGE
                        + "@"
                        + Told.digest('c').value()
                        + "'\"$ \u202e"
                        + "y".repeat(100);
        Command command = Command.looking(List.of("printf", "%s\\n", "-n", "a b", word));

        List<String> lines = command.lines(80);

        assertThat(lines).allSatisfy(l -> assertThat(Cut.columns(l)).isLessThanOrEqualTo(80));
        assertThat(shell(String.join("\n", lines))).isEqualTo("-n\na b\n" + word + "\n");
        assertThat(shell(command.text())).isEqualTo("-n\na b\n" + word + "\n");
    }

    private static String shell(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script);
        bash.environment().put("LC_ALL", "C.UTF-8");
        Process process = bash.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
