package dev.verdict.core.image;

import java.util.Optional;

/// A content address: `sha256:` and 64 lower-case hexadecimal digits. It exists only if it is one.
///
/// See [the OCI image
/// specification](https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests).
public record Digest(String value) {
    private static final String ALGORITHM = "sha256:";
    private static final int LENGTH = ALGORITHM.length() + 64;
    private static final int SHORT = ALGORITHM.length() + 12;

    public Digest {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not a sha256 digest: " + value);
        }
    }

    public static Optional<Digest> parse(String text) {
        return isOne(text) ? Optional.of(new Digest(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        if (text.length() != LENGTH || !text.startsWith(ALGORITHM)) {
            return false;
        }
        for (int i = ALGORITHM.length(); i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /// `sha256:c65f16437574…`, for people.
    public String abbreviated() {
        return value.substring(0, SHORT) + "…";
    }

    @Override
    public String toString() {
        return value;
    }
}
