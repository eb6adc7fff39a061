package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the collected vectors do not say: cut logs, contradictions, destinations that are lost.
class PushRulesTest {
    private static final String PAIR = "+Pushing image to {R}:v1\n+Pushed {R}@{D1}\n";
    private static final String STEP = "+Running: [/bin/sh -c make]\nmaking\n";
    private static final String STEP_FAILED =
            "error building image: error building stage: failed to execute command: waiting for"
                    + " process to exit: exit status ";
    private static final KanikoRun ONE = Logs.run("--destination={R}:v1");
    private static final KanikoRun TWO =
            Logs.run("--destination=a.example/a:1", "--destination=b.example/b:1");

    private static KanikoTranscript read(KanikoRun run, String text, boolean cut) {
        KanikoLog log = new KanikoLog(run);
        Logs.named(text).lines().map(Logs::coloured).forEach(log::line);
        return log.end(cut);
    }

    private static String said(KanikoRun run, String text, boolean cut, Exit exit) {
        return Logs.said(PushRules.of(read(run, text, cut), run, exit));
    }

    @Nested
    class WithExitZero {
        @Test
        void workAfterThePairMeansThatSomebodyElsePrintedIt() {
            assertThat(said(ONE, PAIR + "+Unpacking rootfs as cmd RUN\n", false, Exit.of(0)))
                    .isEqualTo("digest unknown");
        }

        @Test
        void aPairThatAnEndlessStepFollowsIsNoProof() {
            assertThat(said(ONE, PAIR + STEP, false, Exit.of(0))).isEqualTo("digest unknown");
        }

        @Test
        void aCutEndLeavesThePairInferred() {
            assertThat(said(ONE, PAIR, true, Exit.of(0))).isEqualTo("pushed R:v1=D1 inferred");
        }

        @Test
        void anErrorOfItsOwnIsBelievedUnlessTheEndIsCut() {
            String log = "+Retrieving image x\nerror building image: x\n";

            assertThat(said(ONE, log, false, Exit.of(0))).isEqualTo("not pushed - inferred");
            assertThat(said(ONE, log, true, Exit.of(0))).isEqualTo("digest unknown");
        }

        @Test
        void withoutAnyDestinationNobodyKnowsWhatItWasToldTo() {
            assertThat(said(KanikoRun.unknown(), "+Retrieving image x\n", false, Exit.of(0)))
                    .isEqualTo("unseen DESTINATION_UNKNOWN");
            assertThat(said(KanikoRun.unknown(), "+Pushing image to {R}:v1\n", false, Exit.of(0)))
                    .isEqualTo("digest unknown");
            assertThat(
                            said(
                                    KanikoRun.unknown(),
                                    "+Pushed image to 1 destinations\n",
                                    false,
                                    Exit.of(0)))
                    .isEqualTo("digest unknown");
        }

        @Test
        void toldNotToPushAndPushedContradict() {
            assertThat(said(Logs.run("--destination={R}:v1", "--no-push"), PAIR, false, Exit.of(0)))
                    .isEqualTo("unseen CONTRADICTORY");
        }
    }

