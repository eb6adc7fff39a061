package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ShellWordsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("IMAGE", "r/x:1", "A_1", "one");

    private static List<String> arguments(String script) {
        return ShellWords.argumentsOf("executor", script, ENVIRONMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "executor a b                       | a,b",
                "/kaniko/executor  a   b            | a,b",
                "cd /w && /kaniko/executor a        | a",
                "executor a; echo b                 | a",
                "executor a & echo b                | a",
                "executor a; executor b             | a,b",
                "executor 'a b' c                   | a b,c",
                "executor \"a b\" c                 | a b,c",
                "executor a'b'\"c\"d                | abcd",
                "executor 'a\\b'                    | a\\b",
                "executor \"a\\\"b\"                | a\"b",
                "executor a\\ b                     | a b",
                "executor '' b                      | ,b",
                "executor (a) b                     | a,b",
                "executor a>out b<in                | a,out,b,in",
                "executor a\\                       | a\\",
                "executor $IMAGE                    | r/x:1",
                "executor ${IMAGE}                  | r/x:1",
                "executor --destination=$IMAGE-x    | --destination=r/x:1-x",
                "executor $A_1                      | one",
                "executor $A_12                     | $A_12",
                "executor $NONE/${NONE}             | $NONE/${NONE}",
                "executor $                         | $",
                "executor a$                        | a$",
                "executor ${IMAGE                   | ${IMAGE",
                "executor $(cat x) b                | $(cat,x,b"
            })
    void argumentsAreReadAsAShellWould(String script, String expected) {
        assertThat(arguments(script)).containsExactly(expected.split(",", -1));
    }

    @Test
    void pipesAndLinesEndACall() {
        assertThat(arguments("executor a | tee b")).containsExactly("a");
        assertThat(arguments("executor a\necho b")).containsExactly("a");
        assertThat(arguments("executor a \\\n b")).containsExactly("a", "b");
        assertThat(arguments("executor a\tb\rc")).containsExactly("a", "b", "c");
    }

    @Test
    void anotherProgramIsNotCalled() {
        assertThat(arguments("myexecutor a")).isEmpty();
        assertThat(arguments("echo executors a")).isEmpty();
        assertThat(arguments("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$(IMAGE),        r/x:1",
        "a$(IMAGE)b,      ar/x:1b",
        "$(NONE),         $(NONE)",
        "$(IMAGE,         $(IMAGE",
        "$IMAGE,          $IMAGE",
        "$,               $",
        "a$,              a$",
        "$(A_1)$(IMAGE),  oner/x:1"
    })
    void theKubeletsVariablesAreReplacedWhereTheyAreKnown(String text, String expanded) {
        assertThat(ShellWords.expand(text, ENVIRONMENT, '(', ')')).isEqualTo(expanded);
    }
}
