package dev.verdict.bundle;

import java.io.IOException;
import java.io.InputStream;

/// One file of a bundle, which can be read any number of times.
@FunctionalInterface
interface Content {
    InputStream open() throws IOException;
}