    @Nested
    class WithoutAnExit {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "~~                                             | unseen NO_LOG",
                    "+Retrieving image x                            | unseen NOT_ENDED",
                    "+Pushing image to {R}:v1;+Pushed {R}@{D1}      | pushed R:v1=D1 inferred",
                    "+Retrieving image x;error building image: x    | not pushed - proven",
                    "+Skipping push to container registry due to --no-push flag | told not to push"
                })
        void aLogAloneSaysWhatItCan(String log, String said) {
            assertThat(said(ONE, log.replace(';', '\n'), false, Exit.unknown())).isEqualTo(said);
        }

        @Test
        void aCutEndSaysNothing() {
            assertThat(said(ONE, PAIR, true, Exit.unknown())).isEqualTo("unseen END_CUT");
        }

        @Test
        void workAfterThePairContradictsIt() {
            assertThat(said(ONE, PAIR + "+Unpacking rootfs as cmd RUN\n", false, Exit.unknown()))
                    .isEqualTo("unseen CONTRADICTORY");
            assertThat(said(ONE, PAIR + STEP, false, Exit.unknown()))
                    .isEqualTo("unseen CONTRADICTORY");
        }

        @Test
        void anotherDestinationsErrorLeavesThePairInferred() {
            String log =
                    "+Pushing image to a.example/a:1\n+Pushed a.example/a@{D1}\n+Pushing image to"
                            + " b.example/b:1\nerror pushing image: failed to push to destination"
                            + " b.example/b:1: DENIED: x\n";

            assertThat(said(TWO, log, false, Exit.unknown()))
                    .startsWith("pushed a.example/a:1=D1 inferred");
        }

        @Test
        void aCrashThatAStepPrintedIsNotTheBuilders() {
            assertThat(said(ONE, STEP + "panic: x\n", false, Exit.unknown()))
                    .isEqualTo("unseen NOT_ENDED");
        }
    }

    @Nested
    class WithAnotherExit {
        @Test
        void anEmptyLogSaysNothing() {
            assertThat(said(ONE, "", false, Exit.of(1))).isEqualTo("unseen NO_LOG");
        }

        @Test
        void aPushThatWasBegunMayHaveBeenKilledOrCut() {
            String begun = "+Pushing image to {R}:v1\n";

            assertThat(said(ONE, begun, false, Exit.of(137)))
                    .isEqualTo("unseen KILLED_DURING_PUSH");
            assertThat(said(ONE, begun, false, Exit.of(1))).isEqualTo("unseen END_CUT");
        }

        @Test
        void afterThePairItMayHaveBeenKilled() {
            assertThat(said(ONE, PAIR, false, Exit.of(137))).isEqualTo("killed after push");
            assertThat(said(ONE, PAIR, false, Exit.of(1, "OOMKilled")))
                    .isEqualTo("killed after push");
            assertThat(said(ONE, PAIR, true, Exit.of(137))).isEqualTo("unseen END_CUT");
            assertThat(said(ONE, PAIR + STEP, false, Exit.of(137)))
                    .isEqualTo("unseen CONTRADICTORY");
        }

        @Test
        void whatAScriptRanAfterThePairMayHaveFailed() {
            assertThat(said(ONE, PAIR, false, Exit.of(1))).isEqualTo("pushed R:v1=D1 inferred");
        }

        @ParameterizedTest
        @CsvSource({
            // the boundaries of what a signal leaves
            "128, not pushed - proven",
            "129, not pushed - proven",
            "254, not pushed - proven",
            "255, not pushed - proven"
        })
        void aSilentEndBeforeAnyPushIsNone(int code, String said) {
            assertThat(said(ONE, "+Retrieving image x\n", false, Exit.of(code))).isEqualTo(said);
        }

        @Test
        void aSilentEndOfMemoryIsOfMemory() {
            assertThat(said(ONE, "+Retrieving image x\n", false, Exit.of(137, "OOMKilled")))
                    .isEqualTo("not pushed BuildOutOfMemory proven");
            assertThat(said(ONE, STEP, false, Exit.of(137, "OOMKilled")))
                    .isEqualTo("not pushed BuildOutOfMemory inferred");
        }

        @Test
        void aCutEndBeforeAnyPushSaysNothing() {
            assertThat(said(ONE, "+Retrieving image x\n", true, Exit.of(1)))
                    .isEqualTo("unseen END_CUT");
        }

        @Test
        void aBrokenErrorLineProvesLessAndNamesNoSingleOwner() {
            LogOutcome outcome =
                    PushRules.of(read(ONE, STEP + STEP_FAILED + "1\n", true), ONE, Exit.of(1));

            assertThat(Logs.said(outcome)).isEqualTo("not pushed BuildStepFailed inferred");
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            LogOutcome.NotPushed.class,
                            n ->
                                    assertThat(n.diagnosis().orElseThrow().owners())
                                            .containsExactly(Owner.DEVELOPER, Owner.PLATFORM));
        }

        @Test
        void aBrokenErrorLineOfThePlatformsNamesTheDeveloperSecond() {
            LogOutcome outcome =
                    PushRules.of(
                            read(
                                    ONE,
                                    "+Pushing image to {R}:v1\n"
                                            + "error pushing image: failed to push to destination"
                                            + " {R}:v1: UNAUTHORIZED: x\n",
                                    true),
                            ONE,
                            Exit.of(1));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            LogOutcome.NotPushed.class,
                            n ->
                                    assertThat(n.diagnosis().orElseThrow().owners())
                                            .containsExactly(Owner.PLATFORM, Owner.DEVELOPER));
        }

        @ParameterizedTest
        @CsvSource({
            "a.example/a:1, b.example/b:1, unseen FRONT_CUT",
            "b.example/b:1, a.example/a:1, not pushed PushUnauthorized proven",
            "a.example/a:1, a.example/a:1, not pushed PushUnauthorized proven",
            "a.example/a:1, c.example/c:1, unseen FRONT_CUT"
        })
        void aLaterDestinationsErrorTellsThatAnEarlierOneWasPushedBeforeTheFront(
                String wanted, String failed, String said) {
            String log =
                    "error pushing image: failed to push to destination "
                            + failed
                            + ": UNAUTHORIZED: denied\n";

            assertThat(
                            Logs.said(
                                    PushRules.of(
                                            read(TWO, log, false),
                                            TWO,
                                            Exit.of(1),
                                            Logs.reference(wanted))))
                    .isEqualTo(said);
        }

        @Test
        void aFailedStepKnownByItsExitOutlivesAWrappersWords() {
            String log = STEP + STEP_FAILED + "3\nwrapper: build failed\n";

            assertThat(said(ONE, log, false, Exit.of(3)))
                    .isEqualTo("not pushed BuildStepFailed proven");
            assertThat(said(ONE, log, false, Exit.of(137))).isEqualTo("not pushed - inferred");
        }
    }

    @Nested
    class WhatIsAskedFor {
        private static final KanikoRun TAGS =
                Logs.run(
                        "--destination={R}:v1",
                        "--destination={R}:v2",
                        "--destination=b.example/b:1");
        private static final String LOG =
                PAIR
                        + "+Pushing image to {R}:v2\n+Pushed {R}@{D2}\n"
                        + "+Pushing image to b.example/b:1\n+Pushed b.example/b@{DC}\n";

        @ParameterizedTest
        @CsvSource({
            "'{R}:v2',        pushed R:v2=D2 proven",
            "'{R}:v9',        pushed R:v1=D1 R:v2=D2 proven",
            "'c.example/c:1', pushed R:v1=D1 R:v2=D2 b.example/b:1=DC proven"
        })
        void theSameTagElseTheSameRepositoryElseAll(String wanted, String said) {
            assertThat(
                            Logs.said(
                                    PushRules.of(
                                            read(TAGS, LOG, false),
                                            TAGS,
                                            Exit.of(0),
                                            Logs.reference(wanted))))
                    .isEqualTo(said);
        }
    }

    @Nested
    class Report {
        private BuildReport report(KanikoRun run, String log, OptionalInt exit) {
            return BuildReport.of(read(run, log, false), run, exit);
        }

        @Test
        void ofAPushNamesItsLines() {
            BuildReport report = report(ONE, PAIR, OptionalInt.of(0));

            assertThat(report.outcome()).isEqualTo(BuildReport.Outcome.PUSHED);
            assertThat(report.evidence().stream().map(LogLine::number)).containsExactly(2L);
            assertThat(report.pushed().stream().map(p -> p.digest())).containsExactly(Logs.D1);
            assertThat(report.owner()).isEmpty();
            assertThat(report.cause()).isEmpty();
        }

        @Test
        void ofAPartialPushNamesTheErrorToo() {
            BuildReport report =
                    report(
                            TWO,
                            "+Pushing image to a.example/a:1\n"
                                    + "+Pushed a.example/a@{D1}\n"
                                    + "+Pushing image to b.example/b:1\n"
                                    + "error pushing image: failed to push to destination"
                                    + " b.example/b:1: UNAUTHORIZED: x\n",
                            OptionalInt.of(1));

            assertThat(report.evidence().stream().map(LogLine::number)).containsExactly(2L, 4L);
            assertThat(report.cause()).contains(Cause.PUSH_UNAUTHORIZED);
            assertThat(report.owner()).contains(Owner.PLATFORM);
            assertThat(report.failedElsewhere().flatMap(ErrorLine::failedDestination))
                    .contains("b.example/b:1");
        }

        @Test
        void ofAnUnknownDigestNamesTheLastWord() {
            BuildReport report =
                    report(ONE, "+Pushed image to 1 destinations\n", OptionalInt.of(0));

            assertThat(report.outcome()).isEqualTo(BuildReport.Outcome.PUSHED_DIGEST_UNKNOWN);
            assertThat(report.evidence()).hasSize(1);
        }

        @Test
        void ofAKilledPushDecidesNothing() {
            BuildReport report = report(ONE, PAIR, OptionalInt.of(137));

            assertThat(report.outcome()).isEqualTo(BuildReport.Outcome.UNSEEN);
            assertThat(report.why()).contains(LogOutcome.Why.KILLED_AFTER_PUSH);
            assertThat(report.evidence()).hasSize(1);
            assertThat(report.pushed()).isEmpty();
        }

        @Test
        void ofNothingIsUnseen() {
            BuildReport report = report(ONE, "", OptionalInt.empty());

            assertThat(report.outcome().word()).isEqualTo("Unseen");
            assertThat(report.why()).contains(LogOutcome.Why.NO_LOG);
            assertThat(report.confidence()).isEqualTo(Optional.empty());
        }

        @Test
        void theDestinationOfAPermissionCheckIsNamedToo() {
            BuildReport report =
                    report(
                            ONE,
                            "error checking push permissions -- make sure you entered the correct"
                                    + " tag name, and that you are authenticated correctly, and try"
                                    + " again: checking push permission for \"{R}:v1\": POST"
                                    + " https://r/v2: UNAUTHORIZED\n",
                            OptionalInt.of(1));

            assertThat(report.outcome()).isEqualTo(BuildReport.Outcome.NOT_PUSHED);
            assertThat(report.cause()).contains(Cause.PUSH_UNAUTHORIZED);
        }
    }

    @Test
    void exitsAreReadByTheirMeaning() {
        assertThat(
                        List.of(
                                Exit.of(128).isBySignal(),
                                Exit.of(129).isBySignal(),
                                Exit.of(254).isBySignal(),
                                Exit.of(255).isBySignal(),
                                Exit.unknown().isBySignal()))
                .containsExactly(false, true, true, false, false);
        assertThat(Exit.of(2).mayBeKilled()).isTrue();
        assertThat(Exit.of(1, "ContainerStatusUnknown").mayBeKilled()).isTrue();
        assertThat(Exit.of(1).mayBeKilled()).isFalse();
    }
}
