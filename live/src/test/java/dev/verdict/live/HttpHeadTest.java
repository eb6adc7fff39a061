package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

final class HttpHeadTest {
    @Test
    void readsBodiesByLength() throws IOException {
        assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")).isEqualTo("abc");
    }

    @Test
    void readsBodiesInChunks() throws IOException {
        assertThat(
                        body(
                                """
                                HTTP/1.1 200 OK\r
                                Transfer-Encoding: chunked\r
                                \r
                                3;name=value\r
                                abc\r
                                A\r
                                0123456789\r
                                0\r
                                Trailer: x\r
                                \r
                                """))
                .isEqualTo("abc0123456789");
    }

    @Test
    void skipsWhatIsOnlyOnTheWay() throws IOException {
        assertThat(
                        body(
                                """
                                HTTP/1.1 103 Early Hints\r
                                \r
                                HTTP/1.1 200 OK\r
                                Content-Length: 1\r
                                \r
                                x\
                                """))
                .isEqualTo("x");
    }

    @Test
    void joinsHeadersThatCameTwice() throws IOException {
        assertThat(
                        HttpHead.read(in("HTTP/1.1 200 OK\r\nWarning: a\r\nwarning: b\r\n\r\n"))
                                .headers())
                .containsEntry("warning", "a, b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
            })
    void aCutBodyIsNotWhole(String answer) {
        assertThatThrownBy(() -> body(answer)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void whatIsNotHttpIsRefused(String answer) {
        assertThatThrownBy(() -> body(answer)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aHeadThatDoesNotEndIsRefused() {
        String endless = "HTTP/1.1 200 OK\r\n" + "x-padding: abcdefgh\r\n".repeat(20_000);
        assertThatThrownBy(() -> body(endless)).isInstanceOf(ProtocolException.class);
    }

    private static String body(String answer) throws IOException {
        InputStream in = in(answer);
        return new String(HttpHead.read(in).body(in).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
