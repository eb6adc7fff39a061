package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.observation.Gap;
import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What every way to a running cluster does, over TLS, against a server that also misbehaves.
abstract class ClusterContract {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir Path folder;

    StubApiServer server;
    LiveCluster cluster;

    /// The way in question.
    abstract Transport way();

    /// Why this machine cannot try it.
    abstract void assumePossible();

    @BeforeEach
    void start() throws Exception {
        assumePossible();
        server = StubApiServer.https(TinyMoment.in(folder));
        server.requireToken("secret");
        cluster = open(Connection.with(server.kubeconfig(folder, TinyMoment.NAMESPACE).toString()));
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (server != null) {
            server.close();
        }
    }

    LiveCluster open(Connection connection) throws CannotConnect {
        return Live.open(connection, way(), Optional.empty(), Deadline.in(LONG), System.err);
    }

    @Test
    void knowsWhereItIs() {
        assertThat(cluster.context())
                .isEqualTo(
                        new Context(
                                Optional.of("stub"),
                                TinyMoment.NAMESPACE,
                                Optional.of(server.url())));
        assertThat(cluster.transport()).isEqualTo(way());
        assertThat(cluster.name()).isEqualTo("stub");
        assertThat(cluster.namespaces()).isEmpty();
    }

    @Test
    void handsOverAListWithTheServersOwnClock() throws IOException {
        Answer.Response response =
                response(Get.of(TinyMoment.PODS).with("labelSelector", "app in (shop),tier"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("date", "Mon, 23 Nov 2026 02:54:12 GMT")
                .containsEntry("content-type", "application/json");
        assertThat(text(response)).contains("\"shop-1\"").doesNotContain("\"shop-2\"");
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void handsOverRefusals() throws IOException {
        server.allow(access -> !access.resource().equals("pods"));
        Answer.Response forbidden = response(Get.of(TinyMoment.PODS));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(text(forbidden))
                .contains(
                        "pods is forbidden: User \\\"jane\\\" cannot list resource \\\"pods\\\" in"
                                + " API group \\\"\\\" in the namespace \\\"team-a\\\"");
    }

    @Test
    void handsOverAbsence() throws IOException {
        Answer.Response response = response(Get.of(TinyMoment.PODS + "/nosuch"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).contains("pods \\\"nosuch\\\" not found");
    }

    @Test
    void handsOverThatAPageHasExpired() throws IOException {
        server.misbehave(
                _ -> true,
                Misbehaviour.status(410, "Expired", "The provided continue parameter is too old"));
        assertThat(response(Get.of(TinyMoment.PODS)).status()).isEqualTo(410);
    }

    @Test
    void handsOverThatTheServerIsBusyOnceAndDoesNotInsist() throws IOException {
        server.forget();
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS),
                Misbehaviour.status(
                        429, "TooManyRequests", "too many requests", Map.of("Retry-After", "7")));
        Answer.Response response = response(Get.of(TinyMoment.PODS));
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsEntry("retry-after", "7");
        assertThat(asked(TinyMoment.PODS)).isEqualTo(1);
    }

    @Test
    void handsOverAServersOwnError() throws IOException {
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS),
                new Misbehaviour.Instead(
                        500, Map.of(), "text/plain", "etcdserver: request timed out"));
        Answer.Response response = response(Get.of(TinyMoment.PODS));
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).isEqualTo("etcdserver: request timed out");
    }

    @Test
    void handsOverThatNobodyIsLoggedIn() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        String wrong = server.kubeconfig("team-a").replace("secret", "wrong");
        Files.writeString(other.resolve("kubeconfig"), wrong);
        try (LiveCluster stranger = open(Connection.with(other.resolve("kubeconfig").toString()))) {
            assertThat(stranger.get(Get.of(TinyMoment.PODS), Deadline.in(LONG)))
                    .isInstanceOfSatisfying(
                            Answer.Response.class, it -> assertThat(it.status()).isEqualTo(401));
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS),
                new Misbehaviour.Slow(Duration.ofSeconds(5)));
        long begin = System.nanoTime();
        Answer answer = cluster.get(Get.of(TinyMoment.PODS), Deadline.in(SHORT));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(SHORT, Duration.ofSeconds(2));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.NoResponse.class,
                        it ->
                                assertThat(it.gap())
                                        .isInstanceOfSatisfying(
                                                Gap.TimedOut.class,
                                                gap ->
                                                        assertThat(gap.after())
                                                                .isBetween(Duration.ZERO, SHORT)));
    }

    @Test
    void givesUpInTheMiddleOfABody() throws IOException {
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS),
                new Misbehaviour.SlowBody(10, Duration.ofSeconds(5)));
        long begin = System.nanoTime();
        Answer answer = cluster.get(Get.of(TinyMoment.PODS), Deadline.in(SHORT));
        try (InputStream body = ((Answer.Response) answer).body()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void respectsTheTimeOfOneRequest() throws Exception {
        Connection plain = Connection.with(folder.resolve("kubeconfig").toString());
        Connection quick =
                new Connection(
                        plain.kubeconfig(),
                        plain.context(),
                        plain.cluster(),
                        plain.user(),
                        plain.server(),
                        plain.token(),
                        plain.as(),
                        plain.asGroups(),
                        Optional.of("300ms"));
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS),
                new Misbehaviour.Slow(Duration.ofSeconds(5)));
        try (LiveCluster impatient = open(quick)) {
            assertThat(impatient.get(Get.of(TinyMoment.PODS), Deadline.in(LONG)))
                    .isInstanceOfSatisfying(
                            Answer.NoResponse.class,
                            it -> assertThat(it.gap()).isInstanceOf(Gap.TimedOut.class));
        }
    }

    @Test
    void aCutBodyNeverLooksWhole() throws IOException {
        Files.writeString(
                folder.resolve("logs/shop-1/app.log"), "0123456789abcde\n".repeat(10_000));
        server.serve(folder);
        for (int bytes : List.of(50, 4_000, 20_000, 159_999)) {
            server.behave();
            server.misbehave(
                    call -> call.path().equals(TinyMoment.LOG), new Misbehaviour.Cut(bytes));
            assertCut(cluster.get(Get.of(TinyMoment.LOG), Deadline.in(LONG)));
            server.behave();
            server.misbehave(
                    call -> call.path().equals(TinyMoment.LOG),
                    new Misbehaviour.CutInChunks(bytes));
            assertCut(cluster.get(Get.of(TinyMoment.LOG), Deadline.in(LONG)));
        }
    }

    @Test
    void putsChunksTogether() throws IOException {
        String whole = text(response(Get.of(TinyMoment.PODS)));
        server.misbehave(_ -> true, new Misbehaviour.Chunked());
        assertThat(text(response(Get.of(TinyMoment.PODS)))).isEqualTo(whole);
    }

    @Test
    void streamsWhatIsLarge() throws IOException {
        String large = "0123456789abcdef".repeat(1 << 20);
        server.misbehave(_ -> true, new Misbehaviour.Instead(200, Map.of(), "text/plain", large));
        assertThat(text(response(Get.of(TinyMoment.LOG)))).isEqualTo(large);
    }

    @Test
    void mayBeLeftBeforeTheEnd() throws IOException {
        String large = "0123456789abcdef".repeat(1 << 20);
        server.misbehave(
                call -> call.path().equals(TinyMoment.LOG),
                new Misbehaviour.Instead(200, Map.of(), "text/plain", large));
        try (InputStream body = response(Get.of(TinyMoment.LOG)).body()) {
            assertThat(body.readNBytes(16)).hasSize(16);
        }
        assertThat(response(Get.of(TinyMoment.PODS)).status()).isEqualTo(200);
    }

    @Test
    void doesNotJudgeTheContentType() throws IOException {
        server.misbehave(_ -> true, new Misbehaviour.Typed("text/html"));
        assertThat(response(Get.of(TinyMoment.PODS)).headers())
                .containsEntry("content-type", "text/html");
    }

    @Test
    void readsLogs() throws IOException {
        assertThat(
                        text(
                                response(
                                        Get.of(TinyMoment.LOG)
                                                .with("container", "app")
                                                .with("tailLines", "2"))))
                .isEqualTo("two\nthree\n");
    }

    @Test
    void anEmptyAnswerIsEmpty() throws IOException {
        Get get = Get.of(TinyMoment.PODS + "/shop-2/log").with("container", "app");
        Answer.Response response = response(get);
        assertThat(response.status()).isEqualTo(204);
        assertThat(text(response)).isEmpty();
    }

    @Test
    void saysThatAServerCannotBeReached() {
        server.close();
        assertThat(cluster.get(Get.of(TinyMoment.PODS), Deadline.in(LONG)))
                .isInstanceOfSatisfying(
                        Answer.NoResponse.class,
                        it -> assertThat(it.gap()).isInstanceOf(Gap.Unreachable.class));
    }

    @Test
    void saysThatAServerHangsUp() {
        server.misbehave(call -> call.path().equals(TinyMoment.PODS), new Misbehaviour.HangUp());
        assertThat(cluster.get(Get.of(TinyMoment.PODS), Deadline.in(LONG)))
                .isInstanceOfSatisfying(
                        Answer.NoResponse.class,
                        it -> assertThat(it.gap()).isInstanceOf(Gap.Unreachable.class));
    }

    @Test
    void whatIsNotHttpIsNoAnswer() {
        server.misbehave(call -> call.path().equals(TinyMoment.PODS), new Misbehaviour.Garbage());
        assertThat(cluster.get(Get.of(TinyMoment.PODS), Deadline.in(LONG)))
                .isInstanceOf(Answer.NoResponse.class);
    }

    @Test
    void asksSideBySide() throws Exception {
        server.latency(Duration.ofMillis(300));
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(
                        threads.submit(
                                () -> {
                                    Answer.Response response = response(Get.of(TinyMoment.PODS));
                                    response.body().close();
                                    return response.status();
                                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void asksAsSomebodyElse() throws Exception {
        Connection plain = Connection.with(folder.resolve("kubeconfig").toString());
        Connection as =
                new Connection(
                        plain.kubeconfig(),
                        plain.context(),
                        plain.cluster(),
                        plain.user(),
                        plain.server(),
                        plain.token(),
                        Optional.of("system:serviceaccount:team-a:reader"),
                        List.of("readers", "team-a"),
                        Optional.empty());
        server.forget();
        try (LiveCluster other = open(as)) {
            other.get(Get.of(TinyMoment.PODS), Deadline.in(LONG));
        }
        assertThat(server.calls())
                .filteredOn(call -> call.path().equals(TinyMoment.PODS))
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.headers())
                                        .containsEntry(
                                                "impersonate-user",
                                                "system:serviceaccount:team-a:reader")
                                        .containsEntry("impersonate-group", "readers,team-a")
                                        .containsEntry("authorization", "Bearer secret"));
    }

    @Test
    void anUnknownContextIsOneSentence() {
        Connection plain = Connection.with(folder.resolve("kubeconfig").toString());
        Connection nowhere =
                new Connection(
                        plain.kubeconfig(),
                        Optional.of("nope"),
                        plain.cluster(),
                        plain.user(),
                        plain.server(),
                        plain.token(),
                        plain.as(),
                        plain.asGroups(),
                        Optional.empty());
        assertThatThrownBy(() -> open(nowhere).close())
                .isInstanceOf(CannotConnect.class)
                .hasMessage("context \"nope\" does not exist");
    }

    @Test
    void anUnreadableKubeconfigIsOneSentence() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "clusters: [\n\u001b[31m");
        assertThatThrownBy(() -> open(Connection.with(broken.toString())).close())
                .isInstanceOf(CannotConnect.class)
                .satisfies(
                        it ->
                                assertThat(it.getMessage())
                                        .contains("broken")
                                        .doesNotContain("\n")
                                        .doesNotContain("\u001b"));
        assertThatThrownBy(() -> open(Connection.with(folder + "/nosuch")).close())
                .isInstanceOf(CannotConnect.class)
                .satisfies(it -> assertThat(it.getMessage()).contains("nosuch"));
    }

    @Test
    void worksBehindAPath() throws Exception {
        Path other = Files.createDirectory(folder.resolve("gateway"));
        String behind =
                server.kubeconfig("team-a")
                        .replace(server.url(), server.url() + "/k8s/clusters/c-1/");
        Files.writeString(other.resolve("kubeconfig"), behind);
        server.forget();
        try (LiveCluster gateway = open(Connection.with(other.resolve("kubeconfig").toString()))) {
            gateway.get(Get.of(TinyMoment.PODS), Deadline.in(LONG));
        }
        assertThat(asked("/k8s/clusters/c-1" + TinyMoment.PODS)).isEqualTo(1);
    }

    private long asked(String path) {
        return server.calls().stream().filter(call -> call.path().equals(path)).count();
    }

    private Answer.Response response(Get get) {
        return (Answer.Response) cluster.get(get, Deadline.in(LONG));
    }

    private static String text(Answer.Response response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// kubectl may hear of the cut before it has handed over the head.
    private static void assertCut(Answer answer) throws IOException {
        switch (answer) {
            case Answer.NoResponse(Gap gap) -> assertThat(gap).isInstanceOf(Gap.Unreachable.class);
            case Answer.Response response -> {
                try (InputStream body = response.body()) {
                    assertThatThrownBy(body::readAllBytes)
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(SocketTimeoutException.class);
                }
            }
        }
    }
}
