package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.timeline.Moment.Clock;
import dev.verdict.core.timeline.Moment.Happened;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import org.junit.jupiter.api.Test;

import java.util.List;

class EscapeTest {
    private static final String HOSTILE =
            "a\u001b[2J\u0007\u202eevil\u2066\u200b\ufeff\r\n"
                    + "\t\u0085\u009b31m\u2028\ud800 <b>x</b> \u0000";

    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(Escape.line(HOSTILE))
                .isEqualTo(
                        "a\\x1b[2J\\x07\\u202eevil\\u2066\\u200b\\ufeff\\r"
                                + "\\n"
                                + "\\t\\x85\\x9b31m\\u2028\\ud800 <b>x</b> \\x00");
    }

    @Test
    void leavesLettersOfAllScripts() {
        assertThat(Escape.line("größe 測試 שלום نص 😀")).isEqualTo("größe 測試 שלום نص 😀");
    }

    @Test
    void nothingHostileReachesAnyOutput() {
        Verdict verdict = hostile();
        Opinion opinion = Opinion.of(verdict);
        for (int width : List.of(80, 120, 400)) {
            assertHarmless(TextReport.of(verdict, Told.LIVE, Style.plain().withWidth(width)));
        }
        assertHarmless(JsonReport.of(verdict, Told.LIVE, Style.plain()));
        assertHarmless(JsonReport.yamlOf(opinion, Told.LIVE, Style.plain()));
        assertHarmless(Table.of(List.of(opinion), Style.plain().withWidth(400), true, true));
        assertHarmless(Names.of(List.of(opinion)));
    }

    private static Verdict hostile() {
        Told told =
                Told.of(Word.FAILED, Row.WORKLOAD_FAILING)
                        .named("Deployment", "ns" + HOSTILE, "n" + HOSTILE);
        return told.claimed("02:54:03", HOSTILE)
                .moment("02:54:10", Clock.NODE, Happened.CONTAINER_CRASHED, HOSTILE)
                .built('c')
                .asks("image" + HOSTILE)
                .runs('a')
                .container("c" + HOSTILE, HOSTILE)
                .trouble(
                        Cause.CONTAINER_CRASHES,
                        told.state(HOSTILE),
                        told.restarts(2),
                        told.event("Reason" + HOSTILE, HOSTILE),
                        told.printed(HOSTILE + " password=hunter2"))
                .circumstance(Code.SIDECAR_FAILING, HOSTILE)
                .missing("log " + HOSTILE, new Gap.Unreachable(HOSTILE))
                .rollout(1, 0, 0)
                .verdict();
    }

    private static void assertHarmless(String text) {
        assertThat(text.replace("\n", "").codePoints().filter(Escape::isHidden).toArray())
                .isEmpty();
        assertThat(text).doesNotContain("hunter2");
    }
}
