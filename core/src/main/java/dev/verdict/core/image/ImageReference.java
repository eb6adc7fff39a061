package dev.verdict.core.image;

import java.util.Optional;

/// What a pod's `image` field or a builder's `--destination` names: a repository with a tag, a
/// digest, or both. Without either the tag is `latest`. `text` is what was written.
public record ImageReference(
        String text, Repository repository, Optional<String> tag, Optional<Digest> digest) {
    private static final int LONGEST_TAG = 128;

    /// Empty for what no registry would accept: capitals in the repository, blanks, nothing at all.
    ///
    /// See [the grammar](https://github.com/distribution/reference/blob/v0.6.0/reference.go).
    public static Optional<ImageReference> parse(String text) {
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Digest.parse(rest.substring(at + 1));
            if (digest.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        }
        Repository repository = Repository.of(rest);
        if (!isHost(repository.host())
                || !isRepositoryPath(repository.path())
                || tag.filter(t -> !isTag(t)).isPresent()) {
            return Optional.empty();
        }
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        return Optional.of(new ImageReference(text, repository, tag, digest));
    }

    private static boolean isHost(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        String port = hasPort ? host.substring(colon + 1) : "0";
        return !port.isEmpty()
                && port.chars().allMatch(Character::isDigit)
                && host.chars().allMatch(c -> isLetterOrDigit((char) c) || ".-:[]".indexOf(c) >= 0);
    }

    private static boolean isRepositoryPath(String path) {
        for (String part : path.split("/", -1)) {
            if (!isPart(part)) {
                return false;
            }
        }
        return true;
    }

    /// Small letters and digits, with `.`, `_` and `-` only between them.
    private static boolean isPart(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean isBetween = i > 0 && i < part.length() - 1;
            if (!isSmallOrDigit(c) && !(isBetween && isJoint(c))) {
                return false;
            }
        }
        return !part.isEmpty();
    }

    private static boolean isTag(String tag) {
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && (i == 0 || !isJoint(c))) {
                return false;
            }
        }
        return !tag.isEmpty() && tag.length() <= LONGEST_TAG;
    }

    private static boolean isLetterOrDigit(char c) {
        return isSmallOrDigit(c) || c >= 'A' && c <= 'Z';
    }

    private static boolean isSmallOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isJoint(char c) {
        return c == '.' || c == '_' || c == '-';
    }

    /// Whether both name the same tag of the same repository.
    public boolean isSameTagAs(ImageReference other) {
        return tag.isPresent() && tag.equals(other.tag) && repository.equals(other.repository);
    }

    @Override
    public String toString() {
        return text;
    }
}
