package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.live.KubectlCluster;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.live.stub.StubApiServer;
import dev.verdict.looks.Looks;
import dev.verdict.report.Footing;
import dev.verdict.report.JsonReport;
import dev.verdict.report.Style;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every command that any recorded moment's answer prints can be pasted: it names context and
/// namespace, the real kubectl takes it, and it changes nothing unless its text says so. One of
/// each form is run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrintedCommandIT {
    private static final String SAYS_THAT_IT_CHANGES = "this changes the cluster";

    /// How the server writes down that somebody tried to write; it refuses.
    private static final Pattern WRITE = Pattern.compile("(?:POST|PUT|PATCH|DELETE) .*");

    /// What the server may answer to something well asked: that it is gone, that nobody recorded
    /// it, that nobody writes here.
    private static final Pattern ANSWERED =
            Pattern.compile(
                    "(?:(?:Error from server|error: .*the server) .*\\n|No resources found.*\\n)+");

    private Shell shell;
    private StubApiServer server;

    /// A command and where it was printed.
    private record Printed(LiveMoment moment, String text, String command) {}

    @BeforeAll
    void serve(@TempDir Path home) throws Exception {
        shell = Shell.in(home);
        server =
                StubApiServer.https(LiveMoment.all().getFirst().folder())
                        .requireToken("secret")
                        .unrecordedIsEmpty();
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
    Stream<DynamicTest> canBePasted() throws Exception {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
        return printed().values().stream()
                .map(it -> DynamicTest.dynamicTest(it.command(), () -> canBePasted(it)));
    }

    private void canBePasted(Printed printed) throws Exception {
        List<String> words = List.of(printed.command().split(" ", -1));
        assertThat(words)
                .as(printed.toString())
                .containsSubsequence("--context", StubApiServer.CONTEXT)
                .contains("-n");

        server.serve(printed.moment().folder()).forget();
        Shell.Run run = shell.paste(printed.command());

        List<String> writes =
                server.violations().stream().filter(it -> WRITE.matcher(it).matches()).toList();
        assertThat(server.violations()).as("not understood: " + printed).isEqualTo(writes);
        assertThat(printed.text().contains(SAYS_THAT_IT_CHANGES))
                .as("whether the text says that it changes something: " + printed)
                .isEqualTo(!writes.isEmpty());
        if (words.getFirst().equals("verdict")) {
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).as(run.toString()).isBetween(0, 7).isNotEqualTo(2);
        } else if (run.code() != 0) {
            assertThat(run.err()).as(printed.toString()).matches(ANSWERED);
        }
    }

    /// One of each form, by its words without the names.
    private SequencedMap<String, Printed> printed() throws Exception {
        SequencedMap<String, Printed> forms = new LinkedHashMap<>();
        Path kubeconfig = shell.home().resolve("kubeconfig");
        try (LiveCluster cluster = Reached.through(Transport.CLIENT, kubeconfig)) {
            for (LiveMoment moment : LiveMoment.all()) {
                server.serve(moment.folder());
                for (JsonNode action : json(judge(moment, cluster)).path("actions")) {
                    String command = action.path("command").asString("");
                    if (!command.isEmpty()) {
                        String text = action.path("text").asString("");
                        forms.putIfAbsent(form(command), new Printed(moment, text, command));
                    }
                }
            }
        }
        return forms;
    }

    private static String form(String command) {
        return command.replaceAll("(-n|--build|-c|--claimed-at|--timeout) \\S+", "$1 X")
                .replaceAll("/\\S+", "/X");
    }

    private JsonNode json(Verdict verdict) {
        Footing footing =
                new Footing(
                        Footing.Live.in(StubApiServer.CONTEXT, server.url()),
                        1,
                        1,
                        Duration.ZERO,
                        Optional.empty(),
                        "verdict");
        return new JsonMapper().readTree(JsonReport.of(verdict, footing, Style.plain()));
    }

    private static Verdict judge(LiveMoment moment, LiveCluster cluster) {
        try (Looks looks = moment.looks(cluster)) {
            return SecondOpinion.on(
                    looks.evidence(looks.at(moment.subject()), moment.question(), LogsWanted::in));
        }
    }
}
