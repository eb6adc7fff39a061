package dev.verdict.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The tables of Kaniko's successes, deceptions and failures, one a line: name (K, D and F are the
/// numbers of the collection they come from), destinations, log, exit code and reason, what they
/// say together. In a log `⏎` is a line end, `+` begins a coloured `INFO` of the builder, `!` its
/// `WARN`; what has neither is plain.
final class KanikoVectorsTest {
    private static final String STEP =
            """
            +Building stage 'x' [idx: '0', base-idx: '-1']
            +RUN make
            +Cmd: /bin/sh
            +Args: [-c make]
            +Running: [/bin/sh -c make]
            """;
    private static final String STEP_ENDS = "+Taking snapshot of full filesystem...\n";
    private static final String PAIR =
            """
            +Pushing image to {R}:v1
            +Pushed {R}@{D1}
            """;
    private static final String STEP_ERROR =
            "error building image: error building stage: failed to execute command: waiting for"
                    + " process to exit: ";
    private static final String STEP_FAILED = STEP_ERROR + "exit status ";
    private static final String PUSH_FAILED = "error pushing image: failed to push to destination ";

    private static final KanikoRun TO_V1 = Logs.run("--destination={R}:v1");
    private static final KanikoRun TWO =
            Logs.run("--destination=a.example/a:1", "-d", "b.example/b:1");
    private static final KanikoRun SHARED_CACHE =
            Logs.run("--destination={R}:v1", "--cache=true", "--cache-repo={R}");

