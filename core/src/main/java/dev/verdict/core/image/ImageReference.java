package dev.verdict.core.image;

import java.util.Optional;

/// What a pod's `image` field or a builder's `--destination` names: a repository with a tag, a
/// digest, or both. Without either the tag is `latest`. `text` is what was written.
public record ImageReference(
        String text, Repository repository, Optional<String> tag, Optional<Digest> digest) {
    /// Empty for what no registry would accept: capitals in the repository, blanks, nothing at all.
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
        if (!isRepositoryPath(repository.path())
                || tag.filter(ImageReference::isTag).isEmpty() && tag.isPresent()) {
            return Optional.empty();
        }
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        return Optional.of(new ImageReference(text, repository, tag, digest));
    }

    private static boolean isRepositoryPath(String path) {
        return !path.isEmpty()
                && path.chars()
                        .allMatch(
                                c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= '0' && c <= '9'
                                                || "._-/".indexOf(c) >= 0);
    }

    private static boolean isTag(String tag) {
        return !tag.isEmpty()
                && tag.chars()
                        .allMatch(
                                c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= 'A' && c <= 'Z'
                                                || c >= '0' && c <= '9'
                                                || "._-".indexOf(c) >= 0);
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
