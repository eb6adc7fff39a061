package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/// Whatever is wrong with what was typed: one sentence that says what and what to do, on stderr;
/// the right exit code; nothing on stdout.
class BadInputTest {
    private static final String SHOP = Ran.recording("shop");
    private static final String THREE = Ran.recording("three");
    private static final String KINDS =
            "is not a kind that can be judged; those are deployments, statefulsets, daemonsets,"
                    + " replicasets, jobs, cronjobs and pods (deploy, sts, ds, rs, job, cj, po)";

    private record Bad(int code, String sentence, List<String> arguments) {}

    private static Bad bad(int code, String sentence, String... arguments) {
        return new Bad(code, sentence, List.of(arguments));
    }

    private static Bad shop(String sentence, String... arguments) {
        return bad(2, sentence, on(SHOP, arguments));
    }

    private static Bad three(String sentence, String... arguments) {
        return bad(2, sentence, on(THREE, arguments));
    }

    private static String[] on(String recording, String... arguments) {
        return Stream.concat(Stream.of("check", "--from", recording), Stream.of(arguments))
                .toArray(String[]::new);
    }

    @TestFactory
    Stream<DynamicTest> isRefusedInOneSentence() {
        return all().map(
                        bad ->
                                DynamicTest.dynamicTest(
                                        "verdict " + String.join(" ", bad.arguments()),
                                        () -> {
                                            Ran ran =
                                                    Ran.of(bad.arguments().toArray(String[]::new));
                                            assertThat(ran.err())
                                                    .isEqualTo("verdict: " + bad.sentence() + "\n");
                                            assertThat(ran.code()).isEqualTo(bad.code());
                                            assertThat(ran.out()).isEmpty();
                                        }));
    }

    private static Stream<Bad> all() {
        return Stream.of(
                        commands(),
                        forms(),
                        places(),
                        claims(),
                        pins(),
                        formats(),
                        times(),
                        connections(),
                        recordings(),
                        logs(),
                        others())
                .flatMap(bad -> bad);
    }

    private static Stream<Bad> commands() {
        return Stream.of(
                bad(
                        2,
                        "a command is missing; write verdict check TYPE/NAME, or see verdict"
                                + " --help"),
                bad(2, "there is no command \"chek\"; did you mean check?", "chek"),
                bad(2, "there is no command \"frobnicate\"; see verdict --help", "frobnicate"),
                bad(
                        2,
                        "there is no flag \"--namspace\"; did you mean --namespace?",
                        "check",
                        "--namspace",
                        "team-a"),
                bad(
                        2,
                        "there is no flag \"--claimed-a\"; did you mean --claimed-at?",
                        "check",
                        "--claimed-a=20m"),
                bad(2, "there is no flag \"--zzz\"; see verdict check --help", "check", "--zzz"),
                bad(2, "--namespace needs a value; write --namespace NS", "check", "-n"),
                bad(
                        2,
                        "--claimed-at needs a value; write --claimed-at TIME",
                        "check",
                        "deploy/shop",
                        "--claimed-at"));
    }

    private static Stream<Bad> forms() {
        return Stream.of(
                shop("\"svc\" " + KINDS, "svc/shop"),
                shop("\"svc\" " + KINDS, "svc", "shop"),
                shop("\"Widgets\" " + KINDS, "Widgets", "a", "b"),
                shop("\"deploy/\" is not TYPE/NAME; write it like deploy/shop", "deploy/"),
                shop("\"/shop\" is not TYPE/NAME; write it like deploy/shop", "/shop"),
                shop("\"deploy/a/b\" is not TYPE/NAME; write it like deploy/shop", "deploy/a/b"),
                shop("a name is empty; write TYPE/NAME, such as deploy/shop", ""),
                shop(
                        "\"cart\" has no type beside names that have one; write TYPE/NAME for each,"
                                + " such as deploy/cart",
                        "deploy/shop",
                        "cart"),
                shop(
                        "\"Shop\" cannot be the name of an object: names are small letters, digits,"
                                + " - and .",
                        "deploy/Shop"),
                shop(
                        "nothing in team-a is called \"nope\", and no kind is either; to ask about"
                                + " what is not there, write TYPE/NAME, such as deploy/nope",
                        "nope"),
                three(
                        "\"shop\" names more than one workload; write one of deploy/shop -n team-a,"
                                + " deploy/shop -n team-c",
                        "shop"));
    }

