package dev.verdict.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.acceptance.Reached;
import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.verdict.Word;
import dev.verdict.live.LiveCluster;
import dev.verdict.live.Transport;
import dev.verdict.looks.Looks;
import dev.verdict.testbed.OnTestbed;
import dev.verdict.testbed.RecordedCluster;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The manifests of `deploy/rbac` against the API server's own RBAC: with them everything is found,
/// they grant nothing that is never asked for, and what is taken out of them the answer names.
@ExtendWith(OnTestbed.class)
class RbacIT {
    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    /// Somebody in the group that the manifests bind, and nothing else.
    private static final String READER = "reader";

    private interface Grant {
        Granted to(Granted none, LiveMoment moment) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> eachRuleOfANamespaceIsEnoughAndMissed(RecordedCluster real)
            throws Exception {
        return each(real, Transport.KUBECTL, Granted::where);
    }

    @TestFactory
    Stream<DynamicTest> eachRuleOfTheClusterIsEnoughAndMissed(RecordedCluster real)
            throws Exception {
        return each(real, Transport.CLIENT, (none, _) -> none.everywhere());
    }

    private static Stream<DynamicTest> each(RecordedCluster real, Transport transport, Grant grant)
            throws Exception {
        LiveCluster cluster = open(real, transport);
        return moments().stream()
                .map(
                        moment ->
                                DynamicTest.dynamicTest(
                                        moment.name(), () -> holds(moment, real, cluster, grant)))
                .onClose(cluster::close);
    }

    private static void holds(
            LiveMoment recorded, RecordedCluster real, LiveCluster cluster, Grant grant)
            throws Exception {
        LiveMoment moment = recorded.later(real.load(recorded.folder()).moved());
        SoftAssertions all = new SoftAssertions();
        try (Granted none = Granted.nothing(real.plane())) {
            Granted granted = grant.to(none, moment);
            long before = real.plane().audited();
            Verdict whole = moment.judged(cluster, moment.question());
            assertThat(Said.in(whole).differencesFrom(moment.truth())).isEmpty();
            assertThat(refusals(whole)).isEmpty();

            Set<Right> asked = asked(real, before, Optional.empty());
            assertThat(asked).isNotEmpty();
            for (Right right : asked) {
                granted.without(right);
                Verdict less = moment.judged(cluster, moment.question());
                all.assertThat(refusals(less))
                        .as("refused without " + right.spoken())
                        .isNotEmpty()
                        .isSubsetOf(spoken(right, moment));
                all.assertThat(Less.of(whole, less).wrong())
                        .as("without " + right.spoken())
                        .isEmpty();
            }
        }
        all.assertAll();
    }

    @Test
    void nothingIsGrantedThatIsNeverAskedFor(RecordedCluster real) throws Exception {
        Set<Right> asked = new TreeSet<>();
        Set<Right> askedWhereBuildsAre = new TreeSet<>();
        try (LiveCluster cluster = open(real, Transport.CLIENT);
                Granted _ = Granted.nothing(real.plane()).everywhere()) {
            for (LiveMoment recorded : moments()) {
                LiveMoment moment = recorded.later(real.load(recorded.folder()).moved());
                long before = real.plane().audited();
                var _ = moment.judged(cluster, moment.question());
                asked.addAll(asked(real, before, Optional.empty()));
                for (String builds : moment.buildNamespaces()) {
                    askedWhereBuildsAre.addAll(asked(real, before, Optional.of(builds)));
                }
            }
            long before = real.plane().audited();
            try (Looks looks = new Looks(cluster, PLENTY, Optional.empty(), List.of())) {
                assertThat(looks.over(Optional.of("default")).missed()).isEmpty();
                assertThat(looks.over(Optional.empty()).missed()).isEmpty();
            }
            asked.addAll(asked(real, before, Optional.empty()));
        }

        assertThat(asked).isEqualTo(rights("cluster.yaml"));
        assertThat(askedWhereBuildsAre).isEqualTo(rights("builds.yaml"));
    }

    @Test
    void aNamespaceAndItsNodesAreGrantedWhatTheClusterIs() throws Exception {
        Set<Right> together = rights("namespace.yaml");
        together.addAll(rights("nodes.yaml"));

        assertThat(together).isEqualTo(rights("cluster.yaml"));
    }

    @Test
    void theCommandNamesTheRuleAndExitsWithItsVerdict(RecordedCluster real, @TempDir Path home)
            throws Exception {
        LiveMoment recorded = LiveMoment.of("a1-false-alarm-digest-ref", "now");
        try (Shell shell = shell(real, home);
                Granted granted = Granted.nothing(real.plane())) {
            LiveMoment moment = recorded.later(real.load(recorded.folder()).moved());
            granted.where(moment);
            long before = real.plane().audited();
            assertThat(shell.verdict(moment.arguments()).code()).isZero();

            Set<String> words = new HashSet<>();
            for (Right right : asked(real, before, Optional.empty())) {
                granted.without(right);
                Shell.Run run = shell.verdict(Sample.with(moment.arguments(), "-o", "json"));

                JsonNode json = JSON.readTree(run.out());
                String word = json.path("verdict").asString("");
                words.add(word);
                assertThat(run.err()).isEmpty();
                assertThat(run.code()).as(right.spoken()).isEqualTo(Sample.EXIT_CODES.get(word));
                assertThat(json.path("gaps").valueStream().map(gap -> gap.path("why").asString("")))
                        .anyMatch(why -> why.startsWith("refused: you may not " + right.spoken()));
            }
            assertThat(words).containsExactlyInAnyOrder("FALSE_ALARM", "INCONCLUSIVE");
        }
    }

