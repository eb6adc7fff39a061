package dev.verdict.acceptance.recorded;

import dev.verdict.acceptance.Checkout;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;

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

/// One case of a scenario in one recorded moment, with the question that its people asked.
///
/// @param place the scenario's folder
/// @param number of the case in its scenario, from 1
/// @param build `job/name`, where one is named
/// @param findsBuild whether the build is found without naming it
/// @param patience how long whoever asked found unready normal, where they said so
record RecordedMoment(
        Path place,
        int number,
        String moment,
        Subject subject,
        Optional<String> build,
        boolean findsBuild,
        Optional<Claim> claim,
        Optional<Duration> patience,
        Truth truth) {
    /// The folder with what the API answered.
    Path folder() {
        return place.resolve(moment);
    }

    String scenario() {
        return place.getFileName().toString();
    }

    String name() {
        return scenario()
                + " #"
                + number
                + " "
                + moment
                + " "
                + subject.kind()
                + "/"
                + subject.name();
    }

    /// With the build named, as people would after they saw which one it is.
    Question naming() {
        List<Question.NamedBuild> builds =
                build
                        .map(
                                b ->
                                        new Question.NamedBuild(
                                                Optional.empty(),
                                                "Job",
                                                b.substring(b.indexOf('/') + 1)))
                        .stream()
                        .toList();
        return asking(builds);
    }

    /// As somebody asks who knows nothing.
    Question plain() {
        return asking(List.of());
    }

    private Question asking(List<Question.NamedBuild> builds) {
        return new Question(
                subject,
                claim,
                new Question.Pins(
                        builds,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        patience,
                        Optional.empty()));
    }

    static Path scenarios() {
        return Checkout.root().resolve("scenarios");
    }

    /// Every moment of every case of every scenario.
    static List<RecordedMoment> all() {
        return in(scenarios());
    }

    /// What the stories left when they were acted out.
    static List<RecordedMoment> ofStories() {
        return in(Checkout.root().resolve("acceptance/stories"));
    }

    /// What people made by hand, in situations that nobody recorded.
    static List<RecordedMoment> imagined() {
        return in(Checkout.root().resolve("acceptance/imagined"));
    }

    private static List<RecordedMoment> in(Path place) {
        List<RecordedMoment> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(place)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                Object truth =
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(folder.resolve("truth.yaml")));
                all.addAll(cases(folder, (Map<?, ?>) truth));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<RecordedMoment> cases(Path place, Map<?, ?> truth) {
        List<RecordedMoment> all = new ArrayList<>();
        int number = 0;
        for (Object one : (List<?>) written(truth, "cases")) {
            Map<?, ?> map = (Map<?, ?>) one;
            Map<?, ?> subject = (Map<?, ?>) written(map, "subject");
            number++;
            for (Map.Entry<?, ?> moment : ((Map<?, ?>) written(map, "moments")).entrySet()) {
                all.add(
                        new RecordedMoment(
                                place,
                                number,
                                moment.getKey().toString(),
                                new Subject(
                                        written(subject, "kind").toString(),
                                        written(subject, "namespace").toString(),
                                        written(subject, "name").toString()),
                                Optional.ofNullable(map.get("build")).map(Object::toString),
                                (Boolean) written(map, "findsBuild"),
                                Optional.ofNullable((Map<?, ?>) map.get("claim"))
                                        .map(RecordedMoment::claim),
                                Optional.ofNullable(map.get("patience"))
                                        .map(t -> Duration.parse("PT" + t)),
                                Truth.of((Map<?, ?>) moment.getValue())));
            }
        }
        return all;
    }

    private static Object written(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a truth without " + key);
        }
        return value;
    }

    private static Claim claim(Map<?, ?> claim) {
        return new Claim(
                Optional.empty(),
                Optional.ofNullable(claim.get("madeAt")).map(t -> Instant.parse(t.toString())),
                Optional.ofNullable(claim.get("message")).map(Object::toString));
    }
}