    private static final String SUCCESSES =
            """
            K1 colours | one | {PAIR} | 0 | pushed R:v1=D1 proven
            K2 colours stripped by a platform | one | INFO[0052] Pushing image to {R}:v1⏎INFO[0053] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K2b the escape character lost | one | [36mINFO[0m[0052] Pushing image to {R}:v1 ⏎[36mINFO[0m[0053] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K3 text | one | time="2024-05-01T10:00:00Z" level=info msg="Pushing image to {R}:v1"⏎time="2024-05-01T10:00:01Z" level=info msg="Pushed {R}@{D1}" | 0 | pushed R:v1=D1 proven
            K4 json | one | {"level":"info","msg":"Pushing image to {R}:v1","time":"2024-05-01T10:00:00Z"}⏎{"level":"info","msg":"Pushed {R}@{D1}","time":"2024-05-01T10:00:00Z"} | 0 | pushed R:v1=D1 proven
            K5 log timestamps | one | {ESC}[36mINFO{ESC}[0m[2024-05-01T10:00:00Z] Pushing image to {R}:v1⏎{ESC}[36mINFO{ESC}[0m[2024-05-01T10:00:01Z] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K6 kubectl's timestamps | one | 2024-05-01T10:00:01.123456789Z {ESC}[36mINFO{ESC}[0m[0052] Pushing image to {R}:v1⏎2024-05-01T10:00:01.123456789Z {ESC}[36mINFO{ESC}[0m[0052] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K6b kubectl's prefix | one | [pod/build-x/kaniko] {ESC}[36mINFO{ESC}[0m[0052] Pushing image to {R}:v1⏎[pod/build-x/kaniko] 2024-05-01T10:00:01Z {ESC}[36mINFO{ESC}[0m[0052] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K6c a viewer's time, stream and step | one | 2024/05/01 10:00:01 stderr F step-build: INFO[0052] Pushing image to {R}:v1{CR}⏎10:00:02 stdout INFO[0052] Pushed {R}@{D1}{CR} | 0 | pushed R:v1=D1 proven
            K7 Docker Hub's other name | --destination=docker.io/library/app:1 | +Pushing image to docker.io/library/app:1⏎+Pushed index.docker.io/library/app@{D1} | 0 | pushed docker.io/library/app:1=D1 proven
            K8 five digits of seconds | one | INFO[12345] Pushing image to {R}:v1⏎INFO[12345] Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K8b no tag is latest | --destination {R} | +Pushing image to {R}⏎+Pushed {R}@{D1} | 0 | pushed R=D1 proven
            K8c a port is no tag | -d localhost:5000/app:1 | +Pushing image to localhost:5000/app:1⏎+Pushed localhost:5000/app@{D1} | 0 | pushed localhost:5000/app:1=D1 proven
            K9 a cache's layer | one | +Pushing image to {R}/cache:{KEY}⏎+Pushed {R}/cache@{DC}⏎{PAIR} | 0 | pushed R:v1=D1 proven
            K10, D2 only a cache's layer | one | +Pushing image to {R}/cache:{KEY}⏎+Pushed {R}/cache@{DC}⏎{STEP}{STEP_FAILED}1 | 1 | not pushed BuildStepFailed proven
            K11 the cache is the image's repository | shared cache | +Pushing image to {R}:{KEY}⏎+Pushed {R}@{DC}⏎{STEP}{STEP_FAILED}2 | 2 | not pushed BuildStepFailed proven
            K11b the same, pushed | shared cache | +Pushing image to {R}:{KEY}⏎+Pushing image to {R}:{KEY2}⏎+Pushed {R}@{DC}⏎+Pushed {R}@{D2}⏎{PAIR} | 0 | pushed R:v1=D1 proven
            a tag of 64 hexadecimal digits | --destination={R}:{KEY} | +Pushing image to {R}:{KEY}⏎+Pushed {R}@{D1} | 0 | pushed R:{KEY}=D1 proven
            K12, D1 partial | two | +Pushing image to a.example/a:1⏎+Pushed a.example/a@{D1}⏎+Pushing image to b.example/b:1⏎{PUSH_FAILED}b.example/b:1: PUT https://b.example/v2/b/manifests/1: DENIED: requested access to the resource is denied | 1 | pushed a.example/a:1=D1 proven, not elsewhere: PushUnauthorized
            K13, D3 the tag kept its image | one | +Pushing image to {R}:v1⏎+Immutable tag error ignored for {R}@{D1} | 0 | unseen IMMUTABLE_TAG_IGNORED
            K14, D4 told not to push | --no-push --destination={R}:v1 | +Skipping push to container registry due to --no-push flag | 0 | told not to push
            K15, D5 an old release | one | +Pushing image to {R}:v1⏎+Pushed image to 1 destinations | 0 | digest unknown
            an early release's own digest line | one | 2019/03/08 11:08:22 {R}:v1: digest: {D1} size: 423⏎+Pushed image to 1 destinations | 0 | pushed R:v1=D1 proven
            K16 a retry that succeeded | one | +Pushing image to {R}:v1⏎!Retrying operation after 1s due to EOF⏎+Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            K17 a cache that cannot be pushed | one | !Error uploading layer to cache: failed to push to destination {R}/cache:{KEY}: UNAUTHORIZED⏎{PAIR} | 0 | pushed R:v1=D1 proven
            K18, D15 a log that simply stops | one | +CMD ["./run"] | 0 | digest unknown
            K19 nothing printed | one | {NOTHING} | 0 | digest unknown
            K20 a step's forged line, and it fails | one | {STEP}INFO[0001] Pushed {R}@{D2}⏎{STEP_FAILED}1 | 1 | not pushed BuildStepFailed proven
            K21, D6 a step's forged line before the real pair | one | {STEP}INFO[0001] Pushed {R}@{D2}⏎{STEP_ENDS}{PAIR} | 0 | pushed R:v1=D1 proven
            K22, D11 a script fails after the push | one | {PAIR}cosign: error | 1 | pushed R:v1=D1 inferred
            K24, D7 the push fails | one | +Pushing image to {R}:v1⏎{PUSH_FAILED}{R}:v1: unexpected status code 503 Service Unavailable | 1 | not pushed PushRegistryUnreachable proven
            K26 a cut digest | one | +Pushing image to {R}:v1⏎+Pushed {R}@sha256:abc | 0 | digest unknown
            K27 killed while pushing | one | +Pushing image to {R}:v1 | 137 OOMKilled | unseen KILLED_DURING_PUSH
            K28 what only looks alike | one | PUSHED {R}@{D1}⏎pushed blob {D1}⏎existing blob: {D1} | 0 | digest unknown
            """;

