package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// What `check` finds and how it ends; how it looks is the report's.
class CheckTest {
    private static final String BUILT =
            "sha256:c65f16437574c510e0784295e44d649ceab4ac8974e00ff02d3e611bd6fad6e0";

    @Test
    void takesEveryFormThatKubectlHas() {
        for (List<String> form :
                List.of(
                        List.of("deploy/shop"),
                        List.of("Deployment/shop"),
                        List.of("deployments.apps/shop"),
                        List.of("deployment.v1.apps/shop"),
                        List.of("DEPLOY/shop"),
                        List.of("deploy", "shop"),
                        List.of("deployments", "shop"),
                        List.of("shop"),
                        List.of("deploy"),
                        List.of("deploy,sts"),
                        List.of("rs"),
                        List.of("deploy/shop", "-n", "team-a"),
                        List.of("-n=team-a", "deploy/shop"),
                        List.of("--namespace", "team-a", "--", "deploy/shop"))) {
            assertThat(named("shop", form))
                    .as(form.toString())
                    .isEqualTo(found(0, "deployment.apps/shop"));
        }
        assertThat(named("shop", List.of("job/build-shop")))
                .isEqualTo(found(0, "job.batch/build-shop"));
        assertThat(named("shop", List.of("build-shop")))
                .isEqualTo(found(0, "job.batch/build-shop"));
    }

    @Test
    void findsEverythingInTheNamespaceWhenNothingIsNamed() {
        assertThat(named("shop", List.of()))
                .isEqualTo(found(0, "deployment.apps/shop", "job.batch/build-shop"));
        assertThat(named("shop", List.of("po")))
                .isEqualTo(found(0, "deployment.apps/shop", "job.batch/build-shop"));
        assertThat(named("three", List.of("-n", "team-b")))
                .isEqualTo(found(3, "deployment.apps/web"));
    }

    @Test
    void findsTheOnlyNamespaceThatHasIt() {
        assertThat(named("three", List.of("deploy/web")))
                .isEqualTo(found(3, "deployment.apps/web"));
        assertThat(named("three", List.of("web"))).isEqualTo(found(3, "deployment.apps/web"));
    }

    @Test
    void judgesSeveralAndEndsWithTheWorst() {
        assertThat(named("three", List.of("-A")))
                .isEqualTo(
                        found(
                                3,
                                "deployment.apps/web",
                                "deployment.apps/shop",
                                "job.batch/build-shop",
                                "deployment.apps/shop",
                                "job.batch/build-shop"));
        assertThat(named("shop", List.of("deploy/shop", "job/build-shop")))
                .isEqualTo(found(0, "deployment.apps/shop", "job.batch/build-shop"));
        assertThat(Ran.check("three", "-A", "-o", "json").out())
                .startsWith(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "VerdictList",
                        """);
    }

    @Test
    void selectsByLabels() {
        assertThat(named("shop", List.of("-l", "app=shop")))
                .isEqualTo(found(0, "deployment.apps/shop"));
        Ran none = Ran.check("shop", "-l", "app=other");
        assertThat(none.err())
                .isEqualTo("verdict: nothing to judge in namespace team-a with these labels\n");
        assertThat(none.out()).isEmpty();
        assertThat(none.code()).isZero();
    }

    @Test
    void saysThatThereIsNothingToJudge() {
        Ran text = Ran.check("shop", "sts");
        assertThat(text)
                .isEqualTo(new Ran(0, "", "verdict: nothing to judge in namespace team-a\n"));
        Ran json = Ran.check("shop", "sts", "-o", "json");
        assertThat(json.out())
                .isEqualTo(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "VerdictList",
                            "items": []
                        }
                        """);
        Ran everywhere = Ran.check("shop", "cj", "-A");
        assertThat(everywhere.err()).isEqualTo("verdict: nothing to judge in any namespace\n");
    }

