package dev.verdict.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.looks.cluster.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

class LooksTest {
    private static final Subject SHOP = new Subject("Deployment", "team-a", "shop");
    private static final String NS = "/namespaces/team-a/";
    private static final LogKey LOG =
            new LogKey(
                    new ObjectRef("Pod", "team-a", "shop-1-x", "uid-shop-1-x"),
                    "app",
                    false,
                    LogKey.Purpose.LAST_WORDS);

    private final FakeCluster cluster = new FakeCluster();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    private static String object(String kind, String name, String owner, String rest) {
        String owners =
                owner.isEmpty()
                        ? ""
                        : ",\"ownerReferences\":[{\"kind\":\""
                                + owner.split("/", -1)[0]
                                + "\",\"name\":\""
                                + owner.split("/", -1)[1]
                                + "\",\"uid\":\"uid-"
                                + owner.split("/", -1)[1]
                                + "\",\"controller\":true}]";
        return "{\"kind\":\""
                + kind
                + "\",\"metadata\":{\"name\":\""
                + name
                + "\",\"namespace\":\"team-a\",\"uid\":\"uid-"
                + name
                + "\",\"labels\":{\"app\":\"shop\"},\"creationTimestamp\":\"2026-11-23T02:00:00Z\""
                + owners
                + "}"
                + rest
                + "}";
    }

    private static String list(String... items) {
        return "{\"kind\":\"List\",\"metadata\":{},\"items\":[" + String.join(",", items) + "]}";
    }

    private static String deployment(String annotations) {
        return object(
                        "Deployment",
                        "shop",
                        "",
                        ",\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"shop\"}}}")
                .replace("\"labels\"", "\"annotations\":{" + annotations + "},\"labels\"");
    }

    private static String pod(String name, String owner, String node) {
        return object(
                "Pod",
                name,
                owner,
                ",\"spec\":{\"nodeName\":\""
                        + node
                        + "\",\"containers\":[{\"name\":\"app\",\"image\":\"a:1\"}]}");
    }

    private void shop(String annotations, String node) {
        cluster.json("/apis/apps/v1" + NS + "deployments/shop", deployment(annotations))
                .json("/apis/apps/v1" + NS + "deployments", list(deployment(annotations)))
                .json(
                        "/apis/apps/v1" + NS + "replicasets",
                        list(object("ReplicaSet", "shop-1", "Deployment/shop", "")))
                .json("/api/v1" + NS + "pods", list(pod("shop-1-x", "ReplicaSet/shop-1", node)))
                .json("/apis/batch/v1" + NS + "jobs", list())
                .json("/api/v1" + NS + "events", list())
                .json("/api/v1" + NS + "services", list())
                .json("/api/v1/nodes", list())
                .json(
                        "/api/v1/nodes/node-1",
                        object("Node", "node-1", "", "").replace("\"namespace\":\"team-a\",", ""))
                .answers(
                        "/api/v1" + NS + "pods/shop-1-x/log",
                        () -> FakeCluster.response(200, "text/plain", "bye\n"));
    }

    private Looks looks() {
        return new Looks(cluster, Duration.ofSeconds(5), Optional.empty(), List.of());
    }

    private static Question about(Subject subject) {
        return new Question(subject, Optional.empty(), Question.Pins.none());
    }

    @Test
    void asksForADeploymentInEightRequests() {
        shop("", "node-1");
        try (Looks looks = looks()) {
            Survey survey = looks.at(SHOP);
            Evidence evidence = looks.evidence(survey, about(SHOP), _ -> List.of(LOG));

            assertThat(cluster.asked())
                    .containsExactlyInAnyOrder(
                            "/apis/apps/v1/namespaces/team-a/deployments/shop",
                            "/apis/apps/v1/namespaces/team-a/replicasets?{limit=500}",
                            "/api/v1/namespaces/team-a/pods?{limit=500}",
                            "/apis/batch/v1/namespaces/team-a/jobs?{limit=500}",
                            "/api/v1/namespaces/team-a/events?{limit=500}",
                            "/api/v1/namespaces/team-a/services?{limit=500}",
                            "/api/v1/nodes/node-1",
                            "/api/v1/namespaces/team-a/pods/shop-1-x/log?{container=app,"
                                    + " tailLines=20, limitBytes=262144}");
            assertThat(looks.footprint().requests()).isEqualTo(8);
            assertThat(looks.footprint().bytes()).isPositive();
            assertThat(evidence.logs())
                    .containsEntry(
                            LOG, Observation.seen(new ContainerLog.LastWords(List.of("bye"))));
            assertThat(evidence.at()).isEqualTo(Instant.parse("2026-11-23T02:54:12Z"));
            assertThat(evidence.clock()).isEqualTo(Evidence.Clock.KNOWN);
            assertThat(evidence.places().getFirst().statefulSets())
                    .isEqualTo(
                            Observation.unavailable(
                                    new Gap.NotAsked("not needed for this question")));
        }
    }