    private static Stream<Bad> places() {
        return Stream.of(
                shop(
                        "the namespace \"nope\" is not in the recording "
                                + SHOP
                                + "; it has team-a",
                        "deploy/shop",
                        "-n",
                        "nope"),
                shop(
                        "-n \"Team A\" cannot be a namespace; names are small letters, digits and"
                                + " -",
                        "-n",
                        "Team A"),
                shop(
                        "--build-namespace \"x_y\" cannot be a namespace; names are small letters,"
                                + " digits and -",
                        "--build-namespace",
                        "x_y"),
                three(
                        "the recording "
                                + THREE
                                + " holds several namespaces (team-a, team-b, team-c); name one"
                                + " with -n, or take all with -A"),
                three(
                        "several of the recording's namespaces have deploy/shop (team-a, team-c);"
                                + " name one with -n",
                        "deploy/shop"),
                three(
                        "none of the recording's namespaces (team-a, team-b, team-c) has"
                                + " deploy/nope; say with -n where it should be",
                        "deploy/nope"),
                shop(
                        "a name is looked for in one namespace; write -n NAMESPACE instead of -A",
                        "deploy/shop",
                        "-A"),
                shop(
                        "-l selects among many, and a name was given; leave one out",
                        "deploy/shop",
                        "-l",
                        "app=shop"),
                shop(
                        "-l \"app=(\" is not a label selector; write it like app=shop,tier!=db or"
                                + " 'env in (prod, staging)'",
                        "-l",
                        "app=("));
    }

    private static Stream<Bad> claims() {
        return Stream.of(
                shop(
                        "--claimed-at \"2026-11-23T02:54:03\" does not say in which time zone;"
                                + " write 2026-11-23T02:54:03Z if that is UTC, or"
                                + " 2026-11-23T02:54:03+01:00 if that is this machine's time"
                                + " (Europe/Berlin)",
                        "deploy/shop",
                        "--claimed-at",
                        "2026-11-23T02:54:03"),
                shop(
                        "--claimed-at \"2026-11-23 02:54\" does not say in which time zone; write"
                                + " 2026-11-23T02:54:00Z if that is UTC, or"
                                + " 2026-11-23T02:54:00+01:00 if that is this machine's time"
                                + " (Europe/Berlin)",
                        "deploy/shop",
                        "--claimed-at",
                        "2026-11-23 02:54"),
                shop(
                        "--claimed-at \"yesterday\" is not a time; write it like"
                                + " 2026-11-23T02:54:03Z, or as an age like 20m or 1h5m",
                        "deploy/shop",
                        "--claimed-at",
                        "yesterday"),
                shop(
                        "--claimed-at \"2026-02-30T00:00:00Z\" is not a time; write it like"
                                + " 2026-11-23T02:54:03Z, or as an age like 20m or 1h5m",
                        "deploy/shop",
                        "--claimed-at",
                        "2026-02-30T00:00:00Z"),
                shop(
                        "--claimed-at is about what a platform reported as failed; write its"
                                + " TYPE/NAME",
                        "--claimed-at",
                        "20m"),
                shop(
                        "--platform is about what a platform reported as failed; write its"
                                + " TYPE/NAME",
                        "deploy",
                        "--platform",
                        "nuclio"));
    }

    private static Stream<Bad> pins() {
        return Stream.of(
                shop(
                        "--build none says that there was no build; leave the others out",
                        "deploy/shop",
                        "--build",
                        "none",
                        "--build",
                        "build-shop"),
                shop(
                        "--build \"job/\" is not [CONTAINER=][TYPE/]NAME; write it like build-shop,"
                                + " job/build-shop or app=build-shop, or none",
                        "deploy/shop",
                        "--build",
                        "job/"),
                shop(
                        "--build \"=x\" is not [CONTAINER=][TYPE/]NAME; write it like build-shop,"
                                + " job/build-shop or app=build-shop, or none",
                        "deploy/shop",
                        "--build",
                        "=x"),
                shop(
                        "--build \"taskrun/x\" names no kind of build; those are job and pod",
                        "deploy/shop",
                        "--build",
                        "taskrun/x"),
                shop(
                        "--build is about one workload; write TYPE/NAME",
                        "deploy",
                        "--build",
                        "build-shop"),
                shop(
                        "--digest \"sha256:12\" is not a digest; write sha256: and 64 hexadecimal"
                                + " digits",
                        "deploy/shop",
                        "--digest",
                        "sha256:12"),
                shop("--digest is about one workload; write TYPE/NAME", "--digest", "sha256:12"),
                shop(
                        "--container is about one workload; write TYPE/NAME",
                        "deploy",
                        "--container",
                        "app"));
    }