    @Test
    void judgesTheOwnerOfWhatWasNamedAndSaysSo() {
        Ran ran = Ran.check("shop", "pod/shop-57d854c7f4-slkk6", "-o", "json");
        assertThat(ran.out())
                .contains(
                        """
                            "subject": {
                                "kind": "Deployment",
                                "namespace": "team-a",
                                "name": "shop"
                            },
                            "askedFor": {
                                "kind": "Pod",
                                "namespace": "team-a",
                                "name": "shop-57d854c7f4-slkk6"
                            },
                        """);
        assertThat(Ran.check("shop", "shop-57d854c7f4-slkk6", "-o", "json").out())
                .isEqualTo(ran.out());
    }

    @Test
    void judgesWhatIsNotThereByItsBuild() {
        Ran ran = Ran.check("shop-at-giveup", "deploy/shop");
        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.out()).startsWith("IN PROGRESS (inferred) ").contains("deployment/shop");
    }

    @Test
    void cannotTellAboutWhatLeftNoTrace() {
        Ran ran = Ran.check("web", "deploy/nope");
        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.out()).startsWith("INCONCLUSIVE ").contains("deployment/nope");
    }

    @Test
    void hasAClaimWhenOneOfItsFlagsIsGiven() {
        assertThat(firstWord("shop", "deploy/shop")).isEqualTo("HEALTHY");
        assertThat(firstWord("shop", "deploy/shop", "--claimed-at", "9s")).isEqualTo("FALSE");
        assertThat(firstWord("shop", "deploy/shop", "--claim-message", "timed out"))
                .isEqualTo("FALSE");
        assertThat(firstWord("shop", "deploy/shop", "--platform", "nuclio")).isEqualTo("FALSE");
    }

    @Test
    void countsAnAgeBackFromTheMomentOfJudging() {
        assertThat(claimedAt("9s")).isEqualTo("2026-11-23T02:54:03Z");
        assertThat(claimedAt("1h5m")).isEqualTo("2026-11-23T01:49:12Z");
        assertThat(claimedAt("2026-11-23T02:54:03Z")).isEqualTo("2026-11-23T02:54:03Z");
        assertThat(claimedAt("2026-11-23T03:54:03+01:00")).isEqualTo("2026-11-23T02:54:03Z");
        assertThat(claimedAt("2026-11-23 02:54:03z")).isEqualTo("2026-11-23T02:54:03Z");
    }

    @Test
    void cannotAcquitByEvidenceOlderThanTheClaim() {
        assertThat(Ran.check("shop", "deploy/shop", "--claimed-at", "2026-11-23T03:54:03Z").code())
                .isEqualTo(7);
    }

    @Test
    void takesTheBuildThatIsNamed() {
        assertThat(foundBy("--build", "build-shop")).isEqualTo("flag");
        assertThat(foundBy("--build", "job/build-shop")).isEqualTo("flag");
        assertThat(foundBy("--build", "app=Job/build-shop")).isEqualTo("flag");
        assertThat(foundBy("--digest", BUILT)).isNotEmpty();
        assertThat(foundBy("--container", "app")).isEqualTo("destination");
        Ran absent = Ran.check("shop", "deploy/shop", "--build", "nope");
        assertThat(absent.code()).isEqualTo(7);
        Ran none = Ran.check("shop", "deploy/shop", "--build", "none", "-o", "json");
        assertThat(none.out()).contains("\n    \"build\": null,\n");
    }

    @Test
    void takesPatienceNamespacesOfBuildsAndTimeouts() {
        Ran ran =
                Ran.check(
                        "shop",
                        "deploy/shop",
                        "--patience",
                        "10m",
                        "--build-patience",
                        "1h",
                        "--build-namespace",
                        "ci",
                        "--timeout",
                        "1m30s");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void acquitsOnlyByProofWhenStrict() {
        assertThat(Ran.check("shop", "deploy/shop", "--strict").code()).isZero();
        Ran lax = Ran.check("shop", "deploy/shop", "--build", "none", "-o", "json");
        Ran strict = Ran.check("shop", "deploy/shop", "--build", "none", "-o", "json", "--strict");
        assertThat(strict.out()).isEqualTo(lax.out());
        boolean isInferred = lax.out().contains("\"confidence\": \"inferred\"");
        assertThat(strict.code()).isEqualTo(isInferred ? 7 : lax.code());
    }

    @Test
    void hasAFormatForPeopleAndOneForMachines() {
        assertThat(Ran.check("web", "deploy/web", "-o", "table").out())
                .startsWith("BLOCKED ")
                .contains("deployment/web");
        assertThat(Ran.check("web", "deploy/web", "-o", "wide").out())
                .startsWith("NAME ")
                .contains("CONFIDENCE");
        assertThat(Ran.check("web", "deploy/web", "-o", "yaml").out())
                .startsWith("apiVersion: verdict.dev/v1\nkind: Verdict\n");
        assertThat(Ran.check("web", "deploy/web", "-ojson").out())
                .startsWith(
                        "{\n    \"apiVersion\": \"verdict.dev/v1\",\n    \"kind\": \"Verdict\",");
        assertThat(Ran.check("web", "-o", "name").out()).isEqualTo("deployment.apps/web\n");
        assertThat(Ran.check("web", "-A").out()).startsWith("NAMESPACE");
    }

    @Test
    void isColouredOnATerminalOnly() {
        String escape = "\u001b[";
        assertThat(Ran.check("web", "deploy/web").out()).doesNotContain(escape);
        assertThat(Ran.check("web", "deploy/web", "--color", "always").out()).contains(escape);
        assertThat(onTerminal(false, "deploy/web")).contains(escape);
        assertThat(onTerminal(true, "deploy/web")).doesNotContain(escape);
        assertThat(onTerminal(true, "deploy/web", "--color", "always")).contains(escape);
        assertThat(onTerminal(false, "deploy/web", "--color", "never")).doesNotContain(escape);
    }

    private static String onTerminal(boolean noColour, String... arguments) {
        Surroundings nobody = Ran.nobodyWatches("");
        Surroundings terminal =
                new Surroundings(
                        "verdict",
                        nobody.in(),
                        true,
                        true,
                        false,
                        noColour,
                        false,
                        Optional.empty(),
                        nobody.zone());
        String[] all = new String[arguments.length + 3];
        all[0] = "check";
        all[1] = "--from";
        all[2] = Ran.recording("web");
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.in(terminal, all).out();
    }

    private static Ran named(String recording, List<String> form) {
        String[] arguments = new String[form.size() + 2];
        arguments[0] = "-o";
        arguments[1] = "name";
        for (int i = 0; i < form.size(); i++) {
            arguments[i + 2] = form.get(i);
        }
        return Ran.check(recording, arguments);
    }

    private static Ran found(int code, String... names) {
        return new Ran(code, String.join("\n", names) + "\n", "");
    }

    private static String firstWord(String recording, String... arguments) {
        Ran ran = Ran.check(recording, arguments);
        assertThat(ran.err()).isEmpty();
        return ran.out().substring(0, ran.out().indexOf(' '));
    }

    private static String claimedAt(String time) {
        return field(
                "madeAt", Ran.check("shop", "deploy/shop", "--claimed-at", time, "-o", "json"));
    }

    private static String foundBy(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "deploy/shop";
        all[1] = "-o";
        all[2] = "json";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return field("foundBy", Ran.check("shop", all));
    }

    private static String field(String name, Ran ran) {
        assertThat(ran.err()).isEmpty();
        String opening = "\"" + name + "\": \"";
        int start = ran.out().indexOf(opening) + opening.length();
        return ran.out().substring(start, ran.out().indexOf('"', start));
    }

    @Test
    void printsItselfAsItWasCalledAndWithItsRecording() {
        Surroundings nobody = Ran.nobodyWatches("");
        Surroundings plugin =
                new Surroundings(
                        "kubectl verdict",
                        nobody.in(),
                        false,
                        false,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        nobody.zone());
        String from = Ran.recording("shop-at-giveup");

        assertThat(Ran.in(plugin, "check", "--from", from, "deploy/shop").out())
                .contains(
                        "\n  kubectl verdict check deployment/shop"
                                + " -n team-a \\\n    --from "
                                + from
                                + "\n");
    }
}
