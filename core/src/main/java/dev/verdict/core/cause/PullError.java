package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What container runtimes and registries say when an image cannot be had, in the order in which
/// the words are asked: `no match for platform ...: not found` is no missing tag, a refused token
/// behind a broken certificate is the certificate's.
///
/// Image references have no blanks: every word here has one, or a colon and a blank, so that no
/// name of an image is taken for an answer; no bare number is matched, digests are full of them.
/// <https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/errcode.go>
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/images/types.go>
enum PullError implements MessageRow {
    NEVER_PULL(Meaning.of(Cause.IMAGE_NOT_ON_NODE), "is not present with pull policy of never"),
    RATE_LIMIT(
            Meaning.of(Cause.REGISTRY_RATE_LIMITED),
            "(^|\\s)toomanyrequests: |429 too many requests|pull rate limit"
                    + "|too many requests to registry|statuscode: 429\\b"),
    NO_SPACE(
            Meaning.of(Cause.NODE_DISK_FULL),
            "no space left on device|disk quota exceeded|failed to record image pull intent"),
    CERTIFICATE(
            Meaning.of(Cause.REGISTRY_CERTIFICATE_INVALID),
            "(^|\\s)x509: |tls: failed to verify certificate|tls: handshake failure"
                    + "|remote error: tls: |server gave http response to https client"),
    PROXY(Meaning.of(Cause.REGISTRY_UNREACHABLE), "\\bproxyconnect tcp: "),
    NO_SUCH_HOST(Meaning.of(Cause.REGISTRY_HOST_UNKNOWN), ": no such host"),
    NAME_SERVER(
            Meaning.of(Cause.REGISTRY_UNREACHABLE),
            ": server misbehaving|temporary failure in name resolution"
                    + "|\\blookup \\S{1,253} on \\S{1,60}:53: "),
    NETWORK(
            Meaning.of(Cause.REGISTRY_UNREACHABLE),
            "i/o timeout|tls handshake timeout|connection refused|connection reset by peer"
                    + "|network is unreachable|no route to host|: eof\\b|client\\.timeout exceeded"
                    + "|context deadline exceeded|context canceled|registry is unavailable"),
    OUTAGE(
            Meaning.of(Cause.REGISTRY_UNREACHABLE),
            "\\b50[0-4] (internal server error|bad gateway|service unavailable|gateway time-?out)"
                    + "|received unexpected http status: 5|statuscode: 50[0-4]\\b"),
    WRONG_PLATFORM(
            Meaning.of(Cause.IMAGE_PLATFORM_MISMATCH),
            "no match for platform in manifest|no matching manifest for "
                    + "|no image found in (manifest list|image index) for architecture"),
    UNAUTHORIZED(
            Meaning.of(Cause.IMAGE_PULL_UNAUTHORIZED).heals(NO).by(DEVELOPER, PLATFORM),
            "pull access denied[ ,]|401 unauthorized|403 forbidden|(^|\\s)unauthorized: "
                    + "|: unauthorized\\b|no basic auth credentials|authentication required"
                    + "|failed to authorize: |failed to fetch (oauth|anonymous) token"
                    + "|(^|: )denied: |requested access to the resource is denied"
                    + "|(^|\\s)insufficient[_ ]scope: |invalid username/password"
                    + "|authorization token has expired|statuscode: 40[13]\\b"),
    NOT_FOUND(
            Meaning.of(Cause.IMAGE_NOT_FOUND),
            "(^|\\s)(manifest|name)[ _]unknown\\b|404 not found|statuscode: 404\\b"
                    + "|: not found(?=[\\],;:.\\s]|$)|manifest for \\S{1,500} not found"
                    + "|repository \\S{1,500} not found"),
    BAD_NAME(
            Meaning.of(Cause.INVALID_IMAGE_NAME),
            "invalid reference format|repository name \\S{0,500} {0,1}must be lowercase"
                    + "|invalid checksum digest|couldn't parse image name"
                    + "|short name mode is enforcing|\\bshort-name [\"'\\\\]"),
    SIGNATURE(
            Meaning.of(Cause.IMAGE_SIGNATURE_INVALID),
            "signature validation failed|source image rejected: |a signature was required"
                    + "|image verifier \\S{1,253} blocked pull"),
    /// Nearest word: an image of a form that the node's runtime no longer reads.
    OLD_FORMAT(
            Meaning.of(Cause.IMAGE_PLATFORM_MISMATCH),
            "is no longer supported since containerd v2|\\bschema 1 |unsupported media ?type"
                    + "|unexpected media type"),
    BROKEN_DOWNLOAD(
            Meaning.of(Cause.REGISTRY_UNREACHABLE),
            "unexpected eof\\b|failed commit on ref|unexpected commit digest"
                    + "|failed to get reader from content store"),
    /// Nearest word: the node's image store cannot take the image in.
    IMAGE_STORE(
            Meaning.of(Cause.SANDBOX_FAILED).at(Stage.PULL),
            "failed to extract layer |failed to unpack image |wrong diff id"
                    + "|failed to inspect image "),
    ;

    private final Meaning meaning;
    private final Pattern words;

    PullError(Meaning meaning, String words) {
        this.meaning = meaning;
        this.words = MessageRow.words(words);
    }

    @Override
    public Pattern words() {
        return words;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    /// How far a pull had come that ended so: of several credentials' errors the furthest counts,
    /// and a registry that spoke about the image went further than one that never answered.
    int reach() {
        return switch (this) {
            case NOT_FOUND, WRONG_PLATFORM, NEVER_PULL, BAD_NAME, SIGNATURE, OLD_FORMAT -> 4;
            case RATE_LIMIT, NO_SPACE, BROKEN_DOWNLOAD, IMAGE_STORE -> 3;
            case UNAUTHORIZED -> 2;
            case CERTIFICATE, PROXY, NO_SUCH_HOST, NAME_SERVER, NETWORK, OUTAGE -> 1;
        };
    }
}
