package dev.verdict.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.looks.Looks;
import dev.verdict.looks.Survey;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class BundleTest {
    private static final Subject SHOP =
            new Subject("Deployment", "a1-false-alarm-digest-ref", "shop");

    @TempDir Path folder;

    private static Path moment(String name) {
        try {
            return Path.of(BundleTest.class.getResource("/moments/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer get(Bundle bundle, String path) {
        return bundle.get(Get.of(path), Deadline.in(Duration.ofSeconds(5)));
    }

    private static String text(Answer answer) throws IOException {
        if (!(answer instanceof Answer.Response(int status, var headers, InputStream body))) {
            return answer.toString();
        }
        try (body) {
            return status
                    + " "
                    + headers.getOrDefault("content-type", "")
                    + " "
                    + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Evidence evidence(Path path, Subject subject) throws UnusableBundle {
        try (Bundle bundle = Bundle.open(path);
                Looks looks =
                        new Looks(bundle, Duration.ofSeconds(20), Optional.empty(), List.of())) {
            Survey survey = looks.at(subject);
            assertThat(looks.trouble()).isEmpty();
            return looks.evidence(
                    survey,
                    new Question(subject, Optional.empty(), Question.Pins.none()),
                    BundleTest::allLogs);
        }
    }

    private static List<LogKey> allLogs(Evidence evidence) {
        List<LogKey> keys = new ArrayList<>();
        for (Place place : evidence.places()) {
            if (place.pods() instanceof Observation.Seen<List<Pod>>(List<Pod> pods)) {
                pods.forEach(
                        pod ->
                                pod.containers()
                                        .forEach(
                                                container ->
                                                        keys.add(
                                                                new LogKey(
                                                                        pod.ref(),
                                                                        container.name(),
                                                                        false,
                                                                        LogKey.Purpose.BUILD))));
            }
        }
        return keys;
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aRecordedMomentBecomesEvidence() throws Exception {
        Evidence evidence = evidence(moment("false-alarm"), SHOP);

        assertThat(evidence.at()).isEqualTo(Instant.parse("2026-11-23T02:54:12Z"));
        assertThat(evidence.clock()).isEqualTo(Evidence.Clock.KNOWN);
        assertThat(evidence.places())
                .extracting(Place::namespace)
                .containsExactly("a1-false-alarm-digest-ref");
        Place place = evidence.places().getFirst();
        assertThat(place.terminating()).isEqualTo(Observation.seen(false));
        assertThat(place.deployments().map(List::size)).isEqualTo(Observation.seen(1));
        assertThat(place.jobs().map(List::size)).isEqualTo(Observation.seen(1));
        assertThat(place.cronJobs())
                .isEqualTo(
                        Observation.unavailable(
                                new Gap.NotAsked("cronjobs are not in the recording")));
        assertThat(evidence.logs().values()).hasSizeGreaterThan(1);
    }

    @Test
    void everyFormOfTheSameMomentIsTheSameEvidence() throws Exception {
        Evidence expected = evidence(moment("false-alarm"), SHOP);
        Path caseFolder = folder.resolve("case");
        Archives.copy(moment("false-alarm"), caseFolder.resolve("now"));
        Files.writeString(caseFolder.resolve("truth.yaml"), "verdict: lies");

        assertThat(evidence(caseFolder, SHOP)).usingRecursiveComparison().isEqualTo(expected);
        for (String top : List.of("", "now/", "case/", "case/now/", "./")) {
            Path tar = folder.resolve("moment.tar");
            Archives.tar(moment("false-alarm"), top, tar);
            assertThat(evidence(tar, SHOP))
                    .as("tar below '%s'", top)
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
            Path gz = folder.resolve("moment.tgz");
            Archives.gzip(tar, gz);
            assertThat(evidence(gz, SHOP))
                    .as("tgz below '%s'", top)
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
            Path zip = folder.resolve("moment.zip");
            Archives.zip(moment("false-alarm"), top, zip);
            assertThat(evidence(zip, SHOP))
                    .as("zip below '%s'", top)
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    @Test
    void tellsTwoNamespacesOfOneFileApart() throws Exception {
        try (Bundle bundle = Bundle.open(moment("two-namespaces"))) {
            List<String> names = bundle.namespaces().orElseThrow();
            assertThat(names).hasSize(2);
            for (String name : names) {
                String other = names.get(1 - names.indexOf(name));
                String pods = text(get(bundle, "/api/v1/namespaces/" + name + "/pods"));

                assertThat(pods)
                        .startsWith("200 application/json {\"kind\":\"PodList\"")
                        .contains("\"namespace\": \"" + name + "\"")
                        .doesNotContain("\"namespace\": \"" + other + "\"");
            }
            assertThat(text(get(bundle, "/api/v1/namespaces/nowhere/pods")))
                    .isEqualTo(
                            "200 application/json"
                                + " {\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}");
        }
    }

    @Test
    void getsOneObjectOrSaysThatThereIsNone() throws Exception {
        try (Bundle bundle = Bundle.open(moment("false-alarm"))) {
            String apps = "/apis/apps/v1/namespaces/a1-false-alarm-digest-ref/deployments/";

            assertThat(text(get(bundle, apps + "shop")))
                    .startsWith("200 application/json {")
                    .endsWith("}")
                    .contains("\"name\":\"shop\"");
            assertThat(text(get(bundle, apps + "nosuch")))
                    .isEqualTo(
                            "404 application/json {\"kind\":\"Status\",\"apiVersion\":\"v1\","
                                    + "\"metadata\":{},\"status\":\"Failure\","
                                    + "\"message\":\"deployments.apps \\\"nosuch\\\" not found\","
                                    + "\"reason\":\"NotFound\","
                                    + "\"details\":{\"name\":\"nosuch\",\"kind\":\"deployments\"},"
                                    + "\"code\":404}");
            assertThat(text(get(bundle, "/apis/batch/v9/jobs"))).startsWith("404 ");
            assertThat(text(get(bundle, "/api/v1/nodes/node-1"))).startsWith("200 ");
        }
    }

    @Test
    void handsOutLogsAndTheAnswersInTheirPlace() throws Exception {
        write("recording.json", "{\"collectedAt\":\"2026-11-23T02:54:12Z\"}");
        write("logs/p/app.log", "hello\n");
        write("logs/p/app.previous.log", "before\n");
        write("logs/p/late.log.error", "(HTTP status 204 with an empty body)");
        write("logs/p/bad.log.error", "{\"kind\":\"Status\",\"code\":400,\"message\":\"no\"}");
        write("logs/p/odd.log.error", "something else");
        String log = "/api/v1/namespaces/ns/pods/p/log";
        try (Bundle bundle = Bundle.open(folder)) {
            Deadline deadline = Deadline.in(Duration.ofSeconds(5));

            assertThat(text(bundle.get(Get.of(log).with("container", "app"), deadline)))
                    .isEqualTo("200 text/plain hello\n");
            assertThat(
                            text(
                                    bundle.get(
                                            Get.of(log)
                                                    .with("container", "app")
                                                    .with("previous", "true"),
                                            deadline)))
                    .isEqualTo("200 text/plain before\n");
            assertThat(text(bundle.get(Get.of(log).with("container", "late"), deadline)))
                    .isEqualTo("204 application/json ");
            assertThat(text(bundle.get(Get.of(log).with("container", "bad"), deadline)))
                    .startsWith("400 application/json {");
            assertThat(text(bundle.get(Get.of(log).with("container", "odd"), deadline)))
                    .isEqualTo("500 text/plain something else");
            assertThat(bundle.get(Get.of(log).with("container", "../p/app"), deadline))
                    .isEqualTo(
                            new Answer.NoResponse(
                                    new Gap.NotAsked("this log is not in the recording")));
        }
    }

    @Test
    void passesARecordedErrorOn() throws Exception {
        write("pods.json", "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\"}");
        try (Bundle bundle = Bundle.open(folder)) {
            assertThat(text(get(bundle, "/api/v1/pods")))
                    .isEqualTo(
                            "403 application/json"
                                + " {\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\"}");
            assertThat(get(bundle, "/api/v1/events"))
                    .isEqualTo(
                            new Answer.NoResponse(
                                    new Gap.NotAsked("events are not in the recording")));
        }
    }

    @Test
    void saysWhatIsNoBundle() throws Exception {
        Path broken = folder.resolve("broken");
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("pods.json"), "{\"kind\":\"PodList\",\"items\":[{");
        Path clock = folder.resolve("clock");
        Files.createDirectories(clock);
        Files.writeString(clock.resolve("recording.json"), "{\"collectedAt\":\"noon\"}");
        Path empty = folder.resolve("empty");
        Files.createDirectories(empty);
        Path text = Files.writeString(folder.resolve("text"), "just a text ".repeat(100));
        Path cut = folder.resolve("cut.tgz");
        Archives.tar(moment("false-alarm"), "", folder.resolve("whole.tar"));
        Archives.gzip(folder.resolve("whole.tar"), cut);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));

        String point =
                "; point --from at the folder of a recorded moment, at a case folder with a now/ in"
                        + " it, or at a .tar.gz or .zip of one";
        assertSaid(folder.resolve("nosuch"), "does not exist" + point);
        assertSaid(empty, "holds no recording (no recording.json, no pods.json)" + point);
        assertSaid(text, "is no folder, no tar and no zip archive" + point);
        assertSaid(broken, "has a broken file (pods.json); record or fetch it again");
        assertSaid(clock, "has a broken file (recording.json); record or fetch it again");
        assertSaid(cut, "cannot be read (Unexpected end of ZLIB input stream)" + point);
    }

    private static void assertSaid(Path path, String message) {
        assertThatThrownBy(() -> Bundle.open(path))
                .isInstanceOf(UnusableBundle.class)
                .hasMessage(path + " " + message);
    }

    @Test
    void refusesAPathThatLeadsOut() throws Exception {
        for (String name :
                List.of("../pods.json", "/etc/pods.json", "a/../../pods.json", "a\\pods.json")) {
            Path tar = folder.resolve("slip.tar");
            Archives.tarOf(tar, Archives.entry(name, '0', "{}"));
            assertThatThrownBy(() -> Bundle.open(tar))
                    .as(name)
                    .isInstanceOf(UnusableBundle.class)
                    .hasMessageContaining("has an entry whose path leads out of it");
            Path zip = folder.resolve("slip.zip");
            Archives.zipOf(zip, name, "{}");
            assertThatThrownBy(() -> Bundle.open(zip))
                    .as(name)
                    .isInstanceOf(UnusableBundle.class)
                    .hasMessageContaining("has an entry whose path leads out of it");
        }
    }

    @Test
    void refusesLinksAndDevices() throws Exception {
        for (char type : new char[] {'1', '2', '3', '6'}) {
            Path tar = folder.resolve("link.tar");
            Archives.tarOf(tar, Archives.entry("pods.json", type, ""));
            assertThatThrownBy(() -> Bundle.open(tar))
                    .as("type %s", type)
                    .isInstanceOf(UnusableBundle.class);
        }
    }

    @Test
    void refusesALinkOutOfAFolder() throws Exception {
        Path outside = Files.writeString(folder.resolve("secret.json"), "{}");
        Path inside = folder.resolve("moment");
        Files.createDirectories(inside);
        Files.createSymbolicLink(inside.resolve("pods.json"), outside);

        assertThatThrownBy(() -> Bundle.open(inside))
                .isInstanceOf(UnusableBundle.class)
                .hasMessageContaining("has a link that leads out of it");
    }

    @Test
    void refusesWhatUnpacksToFarMore() throws Exception {
        Path gz = folder.resolve("bomb.tgz");
        Archives.tarBomb(gz);
        Path zip = folder.resolve("bomb.zip");
        Archives.zipBomb(zip);

        assertSaid(
                gz,
                "unpacks to far more than its size; point --from at the folder of a recorded"
                        + " moment, at a case folder with a now/ in it, or at a .tar.gz or .zip of"
                        + " one");
        assertThatThrownBy(() -> Bundle.open(zip)).isInstanceOf(UnusableBundle.class);
    }

    @Test
    void readsLongNamesOfBothKindsOfTar() throws Exception {
        String longName = "x".repeat(60) + "/" + "y".repeat(60) + "/" + "z".repeat(60) + ".json";
        Path gnu = folder.resolve("gnu.tar");
        Archives.tarOf(
                gnu,
                Archives.entry("././@LongLink", 'L', longName + "\0"),
                Archives.entry(longName.substring(0, 99), '0', "{}"),
                Archives.entry("pods.json", '0', "{\"kind\":\"PodList\",\"items\":[]}"));
        Path pax = folder.resolve("pax.tar");
        String record = " path=" + longName + "\n";
        Archives.tarOf(
                pax,
                Archives.entry("pax", 'x', (record.length() + 3) + record),
                Archives.entry("short", '0', "{}"),
                Archives.entry("pods.json", '0', "{\"kind\":\"PodList\",\"items\":[]}"));

        for (Path tar : List.of(gnu, pax)) {
            try (Contents contents = Contents.of(tar)) {
                assertThat(contents.byPath()).containsOnlyKeys(longName, "pods.json");
            }
            try (Bundle bundle = Bundle.open(tar)) {
                assertThat(text(get(bundle, "/api/v1/pods")))
                        .isEqualTo("200 application/json {\"kind\":\"PodList\",\"items\":[]}");
            }
        }
    }
}
