package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.live.KubectlCluster;
import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.live.stub.StubApiServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The packaged command where the cluster, the login or the kubeconfig is wrong: one sentence, the
/// right exit code, nothing on stdout; and never an answer that nobody could know.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadSurroundingsIT {
    private static final int UNAVAILABLE = 69;
    private static final int USAGE = 2;
    private static final int INCONCLUSIVE = 7;
    private static final String NAMESPACE = "a1-false-alarm-digest-ref";

    private Shell shell;
    private StubApiServer server;
    private String kubeconfig;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        shell = Shell.in(home);
        LiveMoment healthy =
                LiveMoment.all().stream()
                        .filter(it -> it.scenario().equals(NAMESPACE))
                        .filter(it -> it.moment().equals("now"))
                        .findFirst()
                        .orElseThrow();
        server = StubApiServer.https(healthy.folder()).requireToken("secret");
        kubeconfig = server.kubeconfig(NAMESPACE);
    }

    @BeforeEach
    void asItShouldBe() throws IOException {
        server.behave().allow(_ -> true).forget();
        use(kubeconfig);
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

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void nobodyAnswers(String transport) throws Exception {
        StubApiServer gone = StubApiServer.https(Path.of(shell.home().toString()));
        use(gone.kubeconfig(NAMESPACE));
        gone.close();

        assertThat(unavailable(transport)).startsWith("verdict: stub cannot be reached (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theLoginIsNotAccepted(String transport) throws Exception {
        use(kubeconfig.replace("secret", "wrong"));

        assertThat(unavailable(transport))
                .startsWith("verdict: stub does not accept this login (")
                .contains("log in again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theCertificateIsAnothers(String transport) throws Exception {
        use(kubeconfig.replaceAll("(certificate-authority-data\": \")[^\"]+", "$1" + another()));

        assertThat(unavailable(transport)).startsWith("verdict: stub cannot be reached (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theContextDoesNotExist(String transport) throws Exception {
        assertThat(unavailable(transport, "--context", "nosuch"))
                .isEqualTo(
                        "verdict: context \"nosuch\" does not exist; check --kubeconfig (or"
                                + " KUBECONFIG), --context and --server\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theKubeconfigIsNone(String transport) throws Exception {
        use("clusters: [\n\u001b[31m");

        assertThat(unavailable(transport))
                .startsWith("verdict: ")
                .contains("kubeconfig")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theKubeconfigIsNotThere(String transport) throws Exception {
        assertThat(unavailable(transport, "--kubeconfig", "/nonexistent/kubeconfig"))
                .startsWith("verdict: ")
                .contains("/nonexistent/kubeconfig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void theNamespaceDoesNotExist(String transport) throws Exception {
        Shell.Run run = check(transport, "-n", "nosuch");

        assertThat(run.code()).as(run.toString()).isEqualTo(USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "verdict: there is no namespace \"nosuch\" in stub; name another with -n,"
                                + " or another cluster with --context\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void everythingIsForbidden(String transport) throws Exception {
        Set<String> refused = new LinkedHashSet<>();
        server.allow(
                access -> {
                    String where = access.namespace().isEmpty() ? "" : " in " + access.namespace();
                    synchronized (refused) {
                        refused.add(access.verb() + " " + access.resource() + where);
                    }
                    return false;
                });

        Shell.Run run = check(transport, "-o", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(INCONCLUSIVE);
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.path("verdict").asString("")).isEqualTo("INCONCLUSIVE");
        List<String> named = new ArrayList<>();
        json.path("gaps").forEach(gap -> named.add(gap.toString()));
        assertThat(refused).isNotEmpty();
        for (String rule : refused) {
            String[] words = rule.split(" ", -1);
            assertThat(named)
                    .as(rule)
                    .anyMatch(gap -> gap.contains(words[0]) && gap.contains(words[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "client"})
    void aFrozenServerIsNotWaitedForLonger(String transport) throws Exception {
        // How long it takes on this machine when nobody makes it wait.
        Duration usual = check(transport).took();
        server.misbehave(_ -> true, new Misbehaviour.Slow(Duration.ofSeconds(50)));

        Shell.Run run = check(transport, "--timeout", "2s");

        assertThat(run.code()).as(run.toString()).isEqualTo(UNAVAILABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("verdict: ").hasLineCount(1);
        assertThat(run.took()).isLessThan(Duration.ofSeconds(3).plus(usual.multipliedBy(2)));
    }

    private String unavailable(String transport, String... more) throws Exception {
        Shell.Run run = check(transport, more);
        assertThat(run.code()).as(run.toString()).isEqualTo(UNAVAILABLE);
        assertThat(run.out()).as("stdout").isEmpty();
        assertThat(run.err()).as("stderr").hasLineCount(1).endsWith("\n");
        return run.err();
    }

    private Shell.Run check(String transport, String... more) throws Exception {
        assumeTrue(
                transport.equals("client") || KubectlCluster.whyNot().isEmpty(),
                () -> KubectlCluster.whyNot().orElse(""));
        List<String> arguments =
                new ArrayList<>(List.of("check", "deploy/shop", "--transport", transport));
        arguments.addAll(List.of(more));
        return shell.verdict(arguments);
    }

    private void use(String text) throws IOException {
        Files.writeString(shell.home().resolve("kubeconfig"), text);
    }

    /// Somebody else's certificate, as a kubeconfig holds it.
    private static String another() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (var in =
                Files.newInputStream(
                        Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
            trusted.load(in, null);
        }
        Certificate first = trusted.getCertificate(trusted.aliases().nextElement());
        String pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(first.getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
