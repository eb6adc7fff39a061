package dev.verdict.acceptance.fuzz;

import dev.verdict.core.image.ImageReference;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An image reference is refused or read, never an exception, and reads the same a second time.
public final class ImageReferenceFuzz {

    private ImageReferenceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Optional<ImageReference> once = ImageReference.parse(text);
        Optional<ImageReference> again = once.flatMap(it -> ImageReference.parse(it.toString()));
        if (!once.equals(again)) {
            throw new AssertionError(once + " reads back as " + again);
        }
    }
}
