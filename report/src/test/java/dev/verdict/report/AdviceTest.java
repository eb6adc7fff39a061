package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class AdviceTest {
    private static final Set<String> LOOKING = Set.of("get", "describe", "logs");

    @Test
    void anImageThatWasPushedMeanwhileIsWaitedFor() {
        assertThat(next(notFound("02:53:40")).text())
                .isEqualTo(
                        "Wait for the node's next try, at most 5 minutes after its last: the build"
                                + " pushed at 02:53:40 UTC. If that fails too, correct the image in"
                                + " the template, or push it.");
    }

    @Test
    void anImageThatIsNotFoundLongAfterItsPushIsNoMatterOfWaiting() {
        assertThat(next(notFound("02:48:00")).text())
                .isEqualTo("Yours: correct the image in the template, or push it.");
    }

    private static Action next(Verdict verdict) {
        return Advice.of(verdict, Told.LIVE).getFirst();
    }

    private static Verdict notFound(String pushed) {
        return Told.of(Word.BLOCKED, Row.WORKLOAD_BLOCKED)
                .built('c')
                .trouble(Cause.IMAGE_NOT_FOUND)
                .moment(pushed, Moment.Clock.NODE, Moment.Happened.PUSHED, "job/build-shop")
                .verdict();
    }

    @Test
    void theSameQuestionAgainIsAskedWithTheSameNamespacesOfBuilds() {
        Footing elsewhere =
                new Footing(
                        new Footing.Live(
                                Optional.of("prod-eu"),
                                Optional.empty(),
                                List.of("--context", "prod-eu"),
                                List.of("ci", "ci-old")),
                        7,
                        48_213,
                        Duration.ofMillis(312),
                        Optional.empty(),
                        "verdict");
        List<List<String>> commands =
                all().flatMap(v -> Advice.of(v, elsewhere).stream())
                        .flatMap(action -> action.command().stream())
                        .map(Command::words)
                        .toList();

        assertThat(commands)
                .filteredOn(words -> words.getFirst().equals("verdict"))
                .isNotEmpty()
                .allSatisfy(
                        words ->
                                assertThat(words)
                                        .containsSubsequence(
                                                "--build-namespace",
                                                "ci",
                                                "--build-namespace",
                                                "ci-old"));
        assertThat(commands)
                .filteredOn(words -> words.getFirst().equals("kubectl"))
                .isNotEmpty()
                .noneMatch(words -> words.contains("--build-namespace"));
    }

    @Test
    void everyCommandNamesContextAndNamespace() {
        all().flatMap(v -> Advice.of(v, Told.LIVE).stream())
                .flatMap(a -> a.command().stream())
                .forEach(c -> assertThat(c.words()).contains("--context", "prod-eu", "-n"));
    }

    @Test
    void aRecordingHasNoContext() {
        all().flatMap(v -> Advice.of(v, Told.DISK).stream())
                .flatMap(a -> a.command().stream())
                .forEach(c -> assertThat(c.words()).doesNotContain("--context").contains("-n"));
    }

    @Test
    void lookingAgainAtARecordingNamesIt() {
        Footing called =
                new Footing(
                        new Footing.Recording("shop.zip"),
                        1,
                        1,
                        Duration.ZERO,
                        Optional.empty(),
                        "kubectl verdict");

        assertThat(Advice.of(Sample.inProgress(), called).getFirst())
                .isEqualTo(
                        Action.of(
                                "Look again at 02:59:10 UTC or later, in a newer recording.",
                                Command.looking(
                                        List.of(
                                                "kubectl",
                                                "verdict",
                                                "check",
                                                "deployment/shop",
                                                "-n",
                                                "team-a",
                                                "--from",
                                                "shop.zip",
                                                "--claimed-at",
                                                "2026-11-23T02:54:10Z"))));
    }

    @Test
    void aCommandChangesNothingUnlessItsTextSaysSo() {
        all().flatMap(v -> Advice.of(v, Told.LIVE).stream())
                .filter(a -> a.command().isPresent())
                .forEach(
                        a -> {
                            Command command = a.command().orElseThrow();
                            boolean looks =
                                    command.words().getFirst().equals("verdict")
                                            || LOOKING.contains(command.words().get(5));
                            assertThat(a.text().contains("changes the cluster"))
                                    .as("%s", command.text())
                                    .isEqualTo(!looks)
                                    .isEqualTo(command.changes());
                        });
    }

    @Test
    void onlyAProvenFalseAlarmIsClosed() {
        Stream.concat(all(), Arrays.stream(Code.values()).map(c -> Sample.followUp(c, "x")))
                .forEach(
                        v -> {
                            String text =
                                    TextReport.of(v, Told.LIVE, Style.plain())
                                            .toLowerCase(java.util.Locale.ROOT);
                            boolean closes = text.contains("close the alert");
                            boolean may =
                                    Sentence.word(v).equals("FALSE_ALARM")
                                            && Trust.of(v).isEmpty()
                                            && !Sentence.hasFollowUp(v);
                            assertThat(closes).isEqualTo(may);
                        });
    }

    @Test
    void withoutAClaimNobodySpeaksOfAnAlarm() {
        Verdict healthy = Sample.healthy();

        assertThat(
                        List.of(
                                TextReport.of(healthy, Told.LIVE, Style.plain()),
                                JsonReport.of(healthy, Told.LIVE, Style.plain())))
                .allSatisfy(
                        t ->
                                assertThat(t)
                                        .contains("HEALTHY")
                                        .doesNotContainIgnoringCase("alarm", "alert", "close"));
    }

    private static Stream<Verdict> all() {
        return Stream.concat(
                ScreensTest.all().values().stream(),
                Arrays.stream(Cause.values()).map(Sample::longest));
    }
}