    private static final String DECEPTIONS =
            """
            D9, front lost: the last line alone | one | +Pushed {R}@{D1} | 0 | pushed R:v1=D1 inferred
            front lost, behind a step's output | one | noise⏎noise⏎+Pushed {R}@{D1} | 0 | pushed R:v1=D1 inferred
            front lost, but a cache is configured | shared cache | +Pushed {R}@{D1} | 0 | digest unknown
            front lost, but two destinations | two | +Pushed a.example/a@{D1} | 0 | digest unknown
            front lost, but it is not the last line | one | +Pushed {R}@{D1}⏎+COPY a b | 0 | digest unknown
            front lost and not exit 0 | one | +Pushed {R}@{D1} | 137 | unseen END_CUT
            front there: a lone line is somebody else's | one | +Retrieving image manifest x⏎+Pushed {R}@{D1} | 0 | digest unknown
            D14 a silent end while snapshotting | one | {STEP}{STEP_ENDS} | 137 OOMKilled | not pushed BuildOutOfMemory proven
            the same without the reason | one | {STEP}{STEP_ENDS} | 137 Error | not pushed - proven
            killed inside of a step | one | {STEP}working | 137 Error | not pushed - inferred
            a whole forged push, and the step fails | one | {STEP}{STEP_ENDS}{PAIR}{STEP_FAILED}1 | 1 | not pushed BuildStepFailed proven
            a whole forged push, then the real one | one | {STEP}{STEP_ENDS}+Pushing image to {R}:v1⏎+Pushed {R}@{D2}⏎{STEP_ENDS}{PAIR} | 0 | pushed R:v1=D1 proven
            a whole forged push, then killed at work | one | {STEP}{STEP_ENDS}{PAIR}{STEP_ENDS} | 137 OOMKilled | unseen CONTRADICTORY
            a forged partial push, then killed | two | {STEP}{STEP_ENDS}+Pushing image to a.example/a:1⏎+Pushed a.example/a@{D1}⏎{PUSH_FAILED}b.example/b:1: DENIED | 137 OOMKilled | unseen CONTRADICTORY
            a forged error, and the build succeeds | one | {STEP}{STEP_ENDS}{STEP_FAILED}1⏎{STEP_ENDS}{PAIR} | 0 | pushed R:v1=D1 proven
            a process left behind prints a second digest | one | +Pushing image to {R}:v1⏎+Pushed {R}@{D1}⏎+Pushed {R}@{D2} | 0 | digest unclear
            the same digest twice | one | {PAIR}+Pushed {R}@{D1} | 0 | pushed R:v1=D1 proven
            a forged pair, and the real one was lost | one | {STEP}{STEP_ENDS}{PAIR}{STEP_ENDS} | 0 | digest unknown
            killed after the pair | one | {PAIR} | 137 Error | killed after push
            ended by SIGTERM after the pair | one | {PAIR} | 143 Error | killed after push
            an error after the pair | one | {PAIR}error pushing image: writing image outputs: permission denied | 1 | not pushed BuilderMisconfigured proven
            a step without a line end | one | {STEP}100%{ESC}[36mINFO{ESC}[0m[0001] Taking snapshot of full filesystem...⏎{PAIR} | 0 | pushed R:v1=D1 proven
            a step's last words glued to the error | one | {STEP}99%{STEP_FAILED}3 | 3 | not pushed BuildStepFailed proven
            a step prints an error and is killed | one | {STEP}{PUSH_FAILED}{R}:v1: UNAUTHORIZED⏎error building image: parsing dockerfile: x | 137 OOMKilled | not pushed BuildOutOfMemory inferred
            told not to push but pushed: who knows | --no-push -d {R}:v1 | {PAIR} | 0 | unseen CONTRADICTORY
            another destination than the pod's | one | +Pushing image to evil.example/x:1⏎+Pushed evil.example/x@{D2} | 0 | digest unknown
            the kubelet's answer instead of a log | one | unable to retrieve container logs for containerd://60d6 | 2 Error | unseen NO_LOG
            """;

