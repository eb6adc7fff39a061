package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Question;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;

/// What holds of every verdict, whatever was recorded.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PropertiesTest {
    private static final long SEED = 20261123;
    private static final int FORGETTINGS_OF_EACH = 12;
    private static final int SHUFFLES_OF_EACH = 2;

    private final List<RecordedMoment> moments = RecordedMoment.all();
    private final List<String> acquitted = new ArrayList<>();

    /// Not wrong by itself: what was forgotten may be all that spoke against it.
    @AfterAll
    void tellWhoWasAcquitted() {
        System.out.println("FALSE_ALARM after forgetting fields: " + acquitted.size());
        acquitted.forEach(System.out::println);
    }

    @Test
    void thereIsAlwaysAVerdict() throws UnusableBundle {
        List<String> broken = new ArrayList<>();
        int forgotten = 0;
        for (RecordedMoment moment : moments) {
            try (KeptCluster whole = new KeptCluster(Bundle.open(moment.folder()))) {
                for (int i = 0; i < FORGETTINGS_OF_EACH; i++) {
                    var forgetful = new Mutation.MutatedCluster(whole, SEED + i, Mutation::forget);
                    forgotten++;
                    try {
                        note(moment, Judging.of(forgetful, moment.naming()));
                    } catch (RuntimeException e) {
                        broken.add(moment.name() + " with seed " + forgetful.seed() + where(e));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(forgotten).isGreaterThan(2000);
    }

    private void note(RecordedMoment moment, Verdict verdict) {
        if (verdict.word().name().equals("FALSE_ALARM")
                && !moment.truth().verdict().contains("FALSE_ALARM")) {
            acquitted.add(moment.name() + " " + verdict.row());
        }
    }

    private static String where(Throwable e) {
        StringBuilder where = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            where.append(", ").append(cause);
            Stream.of(cause.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("dev.verdict"))
                    .findFirst()
                    .ifPresent(frame -> where.append(" at ").append(frame));
        }
        return where.toString();
    }

    @Test
    void theOrderOfListsChangesNothing() throws UnusableBundle {
        for (RecordedMoment moment : moments) {
            for (Question question : questions(moment)) {
                try (KeptCluster whole = new KeptCluster(Bundle.open(moment.folder()))) {
                    Judged expected = Judged.of(Judging.of(whole, question));
                    for (int i = 0; i < SHUFFLES_OF_EACH; i++) {
                        var shuffled =
                                new Mutation.MutatedCluster(whole, SEED + i, Mutation::shuffle);
                        assertThat(Judged.of(Judging.of(shuffled, question)))
                                .as(moment.name() + " with seed " + shuffled.seed())
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void theMachinesLocaleAndZoneChangeNothing() throws UnusableBundle {
        List<Verdict> here = all();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(all()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theSameEvidenceGivesTheSameVerdict() throws UnusableBundle {
        assertThat(all()).isEqualTo(all());
    }

    @Test
    void everyVerdictSaysWhatItRestsOnOrWhatIsMissing() throws UnusableBundle {
        assertThat(all())
                .allSatisfy(
                        verdict ->
                                assertThat(
                                                verdict.evidence().stream()
                                                                .anyMatch(f -> f.decides())
                                                        || verdict.confidence().isEmpty()
                                                                && !(verdict.missing().isEmpty()
                                                                        && verdict.evidence()
                                                                                .isEmpty()))
                                        .as(verdict.question().subject() + " " + verdict.row())
                                        .isTrue());
    }

    private List<Verdict> all() throws UnusableBundle {
        List<Verdict> all = new ArrayList<>();
        for (RecordedMoment moment : moments) {
            for (Question question : questions(moment)) {
                try (Bundle bundle = Bundle.open(moment.folder())) {
                    all.add(Judging.of(bundle, question));
                }
            }
        }
        return all;
    }

    private static List<Question> questions(RecordedMoment moment) {
        return moment.findsBuild() && moment.build().isPresent()
                ? List.of(moment.naming(), moment.plain())
                : List.of(moment.naming());
    }
}
