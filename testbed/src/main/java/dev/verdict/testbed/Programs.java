package dev.verdict.testbed;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The scripts of this folder, and whether they can run here.
///
/// @param folder `testbed/` of the checkout
public record Programs(Path folder) {
    /// Set to `required` where a machine without the testbed is a mistake, as in CI.
    private static final String WANTED = "VERDICT_TESTBED";

    /// The scripts of the checkout around the working directory.
    public static Programs ofCheckout() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(at.resolve("testbed/control-plane"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("not started inside a checkout of Verdict");
            }
        }
        return new Programs(at.resolve("testbed"));
    }

    Path script(String name) {
        return folder.resolve(name);
    }

    /// Why a cluster cannot be had here; empty where it can.
    public static Optional<String> whyNot() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("needs Linux");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("needs root");
        }
        return Stream.of(
                        "go",
                        "openssl",
                        "curl",
                        "unshare",
                        "python3",
                        "bash",
                        "kubectl",
                        "ip",
                        "runc",
                        "docker-registry",
                        "busybox")
                .filter(name -> !isOnPath(name))
                .findFirst()
                .map(name -> "needs " + name + " on PATH");
    }

    /// Whether a test that cannot have its cluster must fail instead of being left out.
    public static boolean isRequired() {
        return "required".equals(System.getenv(WANTED));
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
