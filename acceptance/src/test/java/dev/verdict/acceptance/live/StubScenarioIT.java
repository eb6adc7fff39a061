package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.claim.Question;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;
import dev.verdict.live.KubectlCluster;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every recorded moment, served by an API server, gives the verdict that it gives from disk, with
/// no more requests than a check may make. What nobody recorded is an empty list here, as it was
/// where it was recorded; where it is forbidden instead, no answer becomes another.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StubScenarioIT {

    private final List<AutoCloseable> open = new ArrayList<>();
    private StubApiServer http;
    private StubApiServer https;
    private StubApiServer forbidding;
    private Path httpConfig;
    private Path httpsConfig;
    private Path forbiddingConfig;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        Path anything = LiveMoment.all().getFirst().folder();
        http = StubApiServer.http(anything).unrecordedIsEmpty();
        https = StubApiServer.https(anything).requireToken("secret").unrecordedIsEmpty();
        forbidding = StubApiServer.http(anything);
        open.addAll(List.of(http, https, forbidding));
        httpConfig = http.kubeconfig(Files.createDirectory(folder.resolve("http")), "default");
        httpsConfig = https.kubeconfig(Files.createDirectory(folder.resolve("https")), "default");
        forbiddingConfig =
                forbidding.kubeconfig(Files.createDirectory(folder.resolve("none")), "default");
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> throughKubectlOverTls() throws Exception {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        return all(https, connect(httpsConfig, Transport.KUBECTL));
    }

    @TestFactory
    Stream<DynamicTest> throughKubectlOverHttp() throws Exception {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        return all(http, connect(httpConfig, Transport.KUBECTL));
    }

    @TestFactory
    Stream<DynamicTest> throughTheClientOverTls() throws Exception {
        return all(https, connect(httpsConfig, Transport.CLIENT));
    }

    @TestFactory
    Stream<DynamicTest> throughTheClientOverHttp() throws Exception {
        return all(http, connect(httpConfig, Transport.CLIENT));
    }

    @TestFactory
    Stream<DynamicTest> whatNobodyRecordedIsForbidden() throws Exception {
        LiveCluster cluster = connect(forbiddingConfig, Transport.CLIENT);
        return LiveMoment.all().stream()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.name(), () -> isNoOther(moment, cluster)));
    }

    private void isNoOther(LiveMoment moment, LiveCluster cluster) {
        forbidding.serve(moment.folder()).forget();
        for (Question question : moment.questions()) {
            Verdict verdict = moment.judged(cluster, question);
            if (verdict.word() != Word.INCONCLUSIVE) {
                assertThat(Said.in(verdict).differencesFrom(moment.truth())).isEmpty();
            }
        }
    }

    private LiveCluster connect(Path kubeconfig, Transport transport) throws Exception {
        LiveCluster cluster = Reached.through(transport, kubeconfig);
        open.add(cluster);
        return cluster;
    }

    private static Stream<DynamicTest> all(StubApiServer server, LiveCluster cluster) {
        return LiveMoment.all().stream()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.name(), () -> isRight(moment, server, cluster)));
    }

    private static void isRight(LiveMoment moment, StubApiServer server, LiveCluster cluster) {
        server.serve(moment.folder());
        for (Question question : moment.questions()) {
            server.forget();
            Noted noted = new Noted(cluster);
            Verdict verdict = moment.judged(noted, question);

            assertThat(Said.in(verdict).differencesFrom(moment.truth())).as("answer").isEmpty();
            assertThat(server.violations()).as("not understood by the server").isEmpty();
            assertThat(Budget.excessOf(moment, noted.asked(), verdict.row() == Row.SUBJECT_ABSENT))
                    .as("asked too much")
                    .isEmpty();
        }
    }
}
