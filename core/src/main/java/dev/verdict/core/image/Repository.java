package dev.verdict.core.image;

/// A registry host and the repository in it, in the one spelling that compares: Docker Hub's three
/// names are `docker.io`, and its one-word repositories live under `library/`.
///
/// See [how the reference is
/// normalised](https://github.com/distribution/reference/blob/v0.6.0/normalize.go).
public record Repository(String host, String path) {
    private static final String HUB = "docker.io";

    public Repository {
        if (host.equals("index.docker.io") || host.equals("registry-1.docker.io")) {
            host = HUB;
        }
        if (host.equals(HUB) && !path.contains("/")) {
            path = "library/" + path;
        }
    }

    /// Reads `registry/repository`, `user/repository` or `repository`, without tag and digest.
    static Repository of(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isHost
                ? new Repository(first, text.substring(slash + 1))
                : new Repository(HUB, text);
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