    @Test
    void listsTheNodesWhenAPodHasNone() {
        shop("", "");
        try (Looks looks = looks()) {
            looks.evidence(looks.at(SHOP), about(SHOP), _ -> List.of());

            assertThat(cluster.asked()).contains("/api/v1/nodes?{limit=500}");
        }
    }

    @Test
    void looksWhereTheSubjectSaysItIsBuilt() {
        shop("\"example.org/build-namespace\":\"ci\",\"note\":\"elsewhere\"", "node-1");
        cluster.json("/apis/batch/v1/namespaces/ci/jobs", list())
                .json("/api/v1/namespaces/ci/pods", list())
                .json("/api/v1/namespaces/ci/events", list());
        try (Looks looks = looks()) {
            Survey survey = looks.at(SHOP);
            Evidence evidence = looks.evidence(survey, about(SHOP), _ -> List.of());

            assertThat(evidence.places())
                    .extracting(Place::namespace)
                    .containsExactly("team-a", "ci");
            assertThat(looks.footprint().requests()).isEqualTo(10);
            assertThat(evidence.places().getLast().jobs()).isEqualTo(Observation.seen(List.of()));
        }
    }

    @Test
    void aMissingSubjectMakesItAskForTheNamespace() {
        shop("", "node-1");
        cluster.fails(
                        "/apis/apps/v1" + NS + "deployments/gone",
                        404,
                        "NotFound",
                        "deployments.apps \"gone\" not found")
                .fails(
                        "/api/v1/namespaces/team-a",
                        404,
                        "NotFound",
                        "namespaces \"team-a\" not found");
        Subject gone = new Subject("Deployment", "team-a", "gone");
        try (Looks looks = looks()) {
            Survey survey = looks.at(gone);

            assertThat(survey.workload(gone)).isEmpty();
            assertThat(survey.places().getFirst().deployments())
                    .isEqualTo(Observation.seen(List.of()));
            assertThat(survey.places().getFirst().terminating())
                    .isEqualTo(Observation.<Boolean>absent());
        }
    }

    @Test
    void aPodIsJudgedAsWhatOwnsIt() {
        shop("", "node-1");
        try (Looks looks = looks()) {
            Survey survey = looks.at(new Subject("Pod", "team-a", "shop-1-x"));

            assertThat(survey.judged(new Subject("Pod", "team-a", "shop-1-x"))).isEqualTo(SHOP);
            assertThat(survey.judged(new Subject("ReplicaSet", "team-a", "shop-1")))
                    .isEqualTo(SHOP);
            assertThat(survey.judged(new Subject("Pod", "team-a", "other")))
                    .isEqualTo(new Subject("Pod", "team-a", "other"));
            assertThat(survey.workloads()).containsExactly(SHOP);
        }
    }

