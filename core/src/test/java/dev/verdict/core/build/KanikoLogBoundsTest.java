package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.Random;

/// A log may be of any size and hold anything.
final class KanikoLogBoundsTest {
    private static final KanikoRun RUN = Logs.run("--destination={R}:v1");

    @Test
    void aHugeLogCostsNoMoreThanASmallOne() {
        KanikoLog log = new KanikoLog(RUN);
        log.line(Logs.coloured("+Retrieving image manifest x"));
        log.line(Logs.coloured("+Running: [/bin/sh -c make]"));
        for (int i = 0; i < 2_000_000; i++) {
            log.line("output of a step, line " + i);
        }
        long before = used();
        for (int i = 0; i < 10_000; i++) {
            log.line("x".repeat(64 * 1024));
        }
        long grown = used() - before;
        log.line(Logs.coloured("+Taking snapshot of full filesystem..."));
        log.line(Logs.coloured("+Pushing image to " + Logs.R + ":v1"));
        log.line(Logs.coloured(Logs.named("+Pushed {R}@{D1}")));
        KanikoTranscript read = log.end(false);
        assertThat(read.lines()).isEqualTo(2_010_005);
        assertThat(read.tail()).hasSize(5);
        assertThat(Logs.said(PushRules.of(read, RUN, Exit.of(0))))
                .isEqualTo("pushed R:v1=D1 proven");
        assertThat(grown).isLessThan(8L * 1024 * 1024);
    }

    @Test
    void inventedDestinationsAndLayersAreNotCollected() {
        KanikoLog log = new KanikoLog(KanikoRun.unknown());
        for (int i = 0; i < 100_000; i++) {
            log.line(Logs.coloured("+Pushing image to x/y:" + i));
            log.line(Logs.coloured("+Pushing layer x/y:" + i + " to cache now"));
            log.line(Logs.coloured(Logs.named("+Pushed z/z@{D1}")));
        }
        KanikoTranscript read = log.end(false);
        assertThat(read.pushes()).hasSizeLessThanOrEqualTo(256);
        assertThat(read.unpaired()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void hostileLinesAreReadInLinearTime() {
        KanikoLog log = new KanikoLog(RUN);
        String[] hostile = {
            "\u001b[31mINFO[".repeat(6000),
            "[0m".repeat(20_000),
            "{\"level\":".repeat(7000),
            "time=\"".repeat(10_000),
            "\\\\\"".repeat(20_000),
            "1 ".repeat(32_000),
            "\u0000".repeat(64_000)
        };
        for (int i = 0; i < 200; i++) {
            for (String line : hostile) {
                log.line(line);
            }
        }
        assertThat(log.end(false).pushes()).allMatch(Push.Missing.class::isInstance);
    }

    /// Pieces of real logs in any order, cut anywhere: never an exception, never a push that no
    /// pair of lines supports.
    @RepeatedTest(200)
    void piecesInAnyOrderNeverInventAPush(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] pieces = {
            "+Pushing image to {R}:v1",
            "+Pushed {R}@{D1}",
            "+Pushed {R}@{D2}",
            "+Running: [/bin/sh -c x]",
            "+Taking snapshot of files...",
            "error building image: x",
            "INFO[",
            "{\"level\":\"info\",\"msg\":\"Pushed",
            "+Pushing image to {R}/cache:{KEY}",
            "+Pushed {R}/cache@{DC}",
            "panic: x",
            "\u001b[36m",
            "time=\"x",
            "Killed"
        };
        KanikoLog log = new KanikoLog(RUN);
        boolean begun = false;
        boolean ended = false;
        for (int i = 0; i < random.nextInt(30); i++) {
            String piece = pieces[random.nextInt(pieces.length)];
            String line = Logs.coloured(Logs.named(piece));
            boolean whole = random.nextInt(4) > 0;
            begun |= piece.startsWith("+Pushing image to {R}:v1");
            ended |= begun && piece.startsWith("+Pushed {R}@");
            log.line(whole ? line : line.substring(0, random.nextInt(line.length() + 1)));
        }
        boolean possible = ended;
        KanikoTranscript read = log.end(random.nextBoolean());
        for (int code : new int[] {0, 1, 2, 137, 143, 255}) {
            assertThatCode(() -> PushRules.of(read, RUN, Exit.of(code))).doesNotThrowAnyException();
        }
        assertThat(read.pushes()).allMatch(push -> possible || !(push instanceof Push.Pushed));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
