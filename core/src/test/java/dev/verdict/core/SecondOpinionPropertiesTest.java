package dev.verdict.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Digests;
import dev.verdict.core.testing.Said;
import dev.verdict.core.verdict.Word;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// What holds of every question, whatever was found.
class SecondOpinionPropertiesTest {
    private static final Gap GONE = new Gap.Forbidden("everything");

    static Stream<Samples> samples() {
        return Samples.all().stream();
    }

    @Test
    void theSamplesSayEveryWord() {
        Set<Word> said = EnumSet.noneOf(Word.class);
        samples().forEach(s -> said.add(SecondOpinion.on(s.evidence()).word()));

        assertThat(said).containsExactlyInAnyOrder(Word.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameEvidenceGivesTheSameVerdict(Samples sample) {
        assertThat(SecondOpinion.on(sample.evidence()))
                .isEqualTo(SecondOpinion.on(sample.evidence()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theOrderOfListsChangesNothing(Samples sample) {
        Random random = new Random(20260301);
        Verdict told = SecondOpinion.on(sample.evidence());
        for (int i = 0; i < 8; i++) {
            Verdict shuffled = SecondOpinion.on(shuffled(sample.evidence(), random));

            assertThat(whole(shuffled)).isEqualTo(whole(told));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unrelatedObjectsChangeNothing(Samples sample) {
        Evidence other =
                Cluster.cluster()
                        .with(
                                AWorkload.deployment("unrelated", "elsewhere.test/x/unrelated:1")
                                        .in("elsewhere")
                                        .pod(p -> p.unready().app(c -> c.crashLooping(5))))
                        .with(
                                ABuild.build("job-of-unrelated", "elsewhere.test/x/unrelated:1")
                                        .in("elsewhere")
                                        .failed("error building image: x"))
                        .asking("Deployment", "unrelated");
        Evidence mine = sample.evidence();
        List<Place> places = new ArrayList<>(mine.places());
        places.add(other.places().getLast());
        Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>(mine.logs());
        logs.putAll(other.logs());
        Evidence both =
                new Evidence(mine.question(), mine.at(), mine.clock(), places, mine.nodes(), logs);

        assertThat(whole(SecondOpinion.on(both))).isEqualTo(whole(SecondOpinion.on(mine)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyVerdictThatDecidesCitesASource(Samples sample) {
        Verdict verdict = SecondOpinion.on(sample.evidence());

        if (verdict.word() != Word.INCONCLUSIVE && verdict.word() != Word.SUPERSEDED) {
            assertThat(verdict.evidence()).anyMatch(f -> f.decides());
        }
        assertThat(verdict.owners()).isNotEmpty();
        assertThat(verdict.confidence().isPresent()).isEqualTo(verdict.word() != Word.INCONCLUSIVE);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void losingOneLookNeverChangesTheVerdictIntoAnother(Samples sample) {
        Verdict told = SecondOpinion.on(sample.evidence());
        damaged(sample.evidence())
                .forEach(
                        (what, evidence) -> {
                            Verdict after = SecondOpinion.on(evidence);
                            boolean same =
                                    after.word() == told.word()
                                            || after.word() == Word.INCONCLUSIVE;

                            assertThat(same || isCounted(told, after, what))
                                    .as(
                                            "%s without %s: %s became %s",
                                            sample.name(), what, Said.of(told), Said.of(after))
                                    .isTrue();
                        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void losingTwoLooksNeverAcquits(Samples sample) {
        Verdict told = SecondOpinion.on(sample.evidence());
        if (told.word() == Word.FALSE_ALARM) {
            return;
        }
        damaged(sample.evidence())
                .forEach(
                        (first, once) ->
                                damaged(once)
                                        .forEach(
                                                (second, twice) ->
                                                        assertThat(SecondOpinion.on(twice).word())
                                                                .as(
                                                                        "%s without %s and %s",
                                                                        sample.name(),
                                                                        first,
                                                                        second)
                                                                .isNotEqualTo(Word.FALSE_ALARM)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsMissingIsSaid(Samples sample) {
        damaged(sample.evidence())
                .forEach(
                        (what, evidence) ->
                                assertThat(SecondOpinion.on(evidence).missing())
                                        .as("%s without %s", sample.name(), what)
                                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void logsThatAreWantedAreOfListedPods(Samples sample) {
        List<String> pods =
                sample.evidence().places().stream()
                        .flatMap(p -> p.pods().value().orElse(List.of()).stream())
                        .map(p -> p.ref().uid())
                        .toList();

        assertThat(LogsWanted.in(sample.evidence())).allMatch(k -> pods.contains(k.pod().uid()));
    }

    /// The exceptions that say so themselves.
    private static boolean isCounted(Verdict told, Verdict after, String what) {
        boolean inferred = after.confidence().filter(Confidence.INFERRED::equals).isPresent();
        boolean buildsNotListed = what.endsWith("jobs");
        return inferred && told.word() != Word.FALSE_ALARM && buildsNotListed;
    }

    /// The same evidence with one look after the other gone.
    private static Map<String, Evidence> damaged(Evidence evidence) {
        Map<String, Evidence> all = new LinkedHashMap<>();
        for (int i = 0; i < evidence.places().size(); i++) {
            Place place = evidence.places().get(i);
            Map<String, Place> damaged = damaged(place);
            for (Map.Entry<String, Place> each : damaged.entrySet()) {
                List<Place> places = new ArrayList<>(evidence.places());
                places.set(i, each.getValue());
                all.put(
                        place.namespace() + " " + each.getKey(),
                        new Evidence(
                                evidence.question(),
                                evidence.at(),
                                evidence.clock(),
                                places,
                                evidence.nodes(),
                                evidence.logs()));
            }
        }
        all.put(
                "nodes",
                new Evidence(
                        evidence.question(),
                        evidence.at(),
                        evidence.clock(),
                        evidence.places(),
                        Observation.unavailable(GONE),
                        evidence.logs()));
        evidence.logs()
                .keySet()
                .forEach(
                        key -> {
                            Map<LogKey, Observation<ContainerLog>> logs =
                                    new LinkedHashMap<>(evidence.logs());
                            logs.put(key, Observation.unavailable(GONE));
                            all.put(
                                    "log of " + key.pod().name(),
                                    new Evidence(
                                            evidence.question(),
                                            evidence.at(),
                                            evidence.clock(),
                                            evidence.places(),
                                            evidence.nodes(),
                                            logs));
                        });
        return all;
    }

    private static Map<String, Place> damaged(Place p) {
        Map<String, Place> all = new LinkedHashMap<>();
        all.put(
                "deployments",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        Observation.unavailable(GONE),
                        p.replicaSets(),
                        p.statefulSets(),
                        p.daemonSets(),
                        p.revisions(),
                        p.jobs(),
                        p.cronJobs(),
                        p.pods(),
                        p.events(),
                        p.services()));
        all.put(
                "replica sets",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        p.deployments(),
                        Observation.unavailable(GONE),
                        p.statefulSets(),
                        p.daemonSets(),
                        p.revisions(),
                        p.jobs(),
                        p.cronJobs(),
                        p.pods(),
                        p.events(),
                        p.services()));
        all.put(
                "revisions",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        p.deployments(),
                        p.replicaSets(),
                        p.statefulSets(),
                        p.daemonSets(),
                        Observation.unavailable(GONE),
                        p.jobs(),
                        p.cronJobs(),
                        p.pods(),
                        p.events(),
                        p.services()));
        all.put(
                "jobs",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        p.deployments(),
                        p.replicaSets(),
                        p.statefulSets(),
                        p.daemonSets(),
                        p.revisions(),
                        Observation.unavailable(GONE),
                        p.cronJobs(),
                        p.pods(),
                        p.events(),
                        p.services()));
        all.put(
                "pods",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        p.deployments(),
                        p.replicaSets(),
                        p.statefulSets(),
                        p.daemonSets(),
                        p.revisions(),
                        p.jobs(),
                        p.cronJobs(),
                        Observation.unavailable(GONE),
                        p.events(),
                        p.services()));
        all.put(
                "events",
                new Place(
                        p.namespace(),
                        p.terminating(),
                        p.deployments(),
                        p.replicaSets(),
                        p.statefulSets(),
                        p.daemonSets(),
                        p.revisions(),
                        p.jobs(),
                        p.cronJobs(),
                        p.pods(),
                        Observation.unavailable(GONE),
                        p.services()));
        return all;
    }

    private static Evidence shuffled(Evidence evidence, Random random) {
        Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>();
        List<LogKey> keys = new ArrayList<>(evidence.logs().keySet());
        Collections.shuffle(keys, random);
        for (LogKey key : keys) {
            Observation<ContainerLog> log = evidence.logs().get(key);
            if (log != null) {
                logs.put(key, log);
            }
        }
        return new Evidence(
                evidence.question(),
                evidence.at(),
                evidence.clock(),
                evidence.places().stream().map(p -> shuffled(p, random)).toList(),
                shuffled(evidence.nodes(), random),
                logs);
    }

    private static Place shuffled(Place place, Random random) {
        return new Place(
                place.namespace(),
                place.terminating(),
                shuffled(place.deployments(), random),
                shuffled(place.replicaSets(), random),
                shuffled(place.statefulSets(), random),
                shuffled(place.daemonSets(), random),
                shuffled(place.revisions(), random),
                shuffled(place.jobs(), random),
                shuffled(place.cronJobs(), random),
                shuffled(place.pods(), random),
                shuffled(place.events(), random),
                shuffled(place.services(), random));
    }

    private static <T> Observation<List<T>> shuffled(Observation<List<T>> list, Random random) {
        return list.map(
                all -> {
                    List<T> other = new ArrayList<>(all);
                    Collections.shuffle(other, random);
                    return List.copyOf(other);
                });
    }

    private static String whole(Verdict verdict) {
        return String.join(
                " | ",
                Said.of(verdict),
                Said.circumstances(verdict),
                verdict.built().map(Object::toString).orElse("-"),
                verdict.running().map(Object::toString).orElse("-"),
                verdict.build().map(b -> b.ref().name()).orElse("-"),
                verdict.row().name());
    }

    @Test
    void aDigestIsNeverMadeUp() {
        samples()
                .map(s -> SecondOpinion.on(s.evidence()))
                .flatMap(v -> v.built().stream())
                .forEach(
                        d ->
                                assertThat(List.of(Digests.BUILT, Digests.EARLIER, Digests.LATER))
                                        .contains(d));
    }
}
