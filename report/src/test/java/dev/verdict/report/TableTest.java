package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.observation.Gap;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class TableTest {
    @Test
    void showsTheWorstFirst() {
        List<Opinion> opinions =
                Stream.of(
                                Sample.healthy(),
                                Sample.inProgress(),
                                Sample.blocked(),
                                Sample.failedWorkload(),
                                Sample.stale())
                        .map(Opinion::of)
                        .toList();

        assertThat(Table.of(opinions, Style.plain(), false, false))
                .isEqualTo(
                        """
                        NAME             VERDICT      CAUSE             OWNER  SINCE  NOTE
                        deployment/shop  FAILED       ContainerCrashes  yours  3s     earlier version s…
                        deployment/shop  BLOCKED      ImageNotFound     yours  12s    -
                        deployment/shop  STALE        CachedImageUsed   yours  3s     -
                        deployment/shop  IN_PROGRESS  -                 -      3s     platform gave up …
                        deployment/shop  HEALTHY      -                 -      2s     -
                        """);
    }

    @Test
    void wideAddsWhatIsProvenAndBuilt() {
        assertThat(Table.of(List.of(Opinion.of(Sample.falseAlarm())), Style.plain(), true, true))
                .isEqualTo(
                        """
                        NAMESPACE  NAME             VERDICT      CAUSE  OWNER  SINCE  CONFIDENCE  BUILT                 RUNNING               BUILD           NOTE
                        team-a     deployment/shop  FALSE_ALARM  -      -      2s     proven      sha256:cccccccccccc…  sha256:cccccccccccc…  job/build-shop  platform gave up early
                        """);
    }

    @Test
    void saysWhoseLogWasNotRead() {
        Opinion unread =
                Opinion.of(
                        Told.of(Word.FALSE_ALARM, Row.NO_BUILD_SERVES)
                                .inferred()
                                .missing(
                                        "log build-shop-1/kaniko",
                                        new Gap.NotAsked("not needed in a table"))
                                .verdict());

        assertThat(Table.of(List.of(unread), Style.plain(), false, false))
                .isEqualTo(
                        """
                        NAME              VERDICT   CAUSE   OWNER   SINCE   NOTE
                        deployment/shop   HEALTHY   -       -       -       log not read, inferred
                        """);
    }

    @Test
    void fitsTheWidthWithTheLongestNames() {
        List<Opinion> opinions =
                List.of(
                        Opinion.of(
                                Sample.longest(
                                        dev.verdict.core.cause.Cause
                                                .TOPOLOGY_SPREAD_UNSATISFIABLE)));

        for (int width : List.of(80, 120)) {
            assertThat(Table.of(opinions, Style.plain().withWidth(width), false, true).lines())
                    .allSatisfy(l -> assertThat(Cut.columns(l)).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void namesAreKubectls() {
        assertThat(Names.of(List.of(Opinion.of(Sample.falseAlarm()))))
                .isEqualTo("deployment.apps/shop\n");
    }
}
