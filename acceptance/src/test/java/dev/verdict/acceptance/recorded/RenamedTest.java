package dev.verdict.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.claim.Question;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Not fitted to names: every moment is judged again with everything renamed, a year later, its
/// lists shuffled, and two unrelated things that fail beside it. The answer is the same.
class RenamedTest {
    private static final long SEED = 7;
    private static final Duration A_YEAR = Duration.ofDays(365);

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicNode> theAnswerIsTheSame() {
        Map<Path, List<RecordedMoment>> byFolder = new LinkedHashMap<>();
        RecordedMoment.all()
                .forEach(m -> byFolder.computeIfAbsent(m.folder(), _ -> new ArrayList<>()).add(m));
        return byFolder.values().stream().map(this::ofFolder);
    }

    private DynamicNode ofFolder(List<RecordedMoment> moments) {
        RecordedMoment first = moments.getFirst();
        String name = first.scenario() + " " + first.moment();
        Path to = folder.resolve(first.scenario()).resolve(first.moment());
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(
                DynamicTest.dynamicTest(
                        "nothing keeps its name",
                        () -> {
                            RenamedRecording renamed =
                                    new RenamedRecording(first.folder(), SEED, A_YEAR);
                            renamed.writeTo(to);
                            assertRenamed(first, to);
                            String namespace = renamed.renaming().text(first.subject().namespace());
                            Unrelated.mergeInto(to, namespace);
                        }));
        for (RecordedMoment moment : moments) {
            tests.add(
                    DynamicTest.dynamicTest(
                            moment.name(), () -> assertSame(moment, moment.naming(), to)));
            if (moment.findsBuild() && moment.build().isPresent()) {
                tests.add(
                        DynamicTest.dynamicTest(
                                moment.name() + " (build to be found)",
                                () -> assertSame(moment, moment.plain(), to)));
            }
        }
        return DynamicContainer.dynamicContainer(name, tests);
    }

    /// Otherwise this would test nothing.
    private static void assertRenamed(RecordedMoment moment, Path to) throws IOException {
        String pods = Files.readString(to.resolve("pods.json"), StandardCharsets.UTF_8);
        assertThat(pods)
                .doesNotContain("\"" + moment.subject().namespace() + "\"")
                .doesNotContain("\"" + moment.subject().name() + "\"")
                .doesNotContain("2026-")
                .doesNotContain("registry.test:5000");
        for (String digest : moment.truth().running()) {
            assertThat(pods).doesNotContain(digest.equals(Truth.NONE) ? "\"sha256:-\"" : digest);
        }
    }

    private static void assertSame(RecordedMoment moment, Question question, Path to)
            throws IOException, UnusableBundle {
        RenamedRecording renamed = new RenamedRecording(moment.folder(), SEED, A_YEAR);
        try (Bundle before = Bundle.open(moment.folder());
                Bundle after = Bundle.open(to)) {
            Judged expected = renamed.judged(Judged.of(Judging.of(before, question)));
            assertThat(Judged.of(Judging.of(after, renamed.question(question))))
                    .as(moment.name())
                    .isEqualTo(expected);
        }
    }
}
