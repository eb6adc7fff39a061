package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class KanikoLineTest {
    private static final String OWN = "^[36mINFO^[0m[0007] Taking snapshot of full filesystem...";

    private static KanikoLine line(String text) {
        return KanikoLine.parse(text.replace('^', '\u001b'));
    }

    private static String read(String text) {
        KanikoLine line = line(text);
        return (line.isFormatted() ? line.level() : "plain") + ": " + line.message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01T12:00:00Z ",
                "2026-03-01T12:00:00.5Z stdout F ",
                "[pod/build-shop/kaniko] ",
                "kaniko | ",
                "kaniko ",
                "kaniko-executor ",
                "step-build: ",
                "#12 ",
                "stderr: ",
                "- ",
                "| ",
                "0.123 ",
                "9 ",
                "  ",
                "a: b: c: d: e: f: "
            })
    void whatAViewerPutsInFrontIsSkipped(String prefix) {
        assertThat(read(prefix + OWN)).isEqualTo("info: Taking snapshot of full filesystem...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"word ", "[word ", "word] ", "# ", "/ ", "a: b: c: d: e: f: g: "})
    void whatIsNoPrefixIsNotSkipped(String prefix) {
        assertThat(line(prefix + OWN.replace("^[36m", "").replace("^[0m", "")).isFormatted())
                .isFalse();
    }

    @Test
    void theFirstTimeInFrontCounts() {
        assertThat(line("2026-03-01T12:00:00Z 2026-03-01T13:00:00Z " + OWN).at())
                .contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(line(OWN).at()).isEmpty();
    }

    @Test
    void theLinesOwnTimeCountsMore() {
        assertThat(line("2026-03-01T12:00:00Z INFO[2026-03-01T13:00:00Z] x").at())
                .contains(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(
                        line("2026-03-01T12:00:00Z"
                                        + " {\"level\":\"info\",\"time\":\"2026-03-01T13:00:00Z\"}")
                                .at())
                .contains(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(line("2026-03-01T12:00:00Z {\"level\":\"info\",\"msg\":\"x\"}").at())
                .contains(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "INFO, info",
        "WARN, warning",
        "ERRO, error",
        "FATA, fatal",
        "PANI, panic",
        "DEBU, debug",
        "TRAC, trace"
    })
    void everyLevelIsReadInEveryFormat(String word, String level) {
        assertThat(read("^[36m" + word + "^[0m[0001] x")).isEqualTo(level + ": x");
        assertThat(read(word + "[0001] x")).isEqualTo(level + ": x");
        assertThat(read("[36m" + word + "[0m[0001] x")).isEqualTo(level + ": x");
        assertThat(read("time=\"t\" level=" + level + " msg=x")).isEqualTo(level + ": x");
        assertThat(read("level=" + level + " msg=x")).isEqualTo(level + ": x");
        assertThat(read("{\"level\":\"" + level + "\",\"msg\":\" x \"}")).isEqualTo(level + ": x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO",
                "INFO x",
                "INFO[",
                "INFO[]",
                "INFO[abc] x",
                "INFO[12",
                "INFO[1a] x",
                "INFO[/] x",
                "INFO[:] x",
                "LOUD[0001] x",
                "INF",
                "INFO(0001] x",
                "{\"msg\":\"x\"}",
                "level=loud msg=x"
            })
    void whatIsNoHeaderIsPlain(String text) {
        assertThat(read(text)).isEqualTo("plain: " + text);
    }

    @Test
    void aHeaderWithoutAMessageIsEmpty() {
        assertThat(read("INFO[0001]")).isEqualTo("info: ");
    }

    @Test
    void theCounterOfTheFirstSecondTellsTheStart() {
        assertThat(line("INFO[0000] x").fromStart()).isTrue();
        assertThat(line("INFO[0001] x").fromStart()).isFalse();
        assertThat(line("{\"level\":\"info\",\"msg\":\"x\"}").fromStart()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error building image: x",
                "error pushing image: x",
                "error checking push permissions",
                "error resolving x",
                "error parsing x",
                "Error: x",
                "kaniko should only be run inside of a container",
                "panic: x",
                "fatal error: x",
                "2026-03-01T12:00:00Z error building image: x",
                "FATA[0001] x",
                "PANI[0001] x",
                "ERRO[0001] x"
            })
    void theBuildersLastWordsAreKnown(String text) {
        assertThat(line(text).isLastWord()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "INFO[0001] error building image: x", "ERRO[0001]", "WARN[0001] x"})
    void otherLinesAreNotLastWords(String text) {
        assertThat(line(text).isLastWord()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DEBU[0001] x, true",
        "TRAC[0001] x, true",
        "INFO[0001] registry connections: 1, true",
        "INFO[0001] x, false",
        "x, false"
    })
    void debugLinesAreToldApart(String text, boolean debug) {
        assertThat(line(text).isDebug()).isEqualTo(debug);
    }

    @Test
    void aLineGluedToAStepsLastOneIsFoundByItsColour() {
        assertThat(read("50% done" + OWN)).isEqualTo("info: Taking snapshot of full filesystem...");
        assertThat(read("50% done^[31mred^[0m" + OWN + " ^[36mblue^[0m"))
                .startsWith("info: Taking snapshot");
        assertThat(read("^[31mred^[0m text")).isEqualTo("plain: \u001b[31mred\u001b[0m text");
    }

    @Test
    void aStepsFailureGluedToItsOutputIsFound() {
        String failure = "error building image: error building stage: failed to execute command: x";

        assertThat(read("50% done" + failure)).isEqualTo("plain: " + failure);
    }

    @Test
    void lineEndsAndMarksAreNoText() {
        assertThat(read("x \t\r")).isEqualTo("plain: x");
        assertThat(read("\r\u0000\uFEFFx")).isEqualTo("plain: x");
        assertThat(read("")).isEqualTo("plain: ");
        assertThat(read(" \r ")).isEqualTo("plain: ");
        assertThat(read("\r\r")).isEqualTo("plain: ");
    }
}
