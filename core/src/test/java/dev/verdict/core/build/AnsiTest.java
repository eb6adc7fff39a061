package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain            | plain",
                "[36mplain        | [36mplain",
                "^[36mINFO^[0m[1] | INFO[1]",
                "^[mx             | x",
                "^[1;31mx^[0m     | x",
                "a^[0m^[0mb       | ab",
                "^x               | ^x",
                "^[36x            | ^[36x",
                "^[36;            | ^[36;",
                "^[36             | ^[36",
                "^[               | ^[",
                "^                | ^",
                "x^[9m            | x"
            })
    void onlyColoursAreStripped(String coloured, String plain) {
        assertThat(Ansi.strip(coloured.replace('^', '\u001b')))
                .isEqualTo(plain.replace('^', '\u001b'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INFO           | 0 | 0",
                "^[36mINFO      | 0 | 5",
                "[36mINFO       | 0 | 4",
                "^[0m^[36mINFO  | 0 | 9",
                "[0m[36mINFO    | 0 | 7",
                "x^[36mINFO     | 1 | 6",
                "x^[36mINFO     | 0 | 0",
                "^[36           | 0 | 0",
                "^[36/mINFO     | 0 | 0",
                "^[36:mINFO     | 0 | 0",
                "^[0;9mINFO     | 0 | 6",
                "^              | 0 | 0",
                "x              | 1 | 1"
            })
    void whatAColourCoversIsSkipped(String text, int from, int to) {
        assertThat(Ansi.skip(text.replace('^', '\u001b'), from)).isEqualTo(to);
    }
}
