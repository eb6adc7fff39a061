package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Checkout;
import dev.verdict.acceptance.live.Shell.Run;
import dev.verdict.testbed.OnTestbed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The walk-through of the README, as a new user pastes it; and what is left of the testbed
/// afterwards, also when it was killed.
@ExtendWith(OnTestbed.class)
final class WalkThroughIT {
    private static final Pattern PASTED =
            Pattern.compile("<!-- run: walk-through -->\n```sh\n(.*?)```", Pattern.DOTALL);

    private static final String FOLDER = "export VERDICT_TESTBED_DIR=$HERE/testbed; cd $ROOT\n";

    /// Everything of a testbed has its number in its name.
    private static final String LEFT =
            FOLDER
                    + """
                    number=$(cut -d. -f3 $VERDICT_TESTBED_DIR/address)
                    pid=$(cat $VERDICT_TESTBED_DIR/pid)
                    %s
                    for try in $(seq 100); do
                        left=$(ip -o link show verdict$number 2>/dev/null
                            ls -d /sys/fs/cgroup/*/verdict-testbed-$number 2>/dev/null
                            grep $VERDICT_TESTBED_DIR /proc/mounts
                            pgrep -f $VERDICT_TESTBED_DIR/)
                        [ -n "$left" ] || break
                        sleep 0.1
                    done
                    echo "left: $left"
                    """;

    private Shell shell;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        shell = Shell.in(home);
    }

    @AfterEach
    void close() throws Exception {
        shell.script(FOLDER + "testbed/down");
        shell.close();
    }

    @Test
    void endsWithAFalseAlarm() throws Exception {
        Matcher pasted = PASTED.matcher(Files.readString(Checkout.root().resolve("README.md")));
        assertThat(pasted.find()).isTrue();

        Run run = shell.script(FOLDER + pasted.group(1));

        assertThat(run.err()).contains("error: timed out waiting for the condition");
        assertThat(run.out()).contains("FALSE ALARM   deployment/shop", "PLATFORM GAVE UP");
        assertThat(run.code()).isZero();
        assertThat(shell.script(LEFT.formatted("testbed/down")).out()).isEqualTo("left: \n");
    }

    @Test
    void leavesNothingWhenItIsKilled() throws Exception {
        assertThat(shell.script(FOLDER + "testbed/up").code()).isZero();

        assertThat(shell.script(LEFT.formatted("kill -9 $pid")).out()).isEqualTo("left: \n");
    }
}