    private static final String FAILURES =
            """
            F4, D8 the error above the usage | one | Error: error resolving dockerfile path: please provide a valid path to a Dockerfile within the build context with --dockerfile⏎Usage:⏎  executor [flags]⏎⏎Flags:⏎      --insecure   x | 1 | not pushed DockerfileInvalid proven
            F8 command not found | one | {STEP}make: not found⏎{STEP_FAILED}127 | 127 | not pushed BuildStepFailed proven
            F10 the step was killed | one | {STEP}{STEP_KILLED} | 255 OOMKilled | not pushed BuildOutOfMemory proven
            F13 the step says 137 | one | {STEP}{STEP_FAILED}137 | 137 Error | not pushed BuildOutOfMemory proven
            F14 out of memory | one | +Taking snapshot of full filesystem...⏎fatal error: runtime: out of memory⏎⏎goroutine 1 [running]: | 2 | not pushed BuildOutOfMemory proven
            F29 its own patience | one | {ESC}[31mFATA{ESC}[0m[5400] Timed out snapshotting FS in 90m | 1 | not pushed BuildDeadlineExceeded proven
            F30 a panic | one | +Taking snapshot of files...⏎panic: runtime error: index out of range⏎⏎goroutine 1 [running]:⏎main.main() | 2 | not pushed BuilderCrashed proven
            a panic of the step's own | one | {STEP}panic: oops⏎goroutine 1 [running]:⏎{STEP_FAILED}2 | 2 | not pushed BuildStepFailed proven
            F35 a plain error among json | one | {"level":"info","msg":"Running: [/bin/sh -c x]","time":""}⏎{STEP_FAILED}3 | 3 | not pushed BuildStepFailed proven
            F36 a mirror that has it not | one | !Failed to retrieve image x from remapped registry m: MANIFEST_UNKNOWN. Will try with the next registry, or fallback to the original registry.⏎{PAIR} | 0 | pushed R:v1=D1 proven
            F37 a child was killed, exit 1 | one | {STEP}{STEP_FAILED}1 | 1 OOMKilled | not pushed BuildOutOfMemory proven
            a script's echo after the error | one | {STEP}{STEP_FAILED}4⏎build failed, sorry | 4 | not pushed BuildStepFailed proven
            Killed, says the script's shell | one | {STEP}{STEP_ENDS}Killed | 137 | not pushed BuildOutOfMemory proven
            the very old words | one | time="2019-01-01T00:00:00Z" level=info msg="args: [-c x]"⏎time="2019-01-01T00:00:00Z" level=error msg="exit status 127" | 1 | not pushed BuildStepFailed proven
            debug's last line | one | {PUSH_FAILED}{R}:v1: EOF⏎registry connections: sockets opened=14 | 1 | not pushed PushRegistryUnreachable proven
            """;

    @TestFactory
    Stream<DynamicTest> successes() {
        return tests(SUCCESSES);
    }

    @TestFactory
    Stream<DynamicTest> deceptions() {
        return tests(DECEPTIONS);
    }

    @TestFactory
    Stream<DynamicTest> failures() {
        return tests(FAILURES);
    }

