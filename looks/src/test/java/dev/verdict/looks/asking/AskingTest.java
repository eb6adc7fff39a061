package dev.verdict.looks.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Replicated;
import dev.verdict.looks.FakeCluster;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.reading.Resource;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class AskingTest {
    private static final String PODS = "/api/v1/namespaces/team-a/pods";
    private static final String SHOP = "/apis/apps/v1/namespaces/team-a/deployments/shop";
    private static final String LOG = "/api/v1/namespaces/team-a/pods/p/log";
    private static final LogKey BUILD =
            new LogKey(
                    new ObjectRef("Pod", "team-a", "p", "u"),
                    "kaniko",
                    false,
                    LogKey.Purpose.BUILD);
    private static final LogKey WORDS =
            new LogKey(
                    new ObjectRef("Pod", "team-a", "p", "u"),
                    "app",
                    true,
                    LogKey.Purpose.LAST_WORDS);

    private final FakeCluster cluster = new FakeCluster();
    private final Asking asking = new Asking(cluster, Duration.ofSeconds(5), Optional.empty());

    private static String pod(String name) {
        return "{\"metadata\":{\"name\":\""
                + name
                + "\",\"namespace\":\"team-a\",\"creationTimestamp\":\"2026-11-23T02:00:00Z\"}}";
    }

    private static String list(String token, String... names) {
        return "{\"kind\":\"PodList\",\"metadata\":{\"continue\":\""
                + token
                + "\"},\"items\":["
                + String.join(",", List.of(names).stream().map(AskingTest::pod).toList())
                + "]}";
    }

    private Observation<List<String>> pods() {
        return asking.list(Resource.PODS, "team-a")
                .map(pods -> pods.stream().map(Pod::name).toList());
    }

    private static <T> Observation<T> gap(Gap gap) {
        return Observation.unavailable(gap);
    }

    @Test
    void followsThePages() {
        cluster.json(PODS, list("t1", "a", "b")).json(PODS, list("", "c"));

        assertThat(pods()).isEqualTo(Observation.seen(List.of("a", "b", "c")));
        assertThat(cluster.asked())
                .containsExactly(PODS + "?{limit=500}", PODS + "?{limit=500, continue=t1}");
        assertThat(asking.date()).contains(Instant.parse("2026-11-23T02:54:12Z"));
    }

    @Test
    void beginsOnceMoreWhenAPageHasExpired() {
        cluster.json(PODS, list("t1", "a"))
                .fails(PODS, 410, "Expired", "too old")
                .json(PODS, list("", "a", "b"));

        assertThat(pods()).isEqualTo(Observation.seen(List.of("a", "b")));
    }

    @Test
    void givesUpWhenPagesKeepExpiring() {
        cluster.json(PODS, list("t1", "a"))
                .fails(PODS, 410, "Expired", "too old")
                .json(PODS, list("t2", "a"))
                .fails(PODS, 410, "Expired", "too old");

        assertThat(pods()).isEqualTo(gap(new Gap.Expired("410 too old")));
    }

    @Test
    void aRefusalNamesTheMissingRule() {
        cluster.fails(PODS, 403, "Forbidden", "pods is forbidden")
                .fails("/api/v1/nodes", 403, "Forbidden", "nodes is forbidden")
                .fails(SHOP, 403, "Forbidden", "no")
                .fails(LOG, 403, "Forbidden", "no");

        assertThat(pods())
                .isEqualTo(
                        gap(
                                new Gap.Forbidden(
                                        "list pods in API group \"\" in the namespace"
                                                + " \"team-a\"")));
        assertThat(asking.list(Resource.NODES, ""))
                .isEqualTo(
                        gap(
                                new Gap.Forbidden(
                                        "list nodes in API group \"\" at the cluster scope")));
        assertThat(asking.one(Resource.DEPLOYMENTS, "team-a", "shop"))
                .isEqualTo(
                        gap(
                                new Gap.Forbidden(
                                        "get deployments in API group \"apps\" in the namespace"
                                                + " \"team-a\"")));
        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(
                        gap(
                                new Gap.Forbidden(
                                        "get pods/log in API group \"\" in the namespace"
                                                + " \"team-a\"")));
        assertThat(asking.refusal()).isEmpty();
        assertThat(asking.silence()).isEmpty();
    }

    /// The rule that the request itself would need is not the one that is missing.
    @Test
    void aRefusalOfAnotherRuleNamesThatOne() {
        cluster.fails(
                PODS,
                403,
                "Forbidden",
                "users \"jane\" is forbidden: User \"joe\" cannot impersonate resource"
                        + " \"users\" in API group \"\" at the cluster scope: not today");

        assertThat(pods())
                .isEqualTo(
                        gap(
                                new Gap.Forbidden(
                                        "impersonate users in API group \"\" at the cluster"
                                                + " scope")));
    }

    @Test
    void whoIsNotKnownIsTold() {
        cluster.fails(PODS, 401, "Unauthorized", "Unauthorized");

        assertThat(pods()).isEqualTo(gap(new Gap.Unreachable("401 Unauthorized")));
        assertThat(asking.refusal()).contains("401 Unauthorized");
    }

    @Test
    void absentIsWhatTheApiItselfDoesNotFind() {
        cluster.fails(SHOP, 404, "NotFound", "deployments.apps \"shop\" not found");

        assertThat(asking.one(Resource.DEPLOYMENTS, "team-a", "shop"))
                .isEqualTo(Observation.<Replicated>absent());
    }

    @Test
    void aProxysNotFoundIsNothingTheApiSaid() {
        cluster.answers(SHOP, () -> FakeCluster.response(404, "text/html", "<h1>Not Found</h1>\n"));

        assertThat(asking.one(Resource.DEPLOYMENTS, "team-a", "shop"))
                .isEqualTo(
                        gap(
                                new Gap.Unreachable(
                                        "404 <h1>Not Found</h1> (not in the API's words)")));
    }

    @Test
    void aKindThatIsNotServedWasNotAskedFor() {
        cluster.json("/unused", "{}")
                .answers(
                        "/apis/batch/v1/namespaces/team-a/cronjobs",
                        () ->
                                FakeCluster.response(
                                        404,
                                        "application/json",
                                        "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"details\":{},\"message\":\"the"
                                            + " server could not find the requested resource\"}"));

        assertThat(asking.list(Resource.CRON_JOBS, "team-a"))
                .isEqualTo(gap(new Gap.NotAsked("this cluster does not serve cronjobs")));
    }

    @Test
    void waitsAsLongAsTheApiAsksForAndOnlyOnce() {
        cluster.answers(
                        PODS,
                        () ->
                                new Answer.Response(
                                        429,
                                        Map.of("retry-after", "0"),
                                        new ByteArrayInputStream(new byte[0])))
                .json(PODS, list("", "a"));

        assertThat(pods()).isEqualTo(Observation.seen(List.of("a")));
        assertThat(asking.requests()).isEqualTo(2);
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        cluster.answers(
                PODS,
                () ->
                        new Answer.Response(
                                429,
                                Map.of("retry-after", "3600"),
                                new ByteArrayInputStream("busy".getBytes(StandardCharsets.UTF_8))));

        assertThat(pods()).isEqualTo(gap(new Gap.Unreachable("429 busy")));
        assertThat(asking.requests()).isOne();
        assertThat(asking.silence()).contains(new Gap.Unreachable("429 busy"));
    }

    @Test
    void anErrorOfTheServerIsNoAnswer() {
        cluster.fails(PODS, 500, "InternalError", "etcdserver: request timed out");

        assertThat(pods()).isEqualTo(gap(new Gap.Unreachable("500 etcdserver: request timed out")));
        assertThat(asking.silence()).isEmpty();
    }

    @Test
    void aProxyThatReachesNobodyIsSilence() {
        cluster.answers(PODS, () -> FakeCluster.response(502, "text/plain", "no route\n"));

        assertThat(pods()).isEqualTo(gap(new Gap.Unreachable("502 no route")));
        assertThat(asking.silence()).contains(new Gap.Unreachable("502 no route"));
    }

    @Test
    void aCutListIsNoShorterList() {
        cluster.json(PODS, list("", "a", "b").substring(0, 120))
                .answers(
                        PODS,
                        () ->
                                new Answer.Response(
                                        200,
                                        Map.of(),
                                        FakeCluster.cut(list("", "a", "b").substring(0, 120))));

        assertThat(pods()).isEqualTo(gap(new Gap.Truncated("pods: the answer broke off")));
        assertThat(pods()).isEqualTo(gap(new Gap.Truncated("pods: the answer broke off")));
    }

    @Test
    void whatIsNoListOfPodsIsUnreadable() {
        cluster.answers(PODS, () -> FakeCluster.response(200, "text/html", "<html>"))
                .json(PODS, "<html>")
                .json(PODS, "[]")
                .json(PODS, "{\"kind\":\"ServiceList\",\"items\":[]}")
                .json(PODS, FakeCluster.status(500, "InternalError", "oops"))
                .json(PODS, "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":5}}]}");

        assertThat(pods()).isEqualTo(gap(new Gap.Unreadable("pods: text/html instead of JSON")));
        assertThat(pods()).isEqualTo(gap(new Gap.Unreadable("pods: the answer is no JSON")));
        assertThat(pods()).isEqualTo(gap(new Gap.Unreadable("pods: the body is no JSON object")));
        assertThat(pods()).isEqualTo(gap(new Gap.Unreadable("pods: it is no PodList")));
        assertThat(pods())
                .isEqualTo(gap(new Gap.Unreadable("pods: an error with status 200: oops")));
        assertThat(pods())
                .isEqualTo(gap(new Gap.Unreadable("pods: item 0.metadata.name is not a text")));
    }

    @Test
    void takesFromAMixedListOnlyItsOwnKind() {
        cluster.json(
                PODS,
                "{\"kind\":\"List\",\"items\":[{\"kind\":\"Job\",\"x\":1},"
                        + pod("a").replaceFirst("\\{", "{\"kind\":\"Pod\",")
                        + "]}");

        assertThat(pods()).isEqualTo(Observation.seen(List.of("a")));
    }

    @Test
    void encodesNamesSoThatTheyStayNames() {
        asking.one(Resource.DEPLOYMENTS, "team-a", "../x y");
        asking.one(Resource.DEPLOYMENTS, "team-a", "..");

        assertThat(cluster.asked())
                .containsExactly(
                        "/apis/apps/v1/namespaces/team-a/deployments/..%2Fx%20y",
                        "/apis/apps/v1/namespaces/team-a/deployments/%2E%2E");
    }

    @Test
    void aTrickleEndsWithItsRequestsTime() {
        Asking hurried =
                new Asking(cluster, Duration.ofSeconds(5), Optional.of(Duration.ofMillis(1)));
        cluster.answers(
                PODS,
                () -> {
                    sleep(20);
                    return FakeCluster.response(200, "application/json", list("", "a"));
                });

        assertThat(hurried.list(Resource.PODS, "team-a"))
                .isEqualTo(gap(new Gap.TimedOut(Duration.ofMillis(1))));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Observation<ContainerLog> log(String text) {
        cluster.answers(LOG, () -> FakeCluster.response(200, "text/plain", text));
        return asking.log(WORDS, KanikoRun.unknown());
    }

    @Test
    void keepsTheLastLinesOfALog() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            text.append("line ").append(i).append('\n');
        }

        assertThat(log(text.toString()))
                .isEqualTo(
                        Observation.seen(
                                new ContainerLog.LastWords(
                                        IntStream.rangeClosed(11, 30)
                                                .mapToObj(i -> "line " + i)
                                                .toList())));
        assertThat(cluster.asked())
                .containsExactly(
                        LOG + "?{container=app, previous=true, tailLines=20, limitBytes=262144}");
    }

    @Test
    void theKubeletsExcuseIsNoLog() {
        assertThat(log("unable to retrieve container logs for containerd://2a42"))
                .isEqualTo(
                        gap(
                                new Gap.Unreachable(
                                        "unable to retrieve container logs for"
                                                + " containerd://2a42")));
    }

    @Test
    void theSameWordsAmongOthersAreALog() {
        assertThat(log("unable to retrieve container logs for x\nthen this\n"))
                .isEqualTo(
                        Observation.seen(
                                new ContainerLog.LastWords(
                                        List.of(
                                                "unable to retrieve container logs for x",
                                                "then this"))));
    }

    @Test
    void aPodWithoutANodeHasPrintedNothing() {
        cluster.answers(LOG, () -> FakeCluster.response(204, "", ""));

        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(Observation.<ContainerLog>absent());
    }

    @Test
    void aLogThatWasThereHasExpired() {
        cluster.fails(LOG, 400, "BadRequest", "container \"kaniko\" in pod \"p\" is terminated")
                .fails(
                        LOG,
                        400,
                        "BadRequest",
                        "previous terminated container \"app\" in pod \"p\" not found")
                .fails(LOG, 404, "NotFound", "pods \"p\" not found")
                .fails(
                        LOG,
                        400,
                        "BadRequest",
                        "container \"app\" in pod \"p\" is waiting to start: PodInitializing")
                .fails(LOG, 500, "", "dial tcp 10.0.0.1:10250: connect: connection refused");

        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(gap(new Gap.Expired("container \"kaniko\" in pod \"p\" is terminated")));
        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(
                        gap(
                                new Gap.Expired(
                                        "previous terminated container \"app\" in pod \"p\" not"
                                                + " found")));
        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(gap(new Gap.Expired("pods \"p\" not found")));
        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(
                        gap(
                                new Gap.Unreachable(
                                        "400 container \"app\" in pod \"p\" is waiting to start:"
                                                + " PodInitializing")));
        assertThat(asking.log(BUILD, KanikoRun.unknown()))
                .isEqualTo(
                        gap(
                                new Gap.Unreachable(
                                        "500 dial tcp 10.0.0.1:10250: connect: connection"
                                                + " refused")));
    }

    @Test
    void aBuildersLogKnowsThatItsEndIsMissing() {
        String text = "INFO[0000] Retrieving image manifest busybox\n";
        cluster.answers(LOG, () -> FakeCluster.response(200, "text/plain", text))
                .answers(LOG, () -> new Answer.Response(200, Map.of(), FakeCluster.cut(text)))
                .answers(
                        LOG,
                        () ->
                                new Answer.Response(
                                        200,
                                        Map.of("x-verdict-truncated", "true"),
                                        new ByteArrayInputStream(
                                                text.getBytes(StandardCharsets.UTF_8))));

        Observation<ContainerLog> whole = asking.log(BUILD, KanikoRun.unknown());
        Observation<ContainerLog> broken = asking.log(BUILD, KanikoRun.unknown());
        Observation<ContainerLog> marked = asking.log(BUILD, KanikoRun.unknown());

        assertThat(broken).isEqualTo(marked).isNotEqualTo(whole);
        assertThat(whole).isInstanceOf(Observation.Seen.class);
    }
}
