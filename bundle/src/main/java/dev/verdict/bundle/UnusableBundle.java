package dev.verdict.bundle;

import java.nio.file.Path;

/// The path that was given holds no evidence that could be read. The message is one sentence for
/// the person who gave it: what, where, and what to do.
public final class UnusableBundle extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableBundle(Path path, String what, String remedy) {
        super(path + " " + what + "; " + remedy);
    }
}
