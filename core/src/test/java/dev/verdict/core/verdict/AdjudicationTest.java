package dev.verdict.core.verdict;

import static dev.verdict.core.testing.Times.NOW;
import static dev.verdict.core.testing.Times.ago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.answer.Answers;
import dev.verdict.core.answer.Asks;
import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.Builds;
import dev.verdict.core.answer.Chain;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Document;
import dev.verdict.core.testing.Times;
import dev.verdict.core.verdict.Combination.Build;
import dev.verdict.core.verdict.Combination.Image;
import dev.verdict.core.verdict.Combination.Serving;
import dev.verdict.core.verdict.Combination.Superseded;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class AdjudicationTest {
    private static final Set<Row> OF_WORKLOAD =
            Set.of(Row.WORKLOAD_FAILING, Row.WORKLOAD_BLOCKED, Row.WORKLOAD_CONVERGING);

    @Nested
    class EveryCombination {
        @Test
        void isDecidedAlsoThoseThatCannotOccur() {
            List<Combination> all = Table.everything();

            assertThat(all).hasSize(4 * 13 * 9 * 10 * 3 * 64);
            for (Combination combination : all) {
                Decision decision = combination.decision();

                assertThat(decision.confidence().isPresent())
                        .isEqualTo(decision.word() != Word.INCONCLUSIVE);
            }
        }

        @Test
        void acquitsOnlyWithPositiveProofOfImageAndReadiness() {
            for (Combination c : Table.everything()) {
                boolean readyAndNotReplaced =
                        c.superseded() == Superseded.NO
                                && c.serving() == Serving.SERVING
                                && !c.patched();
                boolean built =
                        c.image() == Image.RUNS_BUILT || c.image() == Image.RUNS_BUILT_INFERRED;
                boolean image =
                        c.build().isPushed() && built && c.asks() == Asks.YES
                                || c.build() == Build.NO_BUILD && c.image().isSomething()
                                || c.build() == Build.DIGEST_UNKNOWN && c.freshlyPulled();

                assertThat(c.decision().word() == Word.FALSE_ALARM)
                        .as("%s", c)
                        .isEqualTo(readyAndNotReplaced && image);
            }
        }

        @Test
        void acquitsProvenOnlyByWhatWasRead() {
            for (Combination c : Table.everything()) {
                Decision decision = c.decision();
                if (decision.word() != Word.FALSE_ALARM) {
                    continue;
                }
                boolean read =
                        c.build().isPushed()
                                && c.build() != Build.PUSHED_INFERRED
                                && c.image() == Image.RUNS_BUILT;
                boolean named = c.build() == Build.NO_BUILD && c.namesRunning();

                assertThat(decision.confidence())
                        .as("%s", c)
                        .contains(read || named ? Confidence.PROVEN : Confidence.INFERRED);
                assertThat(decision.part()).isEqualTo(Part.WORKLOAD);
                assertThat(decision.stage()).isEqualTo(Stage.READY);
                assertThat(decision.trouble()).isEmpty();
            }
        }

        @Test
        void blamesOnlyWithItsTrouble() {
            for (Combination c : Table.everything()) {
                Decision decision = c.decision();
                switch (decision.word()) {
                    case FAILED, BLOCKED, STALE ->
                            assertThat(decision.trouble()).as("%s", c).isPresent();
                    case FALSE_ALARM, SUPERSEDED, INCONCLUSIVE ->
                            assertThat(decision.trouble()).as("%s", c).isEmpty();
                    case IN_PROGRESS -> {}
                }
            }
        }

        @Test
        void saysWhatIsMissingWhereItCannotTell() {
            Set<Row> withoutAGap = Set.of(Row.PATCHED_BY_HAND, Row.SCALED_TO_ZERO);
            for (Combination c : Table.combinations()) {
                Decision decision = c.decision();
                boolean neverCreated =
                        c.build() == Build.NO_BUILD && c.image() == Image.RUNS_NOTHING;

                if (decision.word() == Word.INCONCLUSIVE
                        && !withoutAGap.contains(decision.row())
                        && !neverCreated) {
                    assertThat(decision.missing()).as("%s", c).isPresent();
                }
            }
        }

        @Test
        void ofAReplacedAttemptIsSuperseded() {
            for (Combination c : Table.everything()) {
                if (c.superseded() == Superseded.MAYBE) {
                    assertThat(c.decision().word()).isEqualTo(Word.INCONCLUSIVE);
                    assertThat(c.decision().row()).isEqualTo(Row.MAYBE_REPLACED);
                } else if (c.superseded() != Superseded.NO) {
                    assertThat(c.decision())
                            .isEqualTo(
                                    Decision.of(
                                            Word.SUPERSEDED,
                                            Part.WORKLOAD,
                                            Stage.ROLLOUT,
                                            c.superseded().confidence.orElseThrow(),
                                            Row.REPLACED));
                }
            }
        }

        @Test
        void whoseBuildDecidesIsDecidedByIt() {
            Map<Build, Word> words = new EnumMap<>(Build.class);
            words.put(Build.HELD, Word.BLOCKED);
            words.put(Build.HANGS, Word.FAILED);
            words.put(Build.BUILDING, Word.IN_PROGRESS);
            words.put(Build.BUILDING_HURTS, Word.IN_PROGRESS);
            words.put(Build.NOT_PUSHED, Word.FAILED);
            words.put(Build.NOT_PUSHED_INFERRED, Word.FAILED);
            for (Combination c : Table.everything()) {
                if (c.superseded() == Superseded.NO && words.containsKey(c.build())) {
                    Decision decision = c.decision();

                    assertThat(decision.word()).isEqualTo(words.get(c.build()));
                    assertThat(decision.part()).isEqualTo(Part.BUILD);
                }
            }
        }

        @Test
        void isTheSameInTheDocument() throws IOException {
            Document.holds("adjudication.md", Table.page());
        }
    }

    /// Losing evidence never changes a verdict into another one.
    @Nested
    class Ignorance {
        private void staysOrBecomesInconclusive(Combination before, Combination after) {
            Word then = after.decision().word();

            assertThat(then == before.decision().word() || then == Word.INCONCLUSIVE)
                    .as("%s%n%s%nbecame %s%n%s", before, before.decision(), after.decision(), after)
                    .isTrue();
        }

        @Test
        void ofTheBuildThatIsKnown() {
            for (Combination c : Table.combinations()) {
                if (c.build() != Build.NO_BUILD && c.build() != Build.UNSEEN_UNKNOWN) {
                    staysOrBecomesInconclusive(c, c.withBuild(Build.UNSEEN_KNOWN));
                }
            }
        }

        @Test
        void ofAllBuildsLeavesTheWorkloadsOwnVerdictInferred() {
            int exceptions = 0;
            for (Combination c : Table.combinations()) {
                Decision before = c.decision();
                Decision after = c.withBuild(Build.UNSEEN_UNKNOWN).decision();
                if (after.word() == before.word() || after.word() == Word.INCONCLUSIVE) {
                    continue;
                }
                exceptions++;
                assertThat(after.confidence()).contains(Confidence.INFERRED);
                assertThat(OF_WORKLOAD).contains(after.row());
                assertThat(before.word()).isNotEqualTo(Word.FALSE_ALARM);
            }
            assertThat(exceptions).isPositive();
        }

        @Test
        void ofThePods() {
            for (Combination c : Table.combinations()) {
                staysOrBecomesInconclusive(c, c.withoutPods());
            }
        }

        @Test
        void ofWhatTheTemplateAsksFor() {
            for (Combination c : Table.combinations()) {
                staysOrBecomesInconclusive(c, c.withAsks(Asks.UNKNOWN));
            }
        }

        @Test
        void ofEarlierRevisions() {
            for (Combination c : Table.combinations()) {
                staysOrBecomesInconclusive(c, c.withoutHistory());
            }
        }

        @Test
        void ofTheEventsThatShowAPull() {
            for (Combination c : Table.combinations()) {
                staysOrBecomesInconclusive(c, c.withoutEvents());
            }
        }

        @Test
        void ofWhenAContainerStarted() {
            for (Combination c : Table.combinations()) {
                staysOrBecomesInconclusive(c, c.withoutStart());
            }
        }
    }

    @Nested
    class Rows {
        private final Combination asked =
                new Combination(
                        Superseded.NO,
                        Build.PUSHED,
                        Serving.SERVING,
                        Image.RUNS_EARLIER,
                        Asks.YES,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true);

        private Decision pushed(Asks asks, Instant at) {
            return Adjudication.of(
                    asked.withAsks(asks).chain(Combination.pushed(at, Confidence.PROVEN)), NOW);
        }

        @ParameterizedTest
        @CsvSource({"4m59s, IN_PROGRESS", "5m, STALE", "5m1s, STALE"})
        void aPushThatNobodyAskedForIsDueForFiveMinutes(String since, Word word) {
            Decision decision = pushed(Asks.NO, ago(since));

            assertThat(decision.word()).isEqualTo(word);
            assertThat(decision.stage()).isEqualTo(Stage.ROLLOUT);
            assertThat(decision.lookAgain())
                    .isEqualTo(
                            word == Word.IN_PROGRESS
                                    ? Optional.of(NOW.plusSeconds(1))
                                    : Optional.empty());
        }

        @Test
        void whoStartedAfterThePushUsedACachedImage() {
            assertThat(asked.decision().trouble().flatMap(Trouble::cause))
                    .contains(Cause.NOT_ROLLED_OUT);
            assertThat(asked.withoutStart().decision().trouble().flatMap(Trouble::cause))
                    .contains(Cause.CACHED_IMAGE_USED);
        }

        @ParameterizedTest
        @EnumSource(Serving.class)
        void theBuildKnownAndUnseenHidesWhatTheWorkloadDoes(Serving serving) {
            Combination unseen =
                    new Combination(
                            Superseded.NO,
                            Build.UNSEEN_KNOWN,
                            serving,
                            Image.MAY_BE_INDEX,
                            Asks.UNKNOWN,
                            false,
                            false,
                            true,
                            false,
                            false,
                            false);

            assertThat(unseen.decision().word()).isEqualTo(Word.INCONCLUSIVE);
        }

        @Test
        void whatHurtsWeighsTheConfidenceOfIt() {
            Trouble weak = Trouble.of(Cause.CONTAINER_CRASHES, Confidence.INFERRED, List.of());
            var chain = asked.chain();
            var converging =
                    new Chain(
                            chain.container(),
                            chain.choice(),
                            chain.build(),
                            chain.image(),
                            new ServingAnswer.Converging(
                                    Stage.START, Optional.of(weak), Optional.of(NOW), List.of()),
                            chain.asks(),
                            Optional.empty(),
                            false,
                            false,
                            true,
                            false,
                            false,
                            false,
                            false,
                            List.of());
            Decision decision = Adjudication.of(converging, NOW);

            assertThat(decision)
                    .isEqualTo(
                            new Decision(
                                    Word.IN_PROGRESS,
                                    Part.WORKLOAD,
                                    Stage.START,
                                    Optional.of(weak),
                                    Optional.of(Confidence.INFERRED),
                                    Row.WORKLOAD_CONVERGING,
                                    Optional.of(NOW),
                                    Optional.empty()));
        }

        @Test
        void aKilledPushIsSettledBeforeTheTableIsAsked() {
            BuildAnswer killed =
                    new BuildAnswer.KilledAfterPush(
                            Combination.build0(), List.of(), Optional.empty(), List.of());

            assertThatThrownBy(() -> Adjudication.of(asked.chain(killed), NOW))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class BuildAlone {
        private Optional<Decision> alone(
                BuildAnswer answer, List<Answers.OfWorkload> askers, Optional<Gap> gap) {
            return Adjudication.ofBuildAlone(
                    new Answers.OfBuild(Combination.build0(), answer, askers, gap));
        }

        private Optional<Decision> alone(Build build) {
            return alone(build.answer, List.of(), Optional.empty());
        }

        @ParameterizedTest
        @CsvSource({
            "HELD,                BLOCKED,      BUILD, PROVEN",
            "HANGS,               FAILED,       BUILD, INFERRED",
            "BUILDING,            IN_PROGRESS,  BUILD, PROVEN",
            "BUILDING_HURTS,      IN_PROGRESS,  BUILD, PROVEN",
            "NOT_PUSHED,          FAILED,       BUILD, PROVEN",
            "NOT_PUSHED_INFERRED, FAILED,       BUILD, INFERRED",
            "PUSHED,              FALSE_ALARM,  BUILD, PROVEN",
            "PUSHED_INFERRED,     FALSE_ALARM,  BUILD, INFERRED",
            "DIGEST_UNKNOWN,      FALSE_ALARM,  BUILD, INFERRED",
            "NO_BUILD,            INCONCLUSIVE, BUILD, NONE",
            "UNSEEN_KNOWN,        INCONCLUSIVE, BUILD, NONE",
            "UNSEEN_UNKNOWN,      INCONCLUSIVE, BUILD, NONE"
        })
        void everyAnswerHasItsVerdict(Build build, Word word, Part part, String confidence) {
            Decision decision = alone(build).orElseThrow();

            assertThat(decision.word()).isEqualTo(word);
            assertThat(decision.part()).isEqualTo(part);
            if (confidence != null) {
                assertThat(decision.confidence().map(Enum::name).orElse("NONE"))
                        .isEqualTo(confidence);
            }
        }

        @Test
        void aFineBuildWithoutAnAskerIsOfStagePush() {
            assertThat(alone(Build.PUSHED).orElseThrow().stage()).isEqualTo(Stage.PUSH);
        }

        @Test
        void aPushThatAWorkloadAsksForIsJudgedThere() {
            Answers.OfWorkload asker =
                    new Answers.OfWorkload(
                            new Answers(
                                            Cluster.cluster()
                                                    .with(AWorkload.deployment("shop", "x:1"))
                                                    .asking("Deployment", "shop"),
                                            Builds.in(List.of()))
                                    .ofWorkload(
                                            AWorkload.deployment("shop", "x:1").made(),
                                            Cluster.cluster()
                                                    .asking("Deployment", "shop")
                                                    .places()
                                                    .getFirst())
                                    .newest(),
                            Serving.SERVING.answer,
                            List.of());

            assertThat(alone(Build.PUSHED.answer, List.of(asker), Optional.empty())).isEmpty();
            assertThat(alone(Build.DIGEST_UNKNOWN.answer, List.of(asker), Optional.empty()))
                    .isEmpty();
            assertThat(alone(Build.NOT_PUSHED.answer, List.of(asker), Optional.empty()))
                    .isPresent();
        }

        @Test
        void workloadsThatCouldNotBeListedLeaveTheRolloutUnseen() {
            Gap gap = new Gap.Forbidden("list deployments");

            assertThat(alone(Build.PUSHED.answer, List.of(), Optional.of(gap)))
                    .contains(
                            Decision.inconclusive(
                                    Part.WORKLOAD,
                                    Stage.ROLLOUT,
                                    Row.ROLLOUT_UNSEEN,
                                    Optional.of(gap)));
        }

        @Test
        void aKilledPushIsAQuestionToTheRegistry() {
            BuildAnswer killed =
                    new BuildAnswer.KilledAfterPush(
                            Combination.build0(), List.of(), Optional.empty(), List.of());
            Decision decision = alone(killed, List.of(), Optional.empty()).orElseThrow();

            assertThat(decision.word()).isEqualTo(Word.INCONCLUSIVE);
            assertThat(decision.stage()).isEqualTo(Stage.PUSH);
            assertThat(decision.missing()).isPresent();
        }
    }

    @Nested
    class AbsentSubject {
        @ParameterizedTest
        @EnumSource(Build.class)
        void isNeverAcquitted(Build build) {
            assertThat(Adjudication.ofAbsentSubject(build.answer, false, NOW).word())
                    .isNotEqualTo(Word.FALSE_ALARM);
        }

        @ParameterizedTest
        @CsvSource({
            "HELD,            BLOCKED",
            "HANGS,           FAILED",
            "BUILDING,        IN_PROGRESS",
            "NOT_PUSHED,      FAILED",
            "PUSHED_JUST_NOW, IN_PROGRESS",
            "PUSHED,          INCONCLUSIVE",
            "DIGEST_UNKNOWN,  INCONCLUSIVE",
            "NO_BUILD,        INCONCLUSIVE",
            "UNSEEN_KNOWN,    INCONCLUSIVE"
        })
        void isJudgedByTheOneBuildThatSpeaksForIt(Build build, Word word) {
            assertThat(Adjudication.ofAbsentSubject(build.answer, false, NOW).word())
                    .isEqualTo(word);
        }

        @ParameterizedTest
        @CsvSource({"4m59s, IN_PROGRESS", "5m, INCONCLUSIVE", "5m1s, INCONCLUSIVE"})
        void mayComeForFiveMinutesAfterThePush(String since, Word word) {
            assertThat(
                            Adjudication.ofAbsentSubject(
                                            Combination.pushed(ago(since), Confidence.PROVEN),
                                            false,
                                            NOW)
                                    .word())
                    .isEqualTo(word);
        }

        @Test
        void thatIsGoneDoesNotCome() {
            assertThat(Adjudication.ofAbsentSubject(Build.PUSHED_JUST_NOW.answer, true, NOW).word())
                    .isEqualTo(Word.INCONCLUSIVE);
        }
    }

    @Nested
    class InTime {
        private Decision at(Word word, Optional<Instant> look, Cluster cluster) {
            Decision decision =
                    new Decision(
                            word,
                            Part.WORKLOAD,
                            Stage.READY,
                            Optional.empty(),
                            Optional.of(Confidence.PROVEN),
                            Row.RUNS_AND_SERVES,
                            look,
                            Optional.empty());
            return Adjudication.inTime(decision, cluster.asking("Deployment", "shop"));
        }

        private Decision at(Word word, Cluster cluster) {
            return at(word, Optional.empty(), cluster);
        }

        @ParameterizedTest
        @CsvSource({
            // the claim is so much later than the evidence
            "0s,     FALSE_ALARM",
            "5s,     FALSE_ALARM",
            "5.001s, INCONCLUSIVE",
            "1h,     INCONCLUSIVE"
        })
        void evidenceOlderThanTheClaimCannotAcquit(String later, Word word) {
            Instant claim = NOW.plus(Times.length(later));

            assertThat(at(Word.FALSE_ALARM, Cluster.cluster().claimed(Optional.of(claim))).word())
                    .isEqualTo(word);
        }

        @ParameterizedTest
        @EnumSource(
                value = Word.class,
                names = {"FAILED", "BLOCKED", "STALE", "SUPERSEDED"})
        void otherVerdictsOfOldEvidenceAreInferred(Word word) {
            Cluster late = Cluster.cluster().claimed(Optional.of(NOW.plusSeconds(60)));
            Cluster early = Cluster.cluster().claimedAt("1m");

            assertThat(at(word, late).word()).isEqualTo(word);
            assertThat(at(word, late).confidence()).contains(Confidence.INFERRED);
            assertThat(at(word, early).confidence()).contains(Confidence.PROVEN);
        }

        @Test
        void whatWasStillUnderWayWasSo() {
            Cluster late = Cluster.cluster().claimed(Optional.of(NOW.plusSeconds(60)));

            assertThat(at(Word.IN_PROGRESS, late).confidence()).contains(Confidence.PROVEN);
        }

        @Test
        void withoutAClaimOrItsTimeNothingIsOld() {
            assertThat(at(Word.FALSE_ALARM, Cluster.cluster()).confidence())
                    .contains(Confidence.PROVEN);
            assertThat(
                            at(Word.FALSE_ALARM, Cluster.cluster().claimed(Optional.empty()))
                                    .confidence())
                    .contains(Confidence.PROVEN);
        }

        @Test
        void withoutAClockAWaitThatOnlyTimeEndsIsUnseen() {
            Cluster foreign = Cluster.cluster().withoutClock();

            assertThat(at(Word.IN_PROGRESS, Optional.of(NOW), foreign).row())
                    .isEqualTo(Row.NO_CLOCK);
            assertThat(at(Word.IN_PROGRESS, Optional.of(NOW), foreign).word())
                    .isEqualTo(Word.INCONCLUSIVE);
            assertThat(at(Word.IN_PROGRESS, foreign).confidence()).contains(Confidence.INFERRED);
            assertThat(at(Word.FALSE_ALARM, foreign).confidence()).contains(Confidence.INFERRED);
            assertThat(at(Word.FAILED, foreign).confidence()).contains(Confidence.PROVEN);
        }

        @Test
        void withoutAClockABuildThatRunsStillRuns() {
            Decision builds =
                    new Decision(
                            Word.IN_PROGRESS,
                            Part.BUILD,
                            Stage.BUILD,
                            Optional.empty(),
                            Optional.of(Confidence.PROVEN),
                            Row.BUILD_RUNS,
                            Optional.of(NOW),
                            Optional.empty());

            assertThat(
                            Adjudication.inTime(
                                            builds,
                                            Cluster.cluster()
                                                    .withoutClock()
                                                    .asking("Deployment", "shop"))
                                    .word())
                    .isEqualTo(Word.IN_PROGRESS);
        }
    }

    @Test
    void theWorstWordComesFirst() {
        assertThat(Word.values())
                .containsExactly(
                        Word.FAILED,
                        Word.BLOCKED,
                        Word.STALE,
                        Word.INCONCLUSIVE,
                        Word.IN_PROGRESS,
                        Word.SUPERSEDED,
                        Word.FALSE_ALARM);
    }

    @ParameterizedTest
    @CsvSource({
        "FALSE_ALARM,  0",
        "FAILED,       1",
        "BLOCKED,      3",
        "STALE,        4",
        "IN_PROGRESS,  5",
        "SUPERSEDED,   6",
        "INCONCLUSIVE, 7"
    })
    void everyWordHasItsExitCode(Word word, int code) {
        assertThat(word.exitCode()).isEqualTo(code);
    }

    @Test
    void aSubjectThatIsNotThereOrCouldNotBeLookedForIsInconclusive() {
        Gap gap = new Gap.Forbidden("get deployments");

        assertThat(Adjudication.subjectAbsent())
                .isEqualTo(
                        Decision.inconclusive(
                                Part.BUILD, Stage.BUILD, Row.SUBJECT_ABSENT, Optional.empty()));
        assertThat(Adjudication.subjectUnseen(gap))
                .isEqualTo(
                        Decision.inconclusive(
                                Part.WORKLOAD, Stage.READY, Row.SUBJECT_UNSEEN, Optional.of(gap)));
        assertThat(Part.BUILD.word() + " " + Part.WORKLOAD.word()).isEqualTo("build workload");
    }
}
