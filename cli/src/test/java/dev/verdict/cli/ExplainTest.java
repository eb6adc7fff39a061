package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.List;

/// `verdict explain`: words, reasons, messages.
class ExplainTest {
    private static final String UNSCHEDULABLE = "0/3 nodes are available: 3 Insufficient cpu.";

    @Test
    void printsThePageOfAWordInAnyCase() {
        for (String word : List.of("ImageNotFound", "imagenotfound", "IMAGENOTFOUND")) {
            Ran ran = Ran.of("explain", word);
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).startsWith("# ImageNotFound\n");
        }
        assertThat(Ran.of("explain", "partialpush").out()).startsWith("# PartialPush\n");
        for (String word : List.of("FALSE_ALARM", "false_alarm", "FalseAlarm")) {
            assertThat(Ran.of("explain", word).out()).startsWith("# FALSE_ALARM\n");
        }
        assertThat(Ran.of("explain", "false", "alarm").out()).startsWith("# FALSE_ALARM\n");
        assertThat(Ran.of("explain", "healthy").out()).startsWith("# HEALTHY\n");
    }

    @Test
    void saysWhatAReasonCanBe() {
        Ran ran = Ran.of("explain", "oomkilled");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("OOMKilled\nThe reason of a container or pod that ended. ")
                .contains("OutOfMemory");
        assertThat(Ran.of("explain", "--reason", "FailedScheduling").out())
                .startsWith("FailedScheduling\n")
                .contains("InsufficientResources", "UntoleratedTaint");
        assertThat(Ran.of("explain", "CrashLoopBackOff", "-o", "json").out())
                .startsWith(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "ExplanationList",
                        """)
                .contains(
                        "\"reason\": \"CrashLoopBackOff\",\n"
                                + "            \"cause\": \"ContainerCrashes\"");
    }

    @Test
    void decodesOneMessage() {
        Ran ran = Ran.of("explain", UNSCHEDULABLE, "-o", "json");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains(
                        "\"message\": \"" + UNSCHEDULABLE + "\"",
                        "\"reason\": null",
                        "\"cause\": \"InsufficientResources\"",
                        "\"stage\": \"schedule\"");
        assertThat(
                        Ran.of(
                                        "explain",
                                        UNSCHEDULABLE.split(" ", -1)[0],
                                        "nodes are available: 3 Insufficient cpu.",
                                        "-o",
                                        "json")
                                .out())
                .isEqualTo(ran.out());
        assertThat(
                        Ran.of(
                                        "explain",
                                        "--reason",
                                        "FailedScheduling",
                                        UNSCHEDULABLE,
                                        "-o",
                                        "json")
                                .out())
                .contains(
                        "\"reason\": \"FailedScheduling\"", "\"cause\": \"InsufficientResources\"");
    }

    @Test
    void readsTheMessageFromStandardInput() {
        Ran argument = Ran.of("explain", UNSCHEDULABLE);
        assertThat(Ran.reading(UNSCHEDULABLE + "\n", "explain")).isEqualTo(argument);
        assertThat(Ran.reading(UNSCHEDULABLE + "\n", "explain", "-")).isEqualTo(argument);
    }

    @Test
    void showsWhatItDoesNotKnow() {
        Ran ran = Ran.of("explain", "the frobnicator is out of cheese");
        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.out())
                .isEqualTo(
                        """
                        Not recognised
                        No meaning of this text is known here:
                          the frobnicator is out of cheese
                        """);
        assertThat(Ran.of("explain", "ImageNotFond").code()).isEqualTo(7);
        assertThat(Ran.of("explain", "--reason", "Frobnicated").code()).isEqualTo(7);
    }

    @Test
    void listsEverythingWhenNothingIsAsked() {
        Ran ran = Ran.of("explain");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Verdicts\n").contains("\nCauses\n", "\nCircumstances\n");
        assertThat(Ran.of("explain", "-o", "json").out())
                .contains("\"kind\": \"ExplanationList\"", "\"cause\": \"CachedImageUsed\"");
        assertThat(Ran.of("explain", "-o", "yaml").out())
                .startsWith("apiVersion: verdict.dev/v1\nkind: ExplanationList\n");
    }

    @Test
    void doesNotWaitForAPipeThatNobodyWritesTo() {
        InputStream silent =
                new InputStream() {
                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return read();
                    }

                    @Override
                    public int read() {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        return -1;
                    }
                };
        assertThat(Ran.in(Surroundings.of(silent), "explain").out()).startsWith("Verdicts\n");
    }
}