    private static Stream<Bad> formats() {
        return Stream.of(
                shop(
                        "-o \"markdown\" does not exist yet; take table, wide, json, yaml or name",
                        "-o",
                        "markdown"),
                shop(
                        "-o \"junit\" does not exist yet; take table, wide, json, yaml or name",
                        "-ojunit"),
                shop(
                        "-o \"github\" does not exist yet; take table, wide, json, yaml or name",
                        "--output=github"),
                shop(
                        "-o \"jsonpath={}\" is not an output format; take table, wide, json, yaml"
                                + " or name",
                        "-o",
                        "jsonpath={}"),
                bad(
                        2,
                        "-o \"wide\" is not an output format; take text, json or yaml",
                        "explain",
                        "-o",
                        "wide"),
                shop("--color \"red\" is not known; take auto, always or never", "--color", "red"));
    }

    private static Stream<Bad> times() {
        return Stream.of(
                shop(
                        "--timeout \"0\" is not a length of time; write it like 30s, 5m or 1h30m",
                        "--timeout",
                        "0"),
                shop(
                        "--timeout \"-5s\" is not a length of time; write it like 30s, 5m or 1h30m",
                        "--timeout=-5s"),
                shop(
                        "--patience \"ten minutes\" is not a length of time; write it like 30s, 5m"
                                + " or 1h30m",
                        "--patience",
                        "ten minutes"),
                shop(
                        "--build-patience \"5\" is not a length of time; write it like 30s, 5m or"
                                + " 1h30m",
                        "--build-patience",
                        "5"),
                bad(
                        2,
                        "--request-timeout \"soon\" is not a length of time; write it like 5s or"
                                + " 1m30s, or 0 for none",
                        "check",
                        "--request-timeout",
                        "soon"));
    }

    private static Stream<Bad> connections() {
        return Stream.of(
                shop(
                        "--context says how to reach a cluster, and --from judges a recording;"
                                + " leave one out",
                        "--context",
                        "prod"),
                shop(
                        "--server says how to reach a cluster, and --from judges a recording;"
                                + " leave one out",
                        "-s",
                        "https://x"),
                shop(
                        "--transport says how to reach a cluster, and --from judges a recording;"
                                + " leave one out",
                        "--transport",
                        "client"),
                bad(
                        2,
                        "--transport \"ssh\" is not known; take kubectl or client",
                        "check",
                        "--transport",
                        "ssh"));
    }

    private static Stream<Bad> recordings() {
        String point =
                "; point --from at the folder of a recorded moment, at a case folder with a now/ in"
                        + " it, or at a .tar.gz or .zip of one";
        return Stream.of(
                bad(
                        69,
                        "/nonexistent does not exist" + point,
                        "check",
                        "--from",
                        "/nonexistent",
                        "deploy/shop"),
                bad(
                        69,
                        "src/test/java holds no recording (no recording.json, no pods.json)"
                                + point,
                        "check",
                        "--from",
                        "src/test/java",
                        "deploy/shop"));
    }

    private static Stream<Bad> logs() {
        return Stream.of(
                bad(
                        69,
                        "/nonexistent/build.log does not exist; check the path",
                        "log",
                        "/nonexistent/build.log"),
                bad(69, "src is a folder; name the log's file in it", "log", "src"),
                bad(2, "log reads one log; leave out \"b.log\"", "log", "a.log", "b.log"),
                bad(
                        2,
                        "--exit-code \"256\" is not an exit code; write a number from 0 to 255",
                        "log",
                        "--exit-code",
                        "256"),
                bad(
                        2,
                        "--exit-code \"OOMKilled\" is not an exit code; write a number from 0 to"
                                + " 255",
                        "log",
                        "--exit-code",
                        "OOMKilled"),
                bad(
                        2,
                        "--destination \"Team/Shop:1\" is not an image; write it like"
                                + " registry.example:5000/team/shop:1",
                        "log",
                        "--destination",
                        "Team/Shop:1"));
    }

    private static Stream<Bad> others() {
        return Stream.of(
                bad(2, "\"x\" is one word too many; see verdict version --help", "version", "x"),
                bad(2, "name one shell; write verdict completion bash, or zsh", "completion"),
                bad(
                        2,
                        "there is no completion for fish yet; bash and zsh have one",
                        "completion",
                        "fish"),
                bad(
                        2,
                        "\"tcsh\" is not a shell with a completion; those are bash and zsh",
                        "completion",
                        "tcsh"));
    }
}
