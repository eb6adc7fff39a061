package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @Nested
    class Json {
        @Test
        void isReadWhateverTheOrder() {
            assertThat(Fields.json("{\"level\":\"info\",\"msg\":\"hello\",\"time\":\"now\"}"))
                    .contains(new Fields("info", "hello", "now"));
            assertThat(
                            Fields.json(
                                    "{\"time\":\"now\",\"other\":\"x\",\"msg\":\"hello\",\"level\":\"error\"}"))
                    .contains(new Fields("error", "hello", "now"));
        }

        @Test
        void mayHaveBlanksAfterAColon() {
            assertThat(Fields.json("{\"level\":  \"info\", \"msg\": \"a\"}"))
                    .contains(new Fields("info", "a", ""));
        }

        @Test
        void ofWarningsIsOneWord() {
            assertThat(Fields.json("{\"level\":\"warn\"}")).contains(new Fields("warning", "", ""));
            assertThat(Fields.json("{\"level\":\"warning\"}"))
                    .contains(new Fields("warning", "", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"info", "warning", "error", "fatal", "panic", "debug", "trace"})
        void hasOneOfSevenLevels(String level) {
            assertThat(Fields.json("{\"level\":\"" + level + "\"}"))
                    .contains(new Fields(level, "", ""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{",
                    "{\"msg\":\"a\"}",
                    "{\"level\":\"loud\"}",
                    "{\"level\" \"info\"}",
                    "{\"level\":3}",
                    "{\"level\":",
                    "{\"level\""
                })
        void ofSomethingElseIsNone(String text) {
            assertThat(Fields.json(text)).isEmpty();
        }

        @Test
        void thatIsCutEndsWhereTheLineEnds() {
            assertThat(Fields.json("{\"level\":\"info\",\"msg\":\"hel"))
                    .contains(new Fields("info", "hel", ""));
        }
    }

    @Nested
    class KeyValue {
        @Test
        void isReadWithAndWithoutQuotes() {
            assertThat(Fields.logfmt("time=\"now\" level=info msg=\"hello world\""))
                    .contains(new Fields("info", "hello world", "now"));
            assertThat(Fields.logfmt("level=warn msg=hello other=x time=now"))
                    .contains(new Fields("warning", "hello", "now"));
        }

        @Test
        void mayBeEmptyOrCut() {
            assertThat(Fields.logfmt("level=info msg=")).contains(new Fields("info", "", ""));
            assertThat(Fields.logfmt("level=info msg=\"hel"))
                    .contains(new Fields("info", "hel", ""));
            assertThat(Fields.logfmt("level=info trailing")).contains(new Fields("info", "", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "level", "msg=hello", "level=loud msg=hello"})
        void ofSomethingElseIsNone(String text) {
            assertThat(Fields.logfmt(text)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\\\nb | a{n}b",
                "a\\\\tb | a{t}b",
                "a\\\\rb | a{r}b",
                "a\\\\\\\\b | a\\b",
                "a\\\\/b | a/b",
                "a\\\\u0041b | aAb",
                "a\\\\u00e9 | a\u00e9",
                "a\\\\x41b | aAb",
                "a\\\\u004gb | au004gb",
                "a\\\\u00 | au00",
                "a\\\\xg1b | axg1b",
                "a\\\\x1 | ax1",
                "a\\\\u | au",
                "a\\\\uD83D\\\\uDE00 | a\uD83D\uDE00"
            })
    void escapedCharactersAreReadAsWritten(String written, String read) {
        String text = written.replace("\\\\", "\\");
        String expected = read.replace("{n}", "\n").replace("{t}", "\t").replace("{r}", "\r");

        assertThat(Fields.json("{\"level\":\"info\",\"msg\":\"" + text + "\"}"))
                .contains(new Fields("info", expected, ""));
        assertThat(Fields.logfmt("level=info msg=\"" + text + "\""))
                .contains(new Fields("info", expected, ""));
    }

    @Test
    void anEscapedQuoteDoesNotEndAValue() {
        assertThat(Fields.logfmt("level=info msg=\"say \\\"hi\\\" now\" time=x"))
                .contains(new Fields("info", "say \"hi\" now", "x"));
    }

    @Test
    void aBackslashAtTheEndIsItself() {
        assertThat(Fields.logfmt("level=info msg=\"a\\")).contains(new Fields("info", "a\\", ""));
    }
}
