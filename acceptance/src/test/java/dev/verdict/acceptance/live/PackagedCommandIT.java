package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The command as people have it: started by its launcher, over TLS, through kubectl, through the
/// client and as `kubectl verdict`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackagedCommandIT {
    private StubApiServer server;
    private Shell shell;

    @BeforeAll
    void serve(@TempDir Path home) throws Exception {
        shell = Shell.in(home);
        server = StubApiServer.https(Sample.moments().getFirst().folder()).requireToken("secret");
        server.kubeconfig(home, "default");
    }

    @AfterAll
    void end() throws IOException {
        if (server != null) {
            server.close();
        }
        if (shell != null) {
            shell.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> isRightInEveryWay() {
        return Sample.tests(shell, this::isRight);
    }

    private void isRight(LiveMoment moment, Sample.Typed command) throws Exception {
        server.serve(moment.folder()).forget();

        JsonNode json = Sample.ask(command, moment);

        assertThat(json.path("cluster").path("context").asString(""))
                .isEqualTo(StubApiServer.CONTEXT);
        assertThat(json.path("cluster").path("server").asString("")).isEqualTo(server.url());
        assertThat(server.violations()).as("not understood by the server").isEmpty();
        assertThat(Budget.excess(moment, server.calls(), isMissing(json)))
                .as("asked too much")
                .isEmpty();
    }

    private boolean isMissing(JsonNode json) {
        String wanted =
                "/%ss/%s"
                        .formatted(
                                json.path("subject").path("kind").asString(""),
                                json.path("subject").path("name").asString(""))
                        .toLowerCase(java.util.Locale.ROOT);
        return json.path("verdict").asString("").equals("INCONCLUSIVE")
                && server.calls().stream().anyMatch(call -> call.path().endsWith(wanted));
    }
}
