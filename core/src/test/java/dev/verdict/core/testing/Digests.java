package dev.verdict.core.testing;

import dev.verdict.core.image.Digest;

/// Digests that tell themselves apart: `digest('a')` is `sha256:aaaa...`.
public final class Digests {
    /// What the attempt's build pushes unless a test says otherwise.
    public static final Digest BUILT = digest('b');

    /// What was there before.
    public static final Digest EARLIER = digest('e');

    /// What a later build pushed.
    public static final Digest LATER = digest('f');

    /// What nobody in sight pushed.
    public static final Digest OTHER = digest('0');

    private Digests() {}

    public static Digest digest(char digit) {
        return new Digest("sha256:" + String.valueOf(digit).repeat(64));
    }
}
