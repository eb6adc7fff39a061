package dev.verdict.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout these tests run in.
public final class Checkout {

    private Checkout() {}

    /// The directory that holds the launcher and the parent pom, whichever module the tests run in.
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("acceptance/pom.xml"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside a checkout: " + Path.of("").toAbsolutePath());
            }
            directory = parent;
        }
        return directory;
    }
}
