package dev.verdict.acceptance.live;

import dev.verdict.acceptance.Checkout;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.looks.Looks;
import dev.verdict.looks.cluster.Cluster;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One case of a scenario in one recorded moment, as somebody asks a running cluster about it.
///
/// @param number of the case in its scenario, from 1
/// @param build `job/name`, where one is named
/// @param buildNamespaces where builds are, beside the subject's namespace: a cluster has many, and
///   nobody looks through all of them
/// @param findsBuild whether the build is found without naming it
/// @param truth what is true of it
record LiveMoment(
        String scenario,
        int number,
        String moment,
        Subject subject,
        Optional<String> build,
        List<String> buildNamespaces,
        boolean findsBuild,
        Optional<Claim> claim,
        Map<?, ?> truth) {
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /// The folder with what the API answered.
    Path folder() {
        return Checkout.root().resolve("scenarios").resolve(scenario).resolve(moment);
    }

    /// The same, had the platform given up so much later.
    LiveMoment later(Duration moved) {
        return new LiveMoment(
                scenario,
                number,
                moment,
                subject,
                build,
                buildNamespaces,
                findsBuild,
                claim.map(
                        c ->
                                new Claim(
                                        c.platform(),
                                        c.madeAt().map(t -> t.plus(moved)),
                                        c.message())),
                truth);
    }

    String name() {
        return scenario + " #" + number + " " + moment;
    }

    /// As somebody asks who knows no build, where that is enough; else with the build named.
    Question question() {
        return build.isPresent() && !findsBuild ? naming() : plain();
    }

    /// Both ways to ask, where there are two.
    List<Question> questions() {
        return build.isPresent() && findsBuild ? List.of(plain(), naming()) : List.of(question());
    }

    /// Looks at a cluster as the command does.
    Looks looks(Cluster cluster) {
        return new Looks(cluster, PLENTY, Optional.empty(), buildNamespaces);
    }

    /// The second opinion on it, as that cluster shows it.
    Verdict judged(Cluster cluster, Question question) {
        try (Looks looks = looks(cluster)) {
            return judged(looks, question);
        }
    }

    /// The same with looks that somebody else made.
    Verdict judged(Looks looks, Question question) {
        return SecondOpinion.on(
                looks.evidence(looks.at(question.subject()), question, LogsWanted::in));
    }

    /// The moment of that name.
    static LiveMoment of(String scenario, String moment) {
        return all().stream()
                .filter(it -> it.scenario.equals(scenario) && it.moment.equals(moment))
                .findFirst()
                .orElseThrow();
    }

    /// What the command is given to ask the same.
    List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "check",
                                subject.kind().toLowerCase(java.util.Locale.ROOT)
                                        + "/"
                                        + subject.name(),
                                "-n",
                                subject.namespace()));
        build.filter(_ -> !findsBuild).ifPresent(it -> arguments.addAll(List.of("--build", it)));
        buildNamespaces.forEach(it -> arguments.addAll(List.of("--build-namespace", it)));
        claim.flatMap(Claim::madeAt)
                .ifPresent(it -> arguments.addAll(List.of("--claimed-at", it.toString())));
        claim.flatMap(Claim::message)
                .ifPresent(it -> arguments.addAll(List.of("--claim-message", it)));
        return List.copyOf(arguments);
    }

    private Question plain() {
        return new Question(subject, claim, Question.Pins.none());
    }

    private Question naming() {
        List<Question.NamedBuild> builds =
                build
                        .map(
                                it ->
                                        new Question.NamedBuild(
                                                Optional.empty(),
                                                "Job",
                                                it.substring(it.indexOf('/') + 1)))
                        .stream()
                        .toList();
        return new Question(
                subject,
                claim,
                new Question.Pins(
                        builds,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// Every moment of every case of every scenario.
    static List<LiveMoment> all() {
        List<LiveMoment> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Checkout.root().resolve("scenarios"))) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                Object truth =
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(folder.resolve("truth.yaml")));
                int number = 0;
                for (Object one : (List<?>) there((Map<?, ?>) truth, "cases")) {
                    number++;
                    add(all, folder.getFileName().toString(), number, (Map<?, ?>) one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static void add(List<LiveMoment> all, String scenario, int number, Map<?, ?> recorded) {
        Map<?, ?> subject = (Map<?, ?>) there(recorded, "subject");
        for (Map.Entry<?, ?> moment : ((Map<?, ?>) there(recorded, "moments")).entrySet()) {
            all.add(
                    new LiveMoment(
                            scenario,
                            number,
                            moment.getKey().toString(),
                            new Subject(
                                    there(subject, "kind").toString(),
                                    there(subject, "namespace").toString(),
                                    there(subject, "name").toString()),
                            text(recorded, "build"),
                            text(recorded, "buildNamespace").stream().toList(),
                            (Boolean) there(recorded, "findsBuild"),
                            Optional.ofNullable((Map<?, ?>) recorded.get("claim"))
                                    .map(LiveMoment::claim),
                            (Map<?, ?>) moment.getValue()));
        }
    }

    private static Claim claim(Map<?, ?> claim) {
        return new Claim(
                Optional.empty(),
                text(claim, "madeAt").map(Instant::parse),
                text(claim, "message"));
    }

    private static Object there(Map<?, ?> map, String key) {
        return Optional.<Object>ofNullable(map.get(key)).orElseThrow();
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.<Object>ofNullable(map.get(key)).map(Object::toString);
    }
}
