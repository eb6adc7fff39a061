package dev.verdict.core.answer;

import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.daemonSet;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AWorkload.replicaSet;
import static dev.verdict.core.testing.AWorkload.statefulSet;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Times.ago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.APod;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Times;
import dev.verdict.core.workload.Template;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

class NewestRevisionTest {
    private static final String OLD = "registry.test/team/shop:v1";
    private static final String NEW = "registry.test/team/shop:v2";

    private static NewestRevision of(Cluster cluster, String kind) {
        Evidence evidence = cluster.asking(kind, "shop");
        return switch (Found.in(evidence)) {
            case Found.AWorkload(var workload, var place) -> NewestRevision.of(workload, place);
            case Found other -> throw new IllegalArgumentException("no workload: " + other);
        };
    }

    private static NewestRevision ofDeployment(AWorkload shop) {
        return of(cluster().with(shop), "Deployment");
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(Pod::name).toList();
    }

    private static List<String> images(List<Template> templates) {
        return templates.stream().map(t -> t.containers().getFirst().image()).toList();
    }

    @Nested
    class OfADeployment {
        @Test
        void isTheReplicaSetOfEqualTemplateWhateverItsRevisionSays() {
            AWorkload shop =
                    deployment("shop", NEW)
                            .revision("1")
                            .earlier(OLD, "50m")
                            .olderPod(p -> {})
                            .pod(p -> {})
                            .pod(p -> p.phase(Phase.FAILED));
            NewestRevision newest = ofDeployment(shop);

            assertThat(newest.createdAt()).contains(ago("12m"));
            assertThat(names(newest.alive())).containsExactly("shop-new-0");
            assertThat(names(newest.ended())).containsExactly("shop-new-1");
            assertThat(names(newest.older())).containsExactly("shop-old1-0");
            assertThat(images(newest.earlier())).containsExactly(OLD);
            assertThat(images(newest.templates())).containsExactly(NEW, OLD);
            assertThat(newest.replicaSet().orElseThrow().ref()).isEqualTo(shop.replicaSet());
            assertThat(newest.run()).isEmpty();
        }

        @Test
        void isNothingYetWithoutItsReplicaSet() {
            NewestRevision newest =
                    ofDeployment(
                            deployment("shop", NEW)
                                    .earlier(OLD, "50m")
                                    .olderPod(p -> {})
                                    .withoutNewestRevision());

            assertThat(newest.createdAt()).isEmpty();
            assertThat(newest.alive()).isEmpty();
            assertThat(newest.replicaSet()).isEmpty();
            assertThat(names(newest.older())).containsExactly("shop-old1-0");
            assertThat(newest.takenUpAgain()).isFalse();
        }

        @Test
        void endedAndTerminatingOlderPodsDoNotRemain() {
            NewestRevision newest =
                    ofDeployment(
                            deployment("shop", NEW)
                                    .earlier(OLD, "50m")
                                    .olderPod(APod::terminating)
                                    .olderPod(p -> p.phase(Phase.FAILED))
                                    .olderPod(p -> p.phase(Phase.SUCCEEDED))
                                    .pod(p -> {}));

            assertThat(newest.older()).isEmpty();
        }

        @Test
        void theLatestOfSeveralEarlierComesFirst() {
            NewestRevision newest =
                    ofDeployment(
                            deployment("shop", NEW)
                                    .earlier(OLD, "50m")
                                    .earlier("registry.test/team/shop:v1.5", "40m")
                                    .pod(p -> {}));

            assertThat(images(newest.earlier()))
                    .containsExactly("registry.test/team/shop:v1.5", OLD);
        }

        @ParameterizedTest
        @CsvSource({
            "2,                   true",
            "3,                   false",
            "'',                  true",
            "x,                   true",
            "99999999999999999,   false",
            "999999999999999999,  true"
        })
        void theHistoryIsWholeWhenNoRevisionNumberIsMissing(String revision, boolean whole) {
            NewestRevision newest =
                    ofDeployment(
                            deployment("shop", NEW)
                                    .earlier(OLD, "50m")
                                    .revision(revision)
                                    .pod(p -> {}));

            assertThat(newest.wholeHistory()).isEqualTo(whole);
        }

        @Test
        void itWasTakenUpAgainWhenALaterOneWasMadeSince() {
            assertThat(
                            ofDeployment(
                                            deployment("shop", NEW)
                                                    .earlier(OLD, "10m")
                                                    .revised("50m")
                                                    .pod(p -> {}))
                                    .takenUpAgain())
                    .isTrue();
            assertThat(
                            ofDeployment(
                                            deployment("shop", NEW)
                                                    .earlier(OLD, "50m")
                                                    .revised("50m")
                                                    .pod(p -> {}))
                                    .takenUpAgain())
                    .isFalse();
        }

        @Test
        void couldNotBeSeenWithoutReplicaSets() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(deployment("shop", NEW).pod(p -> {}))
                                    .unreadable(Look.REPLICA_SETS),
                            "Deployment");

