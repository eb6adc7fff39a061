package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.looks.cluster.Deadline;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

final class KubectlMessagesTest {
    private static final String SERVES = "Starting to serve on /tmp/verdict-1-a0/s\n";

    private final ByteArrayOutputStream user = new ByteArrayOutputStream();

    @Test
    void keepsWhyItDidNotStart() {
        KubectlMessages messages = saying("error: context \"nope\" does not exist\n");
        messages.run();
        assertThat(messages.kept()).isEqualTo("error: context \"nope\" does not exist\n");
        assertThat(PlainSentence.ofKubectl(messages.kept()))
                .isEqualTo("context \"nope\" does not exist");
        assertThat(user.size()).isZero();
    }

    @Test
    void handsOnWhatALoginAsksEvenWithoutAnEndOfLine() {
        KubectlMessages messages =
                saying(SERVES + "To sign in, open https://login.example/é\nPassword: ");
        messages.run();
        assertThat(handedOn()).isEqualTo("To sign in, open https://login.example/é\nPassword: ");
    }

    @Test
    void leavesOutKubectlsOwnLog() {
        KubectlMessages messages =
                saying(
                        SERVES
                                + """
                                E1125 02:42:58.007271   14894 proxy_server.go:147] Error while proxying request: refused
                                2026/11/25 02:56:48 httputil: ReverseProxy read error during body copy
                                Enter code: E1125\s
                                E11 is not a log line

                                """);
        messages.run();
        assertThat(handedOn()).isEqualTo("Enter code: E1125 \nE11 is not a log line\n\n");
    }

    @Test
    void aWarningFromBeforeItServedIsNotLost() {
        KubectlMessages messages = saying("Warning: old client\n" + SERVES);
        messages.run();
        assertThat(handedOn()).isEqualTo("Warning: old client\n");
    }

    @Test
    void servesOnceItSaysSoInALineOfItsOwn() throws Exception {
        KubectlMessages late = saying("It is not Starting to serve\nStarting to serve on");
        late.run();
        assertThat(late.serves(Deadline.in(Duration.ofMinutes(1)))).isFalse();

        KubectlMessages messages =
                saying("not Starting to serve" + "w".repeat(40_000) + "\n" + SERVES);
        messages.run();
        assertThat(messages.serves(Deadline.in(Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void isNotWaitedForAfterTheDeadline() throws Exception {
        KubectlMessages silent = saying("");
        assertThat(silent.serves(Deadline.in(Duration.ZERO))).isFalse();
    }

    private KubectlMessages saying(String text) {
        return new KubectlMessages(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), user);
    }

    private String handedOn() {
        return user.toString(StandardCharsets.UTF_8);
    }
}
