package dev.verdict.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page under `docs/`, wherever in the checkout the tests run.
public final class Document {
    private Document() {}

    /// `docs("causes")`.
    public static Path docs(String name) {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/causes"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("no docs/ above the tests");
            }
        }
        return at.resolve("docs").resolve(name);
    }

    /// Holds a generated page against what generates it, or writes it with `-Dverdict.write=true`.
    public static void holds(String name, String generated) throws IOException {
        Path page = docs(name);
        if (Boolean.getBoolean("verdict.write")) {
            Files.writeString(page, generated);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as(
                        "docs/%s is out of step: run mvn -pl core test -Dtest=AdjudicationTest"
                                + " -Dverdict.write=true",
                        name)
                .isEqualTo(generated);
    }
}
