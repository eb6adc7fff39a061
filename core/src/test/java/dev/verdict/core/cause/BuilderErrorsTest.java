package dev.verdict.core.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// The builder's error lines and what they mean. Owners: D the developer, P the platform.
final class BuilderErrorsTest {
    private static final String CHECK =
            "error checking push permissions -- make sure you entered the correct tag name, and"
                + " that you are authenticated correctly, and try again: checking push permission"
                + " for \"r.io/quota/immutable:v1\": ";
    private static final String PUSH =
            "error pushing image: failed to push to destination r.io/quota/denied:v1: ";
    private static final String BASE =
            "error building image: unable to complete operation after 0 attempts, last error: ";
    private static final String STAGE = "error building image: error building stage: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {CHECK}POST https://r.io/v2/x/blobs/uploads/: UNAUTHORIZED: authentication required | PushUnauthorized P
                    error checking push permissions: checking push permission for "r.io/x:1": creating push check transport for r.io failed: Get "https://r.io/v2/": dial tcp 127.0.0.1:15001: connect: connection refused | PushRegistryUnreachable P
                    error checking push permissions: checking push permission for "r.io/x:1": creating push check transport for r.io failed: Get "https://r.io/v2/": dial tcp: lookup r.io on 10.96.0.10:53: no such host | PushRegistryUnreachable P
                    {PUSH}HEAD https://r.io/v2/x/manifests/1: unexpected status code 401 Unauthorized (HEAD responses have no body, use GET for details) | PushUnauthorized P
                    {PUSH}PUT https://r.io/v2/immutable/manifests/1: DENIED: requested access to the resource is denied | PushUnauthorized P
                    {PUSH}unexpected status code 403 Forbidden | PushUnauthorized P
                    {PUSH}pull access denied, repository does not exist or may require authorization | PushUnauthorized P
                    {PUSH}Get "https://r.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority | PushRegistryUnreachable P
                    {PUSH}PATCH https://r.io/v2/x/blobs/uploads/1: unexpected status code 413 Request Entity Too Large | PushRejected P
                    {PUSH}unexpected status code 503 Service Unavailable | PushRegistryUnreachable P
                    {PUSH}unsupported status code 500; body: oops | PushRegistryUnreachable P
                    {PUSH}PUT https://r.io/v2/x: unexpected status code 500: no space left on device | PushRegistryUnreachable P
                    {PUSH}http: server gave HTTP response to HTTPS client | PushRegistryUnreachable P
                    {PUSH}unexpected EOF | PushRegistryUnreachable P
                    {PUSH}BLOB_UPLOAD_INVALID: blob upload invalid | PushRegistryUnreachable P
                    {PUSH}net/http: TLS handshake timeout | PushRegistryUnreachable P
                    {PUSH}TOOMANYREQUESTS: slow down | PushRejected P
                    {PUSH}DENIED: adding 3.1 MiB of storage resource, which when updated will exceed the configured upper limit: quota exceeded | PushRejected P
                    {PUSH}TAG_INVALID: The image tag 'rev-1' already exists and cannot be overwritten because the tag is immutable. | PushRejected DP
                    {PUSH}NAME_UNKNOWN: The repository with name 'x' does not exist in the registry | PushRejected DP
                    {PUSH}NOT_FOUND: repository x not found | PushRejected DP
                    error pushing image: writing digest to file failed: open digest: permission denied | BuilderMisconfigured P
                    error pushing image: resolving pushAuth: no such thing | PushUnauthorized P
                    Error: error resolving dockerfile path: please provide a valid path to a Dockerfile within the build context with --dockerfile | DockerfileInvalid D
                    Error: error resolving source context: fetching: authentication required | SourceFetchFailed P
                    Error: error resolving source context: reference not found | SourceFetchFailed D
                    Error: error resolving source context: something else | SourceFetchFailed DP
                    error resolving source context: worktree contains unstaged changes | SourceFetchFailed D
                    Error: you must provide --destination, or use --no-push | BuilderMisconfigured P
                    Error: unknown flag: --no-such-flag | BuilderMisconfigured P
                    Error: cache flags invalid: x | BuilderMisconfigured P
                    kaniko should only be run inside of a container, run with the --force flag if you are sure you want to continue | BuilderMisconfigured P
                    error resolving relative paths to absolute paths: x | BuilderMisconfigured P
                    error building image: parsing dockerfile: dockerfile parse error on line 3: unknown instruction: RUNN | DockerfileInvalid D
                    error building image: reading dockerfile at path x: no such file or directory | DockerfileInvalid D
                    {STAGE}failed to execute command: waiting for process to exit: exit status 1 | BuildStepFailed D
                    {STAGE}failed to execute command: waiting for process to exit: exit status 127 | BuildStepFailed D
                    {STAGE}failed to execute command: waiting for process to exit: exit status 137 | BuildOutOfMemory P
                    {STAGE}failed to execute command: waiting for process to exit: signal: killed | BuildOutOfMemory P
                    {STAGE}failed to execute command: starting command: fork/exec /bin/sh: no such file or directory | BuildStepFailed D
                    {STAGE}failed to execute command: starting command: fork/exec /bin/sh: exec format error | BaseImageNotFound D
                    {STAGE}failed to execute command: starting command: fork/exec /bin/sh: operation not permitted | BuilderMisconfigured P
                    {STAGE}failed to optimize instructions: failed to get files used from context: failed to get fileinfo for /workspace/a: lstat /workspace/a: no such file or directory | BuildContextIncomplete D
                    {STAGE}failed to take snapshot: write /x: no space left on device | BuildStorageExhausted P
                    {STAGE}failed to take snapshot: archive/tar: write too long | BuilderCrashed P
                    {STAGE}failed to take snapshot: lstat /proc/1: gone | BuilderCrashed P
                    {STAGE}failed to get filesystem from image: read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer | BaseImageUnavailable P
                    {STAGE}failed to get filesystem from image: chown /x: operation not permitted | BuilderMisconfigured P
                    error building image: GET https://r.io/v2/library/pythn/manifests/3.9: MANIFEST_UNKNOWN: manifest unknown; unknown tag=3.9 | BaseImageNotFound D
                    error building image: failed to get baseImage: GET https://auth.docker.io/token: UNAUTHORIZED: authentication required | BaseImageUnavailable P
                    {BASE}GET https://r.io/v2/x: TOOMANYREQUESTS: You have reached your pull rate limit. | BaseImageUnavailable P
                    error building image: no child with platform linux/arm64 in index x | BaseImageNotFound D
                    error building image: image not found on any configured mapped registries for x | BaseImageNotFound D
                    {BASE}Get "https://no.invalid/v2/": dial tcp: lookup no.invalid on 10.88.0.1:53: no such host; Get "http://no.invalid/v2/": dial tcp: lookup no.invalid on 10.88.0.1:53: no such host | BaseImageUnavailable DP
                    {BASE}lookup a.io on 1.1.1.1:53: no such host; lookup b.io on 1.1.1.1:53: no such host | BaseImageUnavailable P
                    {BASE}dial tcp: lookup r.io on 10.88.0.1:53: server misbehaving | BaseImageUnavailable P
                    {BASE}dial tcp: lookup r.io: i/o timeout | BaseImageUnavailable P
                    Timed out snapshotting FS in 90m | BuildDeadlineExceeded P
                    fatal error: runtime: out of memory | BuildOutOfMemory P
                    panic: runtime error: index out of range | BuilderCrashed P
                    Assertion violated [x] | BuilderCrashed P
                    exit status 127 | BuildStepFailed D
                    """)
    void knownLinesAreExplained(String line, String expected) {
        String whole =
                line.replace("{CHECK}", CHECK)
                        .replace("{PUSH}", PUSH)
                        .replace("{BASE}", BASE)
                        .replace("{STAGE}", STAGE);
        assertThat(said(BuilderErrors.of(whole, false))).isEqualTo(expected);
    }

    @Test
    void unknownLinesStayUnexplained() {
        assertThat(BuilderErrors.of("error building image: the moon is full", false)).isEmpty();
        assertThat(BuilderErrors.of("error pushing image: the moon is full", false)).isEmpty();
        assertThat(BuilderErrors.of("", true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fatal: Remote branch feature/x not found in upstream origin | SourceFetchFailed D
                    fatal: repository 'https://git.example/x.git/' not found | SourceFetchFailed D
                    fatal: unable to access 'https://git.example/x.git/': Could not resolve host: git.example | SourceFetchFailed P
                    fatal: unable to access 'https://git.example/x.git/': The requested URL returned error: 403 | SourceFetchFailed P
                    fatal: unable to access 'https://git.example/x.git/': server certificate verification failed. CAfile: none CRLfile: none | SourceFetchFailed P
                    fatal: Authentication failed for 'https://git.example/x.git/' | SourceFetchFailed P
                    fatal: could not read Username for 'https://github.com': terminal prompts disabled | SourceFetchFailed P
                    git@github.com: Permission denied (publickey). | SourceFetchFailed P
                    error: pathspec 'v9' did not match any file(s) known to git | SourceFetchFailed D
                    fatal: couldn't find remote ref v9 | SourceFetchFailed D
                    curl: (22) The requested URL returned error: 404 | SourceFetchFailed D
                    curl: (7) Failed to connect to x port 443: Connection refused | SourceFetchFailed P
                    wget: bad address 'dashboard:8070' | SourceFetchFailed P
                    wget: server returned error: HTTP/1.1 404 Not Found | SourceFetchFailed D
                    fatal error: An error occurred (404) when calling the HeadObject operation: Key "x" does not exist | SourceFetchFailed D
                    fatal error: Unable to locate credentials | SourceFetchFailed P
                    CommandException: No URLs matched: gs://b/x | SourceFetchFailed D
                    AccessDeniedException: 403 HttpError | SourceFetchFailed P
                    Cloning into '/workspace'... | -
                    """)
    void fetchersAreUnderstood(String line, String expected) {
        assertThat(said(BuilderErrors.ofSourceFetch(List.of("Cloning into x", line))))
                .isEqualTo(expected);
    }

    @Test
    void gitsAfterthoughtsAreNotTheReason() {
        List<String> log =
                List.of(
                        "ERROR: Repository not found.",
                        "fatal: Could not read from remote repository.",
                        "",
                        "Please make sure you have the correct access rights",
                        "and the repository exists.");
        assertThat(said(BuilderErrors.ofSourceFetch(log))).isEqualTo("SourceFetchFailed D");
    }

    private static String said(java.util.Optional<Diagnosis> diagnosis) {
        return diagnosis
                .map(
                        d ->
                                d.cause().word()
                                        + " "
                                        + String.join(
                                                "",
                                                d.owners().stream()
                                                        .map(o -> o.name().substring(0, 1))
                                                        .toList()))
                .orElse("-");
    }
}