            assertThat(newest.pods().gap()).contains(Cluster.FORBIDDEN);
            assertThat(newest.wholeHistory()).isFalse();
            assertThat(newest.takenUpAgain()).isFalse();
        }
    }

    @Nested
    class OfAReplicaSet {
        @Test
        void podsOfAnotherImageAreOlder() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            replicaSet("shop", NEW)
                                                    .pod(p -> {})
                                                    .pod(p -> p.app(c -> c.image(OLD)))
                                                    .pod(
                                                            p ->
                                                                    p.phase(Phase.FAILED)
                                                                            .app(
                                                                                    c ->
                                                                                            c.image(
                                                                                                    OLD)))),
                            "ReplicaSet");

            assertThat(names(newest.alive())).containsExactly("shop-new0");
            assertThat(names(newest.older())).containsExactly("shop-new1");
            assertThat(newest.createdAt()).contains(ago("1h"));
            assertThat(newest.wholeHistory()).isTrue();
            assertThat(newest.takenUpAgain()).isFalse();
        }
    }

    @Nested
    class OfRevisions {
        @Test
        void podsCarryTheirRevisionsName() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            statefulSet("shop", NEW)
                                                    .earlier(OLD, "50m")
                                                    .olderPod(p -> {})
                                                    .pod(p -> {})),
                            "StatefulSet");

            assertThat(names(newest.older())).containsExactly("shop-0");
            assertThat(names(newest.alive())).containsExactly("shop-1");
            assertThat(newest.createdAt()).contains(ago("12m"));
            assertThat(images(newest.earlier())).containsExactly(OLD);
            assertThat(newest.wholeHistory()).isTrue();
        }

        @Test
        void aDaemonSetsPodsCarryOnlyTheHash() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            daemonSet("shop", NEW)
                                                    .earlier(OLD, "50m")
                                                    .olderPod(p -> {})
                                                    .pod(p -> {})),
                            "DaemonSet");

            assertThat(newest.older()).hasSize(1);
            assertThat(newest.alive()).hasSize(1);
        }

        @Test
        void withoutAReadableRevisionTheNameOfTheUpdateRevisionCounts() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            statefulSet("shop", NEW)
                                                    .earlier(OLD, "50m")
                                                    .olderPod(p -> {})
                                                    .pod(p -> p.created("9m"))
                                                    .pod(p -> p.created("8m")))
                                    .unreadable(Look.REVISIONS),
                            "StatefulSet");

            assertThat(names(newest.older())).containsExactly("shop-0");
            assertThat(names(newest.alive())).containsExactly("shop-1", "shop-2");
            assertThat(newest.createdAt()).contains(ago("9m"));
            assertThat(newest.wholeHistory()).isFalse();
        }

        @Test
        void withoutAnyRevisionTheTemplateIsCompared() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            daemonSet("shop", NEW)
                                                    .earlier(OLD, "50m")
                                                    .olderPod(p -> {})
                                                    .pod(p -> {}))
                                    .unreadable(Look.REVISIONS),
                            "DaemonSet");

            assertThat(newest.older()).hasSize(1);
            assertThat(newest.alive()).hasSize(1);
        }

        @Test
        void aPodWithoutTheLabelIsOfNoKnownRevision() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(
                                            statefulSet("shop", NEW)
                                                    .pod(
                                                            p ->
                                                                    p.label(
                                                                            "controller-revision-hash",
                                                                            ""))),
                            "StatefulSet");

            assertThat(newest.alive()).isEmpty();
            assertThat(newest.older()).hasSize(1);
        }

        @Test
        void aPrunedRevisionIsMissing() {
            AWorkload shop = statefulSet("shop", NEW).earlier(OLD, "50m").pod(p -> {});
            AWorkload withoutOld = statefulSet("shop", NEW).pod(p -> {});
            NewestRevision whole = of(cluster().with(withoutOld), "StatefulSet");
            NewestRevision both = of(cluster().with(shop), "StatefulSet");

            assertThat(whole.wholeHistory()).isTrue();
            assertThat(both.wholeHistory()).isTrue();
        }
    }

    @Nested
    class OfARun {
        @Test
        void podsOfTheJobAndNoOthers() {
            NewestRevision newest =
                    of(
                            cluster()
                                    .with(job("shop", NEW).pod("shop-1", p -> {}))
                                    .with(job("other", NEW).pod("other-1", p -> {})),
                            "Job");

            assertThat(names(newest.alive())).containsExactly("shop-1");
            assertThat(newest.createdAt()).contains(ago("20m"));
            assertThat(newest.run()).isPresent();
            assertThat(newest.wholeHistory()).isTrue();
            assertThat(newest.takenUpAgain()).isFalse();
        }

        @Test
        void aBarePodIsItsOwnRevision() {
            NewestRevision newest =
                    of(cluster().with(pod("shop").with(container("app", NEW))), "Pod");

            assertThat(names(newest.alive())).containsExactly("shop");
            assertThat(newest.createdAt()).isEqualTo(Optional.of(Times.ago("11m")));
            assertThat(newest.wholeHistory()).isTrue();
            assertThat(newest.takenUpAgain()).isFalse();
        }

        @Test
        void aBarePodThatIsGoingAwayHasNone() {
            assertThat(
                            of(
                                            cluster()
                                                    .with(
                                                            pod("shop")
                                                                    .terminating()
                                                                    .with(container("app", NEW))),
                                            "Pod")
                                    .alive())
                    .isEmpty();
        }
    }
}
