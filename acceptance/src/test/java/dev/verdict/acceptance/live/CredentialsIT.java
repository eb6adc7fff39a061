package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Around;
import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.verdict.Word;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.cluster.Get;
import dev.verdict.testbed.Api;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;

/// Every way to log in to a real API server, and how each ends when it is not accepted.
@ExtendWith(OnTestbed.class)
class CredentialsIT {
    private static final int UNAVAILABLE = 69;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACCOUNT = "verdict";

    /// Makes this process's mount namespace look like a pod's: the account's files where Kubernetes
    /// puts them, and no kubeconfig. The machine's own files are not touched.
    private static final String IN_A_POD =
            """
            set -e
            mount -t tmpfs none "$(readlink -f /var/run)"
            [ ! -d ~/.kube ] || mount -t tmpfs none ~/.kube
            mkdir -p /var/run/secrets/kubernetes.io
            cp -r "$1" /var/run/secrets/kubernetes.io/serviceaccount
            shift
            exec "$@"
            """;

    private RecordedCluster real;
    private Shell shell;
    private Path home;
    private LiveMoment moment;
    private Granted granted;
    private Api admin;

    @BeforeEach
    void start(RecordedCluster cluster, @TempDir Path folder) throws Exception {
        real = cluster;
        home = folder;
        shell = Shell.in(home);
        LiveMoment recorded = LiveMoment.of("a1-false-alarm-digest-ref", "now");
        moment = recorded.later(real.load(recorded.folder()).moved());
        granted = Granted.nothing(real.plane()).everywhere();
        admin = real.plane().api("admin-token");
    }