    private static Stream<DynamicTest> tests(String table) {
        return table.lines()
                .map(row -> List.of(row.split(" \\| ", -1)))
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0),
                                        () ->
                                                assertThat(outcome(row))
                                                        .isEqualTo(Logs.named(row.get(4)))));
    }

    private static String outcome(List<String> row) {
        KanikoRun run = runOf(row.get(1));
        List<String> end = List.of(row.get(3).split(" ", -1));
        Exit exit = Exit.of(Integer.parseInt(end.getFirst()), end.size() > 1 ? end.get(1) : "");
        return Logs.said(PushRules.of(Logs.read(run, written(row.get(2))), run, exit));
    }

    private static KanikoRun runOf(String column) {
        return switch (column) {
            case "one" -> TO_V1;
            case "two" -> TWO;
            case "shared cache" -> SHARED_CACHE;
            default -> Logs.run(column.split(" ", -1));
        };
    }

    private static String written(String column) {
        return column.replace("⏎", "\n")
                .replace("{NOTHING}", "")
                .replace("{ESC}", "\u001b")
                .replace("{CR}", "\r")
                .replace("{STEP}", STEP)
                .replace("{STEP_ENDS}", STEP_ENDS)
                .replace("{STEP_FAILED}", STEP_FAILED)
                .replace("{STEP_KILLED}", STEP_ERROR + "signal: killed")
                .replace("{PUSH_FAILED}", PUSH_FAILED)
                .replace("{PAIR}", PAIR);
    }

    @Test
    void eachDestinationIsAskedForByItself() {
        KanikoTranscript log =
                Logs.read(
                        TWO,
                        """
                        +Pushing image to a.example/a:1
                        +Pushed a.example/a@{D1}
                        +Pushing image to b.example/b:1
                        """
                                + PUSH_FAILED
                                + "b.example/b:1: EOF");
        assertThat(Logs.said(PushRules.of(log, TWO, Exit.of(1), Logs.reference("a.example/a:1"))))
                .isEqualTo(
                        "pushed a.example/a:1=D1 proven, not elsewhere: PushRegistryUnreachable");
        assertThat(Logs.said(PushRules.of(log, TWO, Exit.of(1), Logs.reference("b.example/b:1"))))
                .isEqualTo("not pushed PushRegistryUnreachable proven");
    }

    @Test
    void aLogAloneAnswersWithoutArguments() {
        assertThat(
                        report(
                                """
                                +Retrieving image manifest x
                                +Pushing layer {R}:{KEY} to cache now
                                +Pushing image to {R}:{KEY}
                                +Pushed {R}@{DC}
                                """
                                        + PAIR))
                .isEqualTo("Pushed inferred [" + Logs.R + ":v1 " + Logs.D1 + "]");
        assertThat(report(STEP + STEP_FAILED + 1)).isEqualTo("NotPushed proven [] BuildStepFailed");
        assertThat(report(STEP + "working")).isEqualTo("Unseen [] NOT_ENDED");
        assertThat(report("")).isEqualTo("Unseen [] NO_LOG");
        assertThat(report(STEP + "panic: what a step prints")).isEqualTo("Unseen [] NOT_ENDED");
        assertThat(report(STEP + STEP_ENDS + PAIR + STEP_ENDS))
                .isEqualTo("Unseen [] CONTRADICTORY");
    }

    private static String report(String text) {
        BuildReport report =
                BuildReport.of(
                        Logs.read(KanikoRun.unknown(), text),
                        KanikoRun.unknown(),
                        OptionalInt.empty());
        return report.outcome().word()
                + report.confidence().map(c -> " " + c.word()).orElse("")
                + " "
                + report.pushed().stream().map(p -> p.destination() + " " + p.digest()).toList()
                + report.cause().map(c -> " " + c.word()).orElse("")
                + report.why().map(w -> " " + w).orElse("");
    }

    @Test
    void aRetryIsNoFailure() {
        KanikoTranscript log =
                Logs.read(
                        TO_V1,
                        """
                        +Pushing image to {R}:v1
                        !Retrying operation after 8s due to dial tcp 1.2.3.4:443: connect: connection refused
                        """);
        Retry retry = log.retrying().orElseThrow();
        assertThat(retry.atPush()).isTrue();
        assertThat(retry.diagnosis().orElseThrow().cause().word())
                .isEqualTo("PushRegistryUnreachable");
        assertThat(log.lastError()).isEmpty();
    }

    @Test
    void aFailedStepMaySpeakOfTheNetwork() {
        String log = STEP + "curl: (6) Could not resolve host: pypi.org\n" + STEP_FAILED + 6;
        assertThat(Logs.read(TO_V1, log).stepNetworkFault()).isTrue();
        assertThat(Logs.read(TO_V1, STEP + "no\n" + STEP_FAILED + 6).stepNetworkFault()).isFalse();
        assertThat(
                        Logs.read(
                                        TO_V1,
                                        STEP
                                                + "Could not resolve host\n"
                                                + "x\n".repeat(60)
                                                + STEP_FAILED
                                                + 6)
                                .stepNetworkFault())
                .isFalse();
    }

    @Test
    void aStepMayHaveLostAProcess() {
        assertThat(Logs.read(TO_V1, STEP + "Killed\n" + STEP_ENDS + PAIR).stepKilled()).isTrue();
        assertThat(
                        Logs.read(TO_V1, STEP + "nothing was Killed here\n" + STEP_ENDS + PAIR)
                                .stepKilled())
                .isFalse();
    }

    @Test
    void theRunIsReadFromEverySpelling() {
        assertThat(Logs.run("--destination={R}:v1").destinations())
                .containsExactly(Logs.reference("{R}:v1"));
        assertThat(Logs.run("--cache", "--destination", "{R}:v1").cacheConfigured()).isTrue();
        assertThat(Logs.run("--destination", "{R}:v1", "--no-push=false").noPush()).isFalse();
        assertThat(
                        KanikoRun.parse(
                                List.of(),
                                List.of("-d", "x/y:$(TAG)"),
                                Map.of("TAG", "7", "KANIKO_NO_PUSH", "true")))
                .isEqualTo(
                        new KanikoRun(
                                List.of(Logs.reference("x/y:7")),
                                Optional.empty(),
                                false,
                                true,
                                false,
                                true));
        String script =
                """
                set -e
                echo --destination=no/no:1; /kaniko/executor --context=. \\
                  --destination="x/y:$TAG" --cache-repo 'x/cache' && echo done
                """;
        KanikoRun run =
                KanikoRun.parse(List.of("/busybox/sh", "-c"), List.of(script), Map.of("TAG", "8"));
        assertThat(run.destinations()).containsExactly(Logs.reference("x/y:8"));
        assertThat(run.cacheRepository()).contains(Logs.reference("x/cache").repository());
    }
}