    @Test
    void aSlowLookIsAGapAndDelaysNobody() {
        cluster.answers(
                "/api/v1" + NS + "events",
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return FakeCluster.response(200, "application/json", list());
                });
        shop("", "node-1");
        Duration allowed = Duration.ofMillis(700);
        try (Looks looks = new Looks(cluster, allowed, Optional.empty(), List.of())) {
            Survey survey = looks.at(SHOP);

            Place place = survey.places().getFirst();
            assertThat(place.events())
                    .isEqualTo(Observation.unavailable(new Gap.TimedOut(allowed)));
            assertThat(place.pods()).isInstanceOf(Observation.Seen.class);
            assertThat(survey.missed())
                    .contains(new Missed("events in team-a", new Gap.TimedOut(allowed)));
            assertThat(looks.footprint().took()).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void whoIsInterruptedWaitsForNobody() {
        cluster.answers(
                "/api/v1" + NS + "pods",
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return FakeCluster.response(200, "application/json", list());
                });
        Duration allowed = Duration.ofMinutes(1);
        try (Looks looks = new Looks(cluster, allowed, Optional.empty(), List.of())) {
            Thread.currentThread().interrupt();
            Survey survey = looks.at(SHOP);

            assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
            assertThat(survey.places().getFirst().pods())
                    .isEqualTo(Observation.unavailable(new Gap.TimedOut(allowed)));
            assertThat(looks.footprint().took()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void readsEachLogOnceWhoeverAsks() {
        shop("", "node-1");
        try (Looks looks = looks()) {
            Survey survey = looks.at(SHOP);
            looks.evidence(survey, about(SHOP), _ -> List.of(LOG));
            looks.evidence(survey, about(SHOP), _ -> List.of(LOG));

            assertThat(cluster.asked()).filteredOn(get -> get.contains("/log")).hasSize(1);
        }
    }

    @Test
    void saysWhenNobodyAnswers() {
        try (Looks looks = looks()) {
            assertThat(looks.trouble()).isEmpty();
        }
        FakeCluster dead = new FakeCluster();
        dead.answers(
                "/api/v1/nodes",
                () -> new Answer.NoResponse(new Gap.Unreachable("connection refused")));
        try (Looks looks = new Looks(dead, Duration.ofSeconds(5), Optional.empty(), List.of())) {
            looks.over(Optional.empty());

            assertThat(looks.trouble()).isPresent();
        }
    }

    @Test
    void aProxysNotFoundIsNobodysAnswer() {
        FakeCluster proxy = new FakeCluster();
        proxy.answers(
                "/api/v1/nodes",
                () -> FakeCluster.response(404, "text/html", "<h1>no such page</h1>"));
        try (Looks looks = new Looks(proxy, Duration.ofSeconds(5), Optional.empty(), List.of())) {
            looks.over(Optional.empty());

            assertThat(looks.trouble()).containsInstanceOf(Trouble.Unreachable.class);
        }
    }

    @Test
    void saysWhenItIsNotKnown() {
        shop("", "node-1");
        cluster.fails("/api/v1/namespaces/team-a", 401, "Unauthorized", "Unauthorized");
        try (Looks looks = looks()) {
            looks.over(Optional.of("team-a"));

            assertThat(looks.trouble()).contains(new Trouble.Unauthorized("401 Unauthorized"));
        }
    }

    @Test
    void readsAWholeRecordingAtOnceAndTellsItApart() {
        shop("", "node-1");
        String other = pod("other", "", "node-1").replace("team-a", "team-b");
        cluster.holds(List.of("team-a", "team-b"))
                .json("/api/v1/pods", list(pod("shop-1-x", "ReplicaSet/shop-1", "node-1"), other))
                .json("/apis/apps/v1/deployments", list(deployment("")));
        try (Looks looks = looks()) {
            Survey survey = looks.at(SHOP);
            Evidence evidence =
                    looks.evidence(
                            survey, about(new Subject("Pod", "team-b", "other")), _ -> List.of());

            assertThat(evidence.places())
                    .extracting(Place::namespace)
                    .containsExactly("team-b", "team-a");
            assertThat(evidence.places().getFirst().pods().map(AskNames::of))
                    .isEqualTo(Observation.seen(List.of("other")));
            assertThat(evidence.places().getFirst().deployments())
                    .isEqualTo(Observation.seen(List.of()));
            assertThat(survey.workloads())
                    .containsExactly(SHOP, new Subject("Pod", "team-b", "other"));
        }
    }

    private static final class AskNames {
        static List<String> of(List<Pod> pods) {
            return pods.stream().map(Pod::name).toList();
        }
    }

    @Test
    void withoutAClockTheNewestTimeIsAGuess() {
        cluster.holds(List.of("team-a"))
                .answers(
                        "/api/v1/pods",
                        () ->
                                new Answer.Response(
                                        200,
                                        Map.of(),
                                        new ByteArrayInputStream(
                                                list(pod("p", "", ""))
                                                        .getBytes(StandardCharsets.UTF_8))));
        try (Looks looks = looks()) {
            Evidence evidence =
                    looks.evidence(
                            looks.over(Optional.empty()),
                            about(new Subject("Pod", "team-a", "p")),
                            _ -> List.of());

            assertThat(evidence.at()).isEqualTo(Instant.parse("2026-11-23T02:00:00Z"));
            assertThat(evidence.clock()).isEqualTo(Evidence.Clock.GUESSED);
        }
    }
}