    @AfterEach
    void end() throws IOException {
        removeAccount();
        admin.close();
        granted.close();
        shell.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void somebodyElseIsSpokenFor(Transport transport) throws Exception {
        use(real.plane().kubeconfig());

        isTrue(check(transport, "--as", "jane", "--as-group", "verdict"));
        // Jane alone may do nothing, whoever it is that speaks for her.
        assertThat(refusals(check(transport, "--as", "jane")))
                .contains(
                        "refused: you may not list pods in API group \"\" in the namespace \""
                                + moment.subject().namespace()
                                + "\"");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whoMayNotSpeakForOthersIsToldThatRule(Transport transport) throws Exception {
        use(real.plane().readers());

        // Servers since 1.35 know finer rules than `impersonate`, and name one of these.
        assertThat(refusals(check(transport, "--as", "jane")))
                .isNotEmpty()
                .allMatch(why -> why.startsWith("refused: you may not impersonate"));
    }

    /// Why something was not looked at, in an answer that is INCONCLUSIVE for it.
    private static List<String> refusals(Shell.Run run) {
        assertThat(run.code()).as(run.toString()).isEqualTo(Word.INCONCLUSIVE.exitCode());
        assertThat(run.err()).isEmpty();
        return JSON.readTree(run.out())
                .path("gaps")
                .valueStream()
                .map(gap -> gap.path("why").asString(""))
                .filter(why -> why.startsWith("refused"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aClientCertificateIsEnough(Transport transport) throws Exception {
        use(real.plane().readers());
        long before = real.plane().audited();

        isTrue(check(transport));

        assertThat(ofVerdict(before))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(user(event)).isEqualTo("reader"));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aCertificateOfAnotherAuthorityIsNotAccepted(Transport transport) throws Exception {
        Path pki = real.plane().folder().resolve("pki");
        use(
                "client-certificate: \"%s\", client-key: \"%s\""
                        .formatted(
                                pki.resolve("front-proxy-client.crt"),
                                pki.resolve("front-proxy-client.key")));

        isNotAccepted(check(transport));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTokenThatNobodyKnowsIsNotAccepted(Transport transport) throws Exception {
        use("token: wrong");

        isNotAccepted(check(transport));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anExpiredTokenIsNotAccepted(Transport transport) throws Exception {
        String uid = account();
        Path pki = real.plane().folder().resolve("pki");
        // Anything like it that has not expired is accepted.
        use("token: " + token(pki, uid, Instant.now().plus(Duration.ofMinutes(5))));
        isTrue(check(transport));
        use("token: " + token(pki, uid, Instant.now().minus(Duration.ofMinutes(5))));

        isNotAccepted(check(transport));
    }

    private String token(Path pki, String uid, Instant expiresAt) throws IOException {
        return AccountToken.of(pki, moment.subject().namespace(), ACCOUNT, uid, expiresAt);
    }

    /// Without a kubeconfig, by the environment and the files that every pod gets; also the
    /// namespace is the pod's.
    @ParameterizedTest
    @EnumSource(Transport.class)
    void aPodLogsInByItsServiceAccount(Transport transport) throws Exception {
        var _ = account();
        Path files = Files.createDirectory(home.resolve("serviceaccount"));
        Files.writeString(files.resolve("token"), issued());
        Files.writeString(files.resolve("namespace"), moment.subject().namespace());
        Files.copy(real.plane().folder().resolve("pki/ca.crt"), files.resolve("ca.crt"));
        URI server = real.plane().server();
        List<String> pod =
                List.of(
                        "env",
                        "--unset=KUBECONFIG",
                        "KUBERNETES_SERVICE_HOST=" + server.getHost(),
                        "KUBERNETES_SERVICE_PORT=" + server.getPort(),
                        "unshare",
                        "--mount",
                        "--propagation=private",
                        "sh",
                        "-c",
                        IN_A_POD,
                        "pod",
                        files.toString());
        List<String> arguments = new ArrayList<>(moment.arguments());
        arguments.subList(arguments.indexOf("-n"), arguments.indexOf("-n") + 2).clear();
        long before = real.plane().audited();

        isTrue(
                shell.through(
                        pod, Sample.with(arguments, "-o", "json", "--transport", word(transport))));

        assertThat(ofVerdict(before))
                .isNotEmpty()
                .allSatisfy(
                        event ->
                                assertThat(user(event))
                                        .isEqualTo(
                                                "system:serviceaccount:"
                                                        + moment.subject().namespace()
                                                        + ":"
                                                        + ACCOUNT));
    }

    /// The plugin says when its token ends, and the check goes on when that time is over.
    @Test
    void kubectlLogsInAgainWhenATokensTimeIsOver() throws Exception {
        plugin(
                "reader-token",
                "$(date --utc --date='2 seconds' +%Y-%m-%dT%H:%M:%SZ | tee ends)",
                "admin-token");
        long before = real.plane().audited();
        Verdict verdict =
                judgedThroughKubectl(
                        () ->
                                !Instant.now()
                                        .isBefore(
                                                Instant.parse(
                                                        Files.readString(home.resolve("ends"))
                                                                .strip())));

        assertThat(Said.in(verdict).differencesFrom(moment.truth())).isEmpty();
        assertThat(lines("logins")).isEqualTo(2);
        assertThat(ofVerdict(before).stream().filter(CredentialsIT::isLog).map(CredentialsIT::user))
                .containsExactly("token-admin");
    }

    /// The plugin does not know when its token ends, and the API server refuses it in the middle:
    /// it is of an account that was removed. An expired one is refused in the same words, only
    /// later: the server forgives a minute, and remembers for ten seconds whom it has let in.
    @Test
    void kubectlLogsInAgainWhenATokenIsRefusedInTheMiddle() throws Exception {
        var _ = account();
        String token = issued();
        plugin(token, "", "admin-token");
        long before = real.plane().audited();
        Verdict verdict;
        try (Api account = real.plane().api(token)) {
            verdict =
                    judgedThroughKubectl(
                            () -> {
                                removeAccount();
                                return account.send("GET", "/api/v1/nodes", "").statusCode() == 401;
                            });
        }

        assertThat(Said.in(verdict).differencesFrom(moment.truth())).isEmpty();
        assertThat(lines("logins")).isEqualTo(2);
        assertThat(ofVerdict(before).stream().filter(CredentialsIT::isLog).map(CredentialsIT::user))
                .contains("token-admin");
    }

    /// Waits for that before the first log is asked for.
    private Verdict judgedThroughKubectl(Callable<Boolean> isOver) throws Exception {
        try (LiveCluster cluster = Reached.through(Transport.KUBECTL, home.resolve("kubeconfig"))) {
            Around held =
                    OneByOne.before(
                            cluster,
                            (Get get) -> {
                                if (get.path().endsWith("/log")) {
                                    Eventually.is("the first token is not accepted", isOver);
                                }
                            });
            return moment.judged(held, moment.question());
        }
    }

    /// A kubeconfig whose user logs in by a program: the first time with one token, then with
    /// another. Each time it writes a line into `logins`.
    ///
    /// @param ends when the first token ends, as the shell says it; empty for a plugin that does
    ///   not know
    private void plugin(String first, String ends, String then) throws IOException {
        Path plugin = home.resolve("login");
        Files.writeString(
                plugin,
                """
                #!/bin/sh
                cd "$(dirname "$0")"
                status='"token":"%s"'
                if [ ! -e logins ]; then
                    ends="%s"
                    status="\\"token\\":\\"%s\\"${ends:+,\\"expirationTimestamp\\":\\"$ends\\"}"
                fi
                echo login >>logins
                echo "{\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"kind\\":\\"ExecCredential\\",\\"status\\":{$status}}"
                """
                        .formatted(then, ends, first));
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        use(
                "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never,"
                        + " command: \"%s\"}".formatted(plugin));
    }

    private long lines(String file) throws IOException {
        return Files.readAllLines(home.resolve(file)).size();
    }

    /// An account that may do what the cluster's rules grant.
    ///
    /// @return its uid
    private String account() throws IOException {
        String namespace = moment.subject().namespace();
        JsonNode made =
                admin.done(
                        "POST",
                        "/api/v1/namespaces/" + namespace + "/serviceaccounts",
                        """
                        {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"%s"}}
                        """
                                .formatted(ACCOUNT));
        granted.alsoTo(namespace, ACCOUNT);
        return made.path("metadata").path("uid").asString("");
    }

    private void removeAccount() throws IOException {
        var _ = admin.send("DELETE", accountPath(), "");
    }

    private String accountPath() {
        return "/api/v1/namespaces/" + moment.subject().namespace() + "/serviceaccounts/" + ACCOUNT;
    }

    /// As the API server hands them to pods.
    private String issued() throws IOException {
        return admin.done(
                        "POST",
                        accountPath() + "/token",
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
                                + "\"spec\":{\"expirationSeconds\":600}}")
                .path("status")
                .path("token")
                .asString("");
    }

    private Shell.Run check(Transport transport, String... more) throws Exception {
        List<String> arguments =
                Sample.with(moment.arguments(), "-o", "json", "--transport", word(transport));
        return shell.verdict(Sample.with(arguments, more));
    }

    private void isTrue(Shell.Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(Said.in(JSON.readTree(run.out())).differencesFrom(moment.truth())).isEmpty();
    }

    private static void isNotAccepted(Shell.Run run) {
        assertThat(run.code()).as(run.toString()).isEqualTo(UNAVAILABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "verdict: testbed does not accept this login (401 Unauthorized); log in"
                                + " again, or give another --user or --token\n");
    }

    private void use(Path kubeconfig) throws IOException {
        Files.writeString(home.resolve("kubeconfig"), Files.readString(kubeconfig));
    }

    /// @param user as a kubeconfig has it, on one line
    private void use(String user) throws IOException {
        String own = Files.readString(real.plane().readers());
        Files.writeString(
                home.resolve("kubeconfig"),
                own.replaceAll(
                        "(?m)^users:.*$",
                        "users: [{name: reader, user: {" + Matcher.quoteReplacement(user) + "}}]"));
    }

    /// Requests since then that the command made.
    private List<JsonNode> ofVerdict(long since) throws IOException {
        return real.plane().auditedSince(since).stream()
                .map(JSON::readTree)
                .filter(event -> event.path("userAgent").asString("").contains("verdict"))
                .toList();
    }

    private static String user(JsonNode event) {
        return event.path("user").path("username").asString("");
    }

    private static boolean isLog(JsonNode event) {
        return event.path("objectRef").path("subresource").asString("").equals("log");
    }

    private static String word(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }
}
