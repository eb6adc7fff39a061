package dev.verdict.acceptance.recorded;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A recording whose subject and namespace have names of 63 characters and whose images references
/// of 253: the longest that a cluster takes.
final class LongNamed {
    private static final int NAME = 63;
    private static final int REFERENCE = 253;
    private static final String NAME_TAIL =
            "-recommendation-service-for-the-spring-campaign-of-all-shops-eu";
    private static final String NAMESPACE_TAIL =
            "-team-recommendation-and-personalisation-production-europe-west";
    private static final String PATH_PART = "platform/recommendation/";

    private final Path from;
    private final Subject subject;
    private final Subject longer;
    private final Pattern name;
    private final Pattern registry = Pattern.compile("(registry\\.test:\\d+/)(v2/)?(?!v2)");
    private final String path;

    LongNamed(RecordedMoment moment) {
        this.from = moment.folder();
        this.subject = moment.subject();
        this.longer =
                new Subject(
                        subject.kind(),
                        padded(subject.namespace(), NAMESPACE_TAIL),
                        padded(subject.name(), NAME_TAIL));
        this.name =
                Pattern.compile(
                        "(?<namespace>"
                                + Pattern.quote(subject.namespace())
                                + ")|(?<![A-Za-z0-9])"
                                + Pattern.quote(subject.name())
                                + "(?![A-Za-z0-9]|\"\\s*:)");
        this.path = path(named(image(moment.folder())).length());
    }

    private static String padded(String name, String tail) {
        String all = (name + tail).substring(0, Math.max(name.length(), NAME));
        return all.endsWith("-") ? all.substring(0, all.length() - 1) + "x" : all;
    }

    /// What the image's path is lengthened by.
    private static String path(int imageLength) {
        int left = REFERENCE - imageLength;
        StringBuilder all = new StringBuilder();
        while (all.length() + PATH_PART.length() < left) {
            all.append(PATH_PART);
        }
        return left < 3 ? "" : all + "x".repeat(Math.max(1, left - all.length() - 1)) + "/";
    }

    /// The image that the longest reference of the recording's registry names.
    private static String image(Path folder) {
        Pattern image =
                Pattern.compile("registry\\.test:\\d+/(?!v2/)[a-z0-9._/-]+(?::[a-z0-9._-]+)?");
        try {
            Matcher found = image.matcher(Files.readString(folder.resolve("pods.json")));
            return found.results()
                    .map(m -> m.group())
                    .max((a, b) -> Integer.compare(a.length(), b.length()))
                    .orElse("registry.test:5000/team/shop:rev-1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeTo(Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path target = to.resolve(named(from.relativize(file).toString()));
            Files.createDirectories(target.resolve("..").normalize());
            // Byte by byte, because a log may hold anything.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.writeString(target, longer(text), StandardCharsets.ISO_8859_1);
        }
    }

    private String longer(String text) {
        return registry.matcher(named(text)).replaceAll(m -> m.group() + path);
    }

    private String named(String text) {
        return name.matcher(text)
                .replaceAll(m -> m.group("namespace") == null ? longer.name() : longer.namespace());
    }

    Question question(Question whole) {
        Question.Pins pins = whole.pins();
        return new Question(
                longer,
                whole.claim(),
                new Question.Pins(
                        pins.builds().stream()
                                .map(
                                        b ->
                                                new Question.NamedBuild(
                                                        b.container(), b.kind(), named(b.name())))
                                .toList(),
                        pins.noBuild(),
                        pins.digest(),
                        pins.container(),
                        pins.patience(),
                        pins.buildPatience()));
    }
}
