package dev.verdict.core.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// A content address: `sha256:` and 64 lower-case hexadecimal digits. It exists only if it is one.
///
/// See [the OCI image
/// specification](https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests).
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int SHORT = "sha256:".length() + 12;

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a sha256 digest: " + value);
        }
    }

    public static Optional<Digest> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
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