    @Test
    void aTableWithoutAListIsNotCalledWhole(RecordedCluster real, @TempDir Path home)
            throws Exception {
        LiveMoment moment = LiveMoment.of("a1-false-alarm-digest-ref", "now");
        String namespace = moment.subject().namespace();
        Right list = new Right("list", "apps", "deployments");
        try (Shell shell = shell(real, home);
                Granted granted = Granted.nothing(real.plane())) {
            var _ = real.load(moment.folder());
            granted.where(moment);
            Shell.Run whole = shell.verdict(List.of("check", "-n", namespace));
            granted.without(list);
            Shell.Run less = shell.verdict(List.of("check", "-n", namespace));

            assertThat(whole.code()).as(whole.toString()).isZero();
            assertThat(whole.err()).isEmpty();
            assertThat(less.code()).as(less.toString()).isEqualTo(Word.INCONCLUSIVE.exitCode());
            assertThat(less.err())
                    .isEqualTo(
                            "verdict: not all of it: deployments in "
                                    + namespace
                                    + " could not be listed (no permission to "
                                    + list.spoken()
                                    + " in the namespace \""
                                    + namespace
                                    + "\")\n");
        }
    }

    @Test
    void theClusterTableNeedsNoMoreThanTheClusterRules(RecordedCluster real, @TempDir Path home)
            throws Exception {
        LiveMoment moment = LiveMoment.of("a1-false-alarm-digest-ref", "now");
        try (Shell shell = shell(real, home);
                Granted granted = Granted.nothing(real.plane())) {
            var _ = real.load(moment.folder());
            granted.everywhere();
            Shell.Run run = shell.verdict(List.of("check", "-A"));

            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("deployment/shop");
        }
    }

    @Test
    void whoMayDoNothingIsToldEachRuleAndGetsNoVerdict(RecordedCluster real, @TempDir Path home)
            throws Exception {
        LiveMoment recorded = LiveMoment.of("a1-false-alarm-digest-ref", "now");
        try (Shell shell = shell(real, home)) {
            LiveMoment moment = recorded.later(real.load(recorded.folder()).moved());
            long before = real.plane().audited();
            Shell.Run run = shell.verdict(Sample.with(moment.arguments(), "-o", "json"));

            assertThat(run.code()).isEqualTo(Word.INCONCLUSIVE.exitCode());
            assertThat(run.err()).isEmpty();
            List<String> named =
                    JSON.readTree(run.out())
                            .path("gaps")
                            .valueStream()
                            .map(gap -> gap.path("why").asString(""))
                            .toList();
            for (Right right : asked(real, before, Optional.empty())) {
                assertThat(named)
                        .anyMatch(why -> why.startsWith("refused: you may not " + right.spoken()));
            }
        }
    }

    /// Some of every verdict, and some of every kind.
    private static List<LiveMoment> moments() {
        List<LiveMoment> chosen = new ArrayList<>(Sample.moments());
        Set<String> kinds = new LinkedHashSet<>();
        chosen.forEach(moment -> kinds.add(moment.subject().kind()));
        for (LiveMoment moment : LiveMoment.all()) {
            if (kinds.add(moment.subject().kind())) {
                chosen.add(moment);
            }
        }
        return chosen;
    }

    private static LiveCluster open(RecordedCluster real, Transport transport) throws Exception {
        return Reached.through(transport, real.plane().readers());
    }

    private static Shell shell(RecordedCluster real, Path home) throws Exception {
        Files.copy(real.plane().readers(), home.resolve("kubeconfig"));
        return Shell.in(home);
    }

    private static Set<Right> rights(String manifest) throws IOException {
        return new TreeSet<>(Right.of(Granted.manifest(manifest)));
    }

    /// How the API server may refuse that: per namespace, or once for what is in none.
    private static List<String> spoken(Right right, LiveMoment moment) {
        if (right.resource().equals("nodes")) {
            return List.of(right.spoken() + " at the cluster scope");
        }
        return Stream.concat(
                        Stream.of(moment.subject().namespace()), moment.buildNamespaces().stream())
                .map(namespace -> right.spoken() + " in the namespace \"" + namespace + "\"")
                .toList();
    }

    private static List<String> refusals(Verdict verdict) {
        return verdict.missing().stream()
                .map(Verdict.Missing::gap)
                .filter(Gap.Forbidden.class::isInstance)
                .map(gap -> ((Gap.Forbidden) gap).rule())
                .toList();
    }

    /// What the reader's requests since then needed, by the audit log.
    ///
    /// @param namespace only requests into that one
    private static Set<Right> asked(RecordedCluster real, long since, Optional<String> namespace)
            throws IOException {
        Set<Right> asked = new TreeSet<>();
        for (String line : real.plane().auditedSince(since)) {
            JsonNode event = JSON.readTree(line);
            String where = event.path("objectRef").path("namespace").asString("");
            boolean isReaders = event.path("user").path("username").asString("").equals(READER);
            if (isReaders && namespace.filter(name -> !name.equals(where)).isEmpty()) {
                Right.in(event).ifPresent(asked::add);
            }
        }
        return asked;
    }
}
