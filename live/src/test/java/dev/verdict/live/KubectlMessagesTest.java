package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

final class KubectlMessagesTest {
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
        KubectlMessages messages = saying("To sign in, open https://login.example/é\nPassword: ");
        messages.handOn();
        messages.run();
        assertThat(handedOn()).isEqualTo("To sign in, open https://login.example/é\nPassword: ");
    }

    @Test
    void leavesOutKubectlsOwnLog() {
        KubectlMessages messages =
                saying(
                        """
                        E1125 02:42:58.007271   14894 proxy_server.go:147] Error while proxying request: refused
                        2026/11/25 02:56:48 httputil: ReverseProxy read error during body copy
                        Enter code: E1125\s
                        E11 is not a log line

                        """);
        messages.handOn();
        messages.run();
        assertThat(handedOn()).isEqualTo("Enter code: E1125 \nE11 is not a log line\n\n");
    }

    @Test
    void aWarningFromBeforeItServedIsNotLost() {
        KubectlMessages messages = saying("Warning: old client\n");
        messages.run();
        messages.handOn();
        assertThat(handedOn()).isEqualTo("Warning: old client\n");
    }

    private KubectlMessages saying(String text) {
        return new KubectlMessages(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), user);
    }

    private String handedOn() {
        return user.toString(StandardCharsets.UTF_8);
    }
}
