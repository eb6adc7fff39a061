package dev.verdict.looks.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.looks.FakeCluster;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class LinesTest {
    private static List<String> lines(byte[] bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines.of(new ByteArrayInputStream(bytes), lines::add);
        return lines;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void splitsAtLineFeedsAndDropsTheReturnBeforeThem() throws IOException {
        assertThat(lines("a\r\nb\n\nc\rd\n")).containsExactly("a", "b", "", "c\rd");
        assertThat(lines("no end")).containsExactly("no end");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void repairsBrokenText() throws IOException {
        assertThat(lines(new byte[] {'a', (byte) 0xff, 'b', 0, '\n'}))
                .containsExactly("a\uFFFDb\0");
    }

    @Test
    void keepsTheBeginningOfAnEndlessLine() throws IOException {
        assertThat(lines("x".repeat(5_000_000) + "\nnext"))
                .containsExactly("x".repeat(64 * 1024), "next");
    }

    @Test
    void handsOverWhatCameBeforeTheBreak() {
        List<String> lines = new ArrayList<>();
        InputStream cut = FakeCluster.cut("one\ntw");

        assertThatThrownBy(() -> Lines.of(cut, lines::add)).isInstanceOf(IOException.class);
        assertThat(lines).containsExactly("one", "tw");
    }
}
