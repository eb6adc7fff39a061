package dev.verdict.core.cause;

import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a builder's own last error line means. The same registry word means another thing by what
/// the builder was doing, so a row has a context beside its markers; the first row that fits
/// decides, and a line that fits none stays unexplained.
///
/// Kaniko's sentences: [the outer
/// ones](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/cmd/executor/cmd/root.go),
/// [the
/// build's](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/pkg/executor/build.go),
/// [the push's](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/pkg/executor/push.go);
/// the registry's words inside them:
/// [go-containerregistry](https://github.com/google/go-containerregistry/blob/v0.20.3/pkg/v1/remote/transport/error.go).
public enum BuilderErrors {
    // the builder's own machine
    OUT_OF_MEMORY(
            Context.BUILD,
            Cause.BUILD_OUT_OF_MEMORY,
            owners(PLATFORM),
            "exit: signal: killed",
            "exit: exit status 137",
            "out of memory",
            "cannot allocate memory"),
    KILLED(Context.KILLED, Cause.BUILD_OUT_OF_MEMORY, owners(PLATFORM), "killed"),
    DISK_FULL(
            Context.ANY_LOCAL,
            Cause.BUILD_STORAGE_EXHAUSTED,
            owners(PLATFORM),
            "no space left on device",
            "disk quota exceeded"),
    PANIC(
            Context.CRASH,
            Cause.BUILDER_CRASHED,
            owners(PLATFORM),
            "panic: ",
            "assertion violated",
            "fatal error: "),
    OWN_FAULT(
            Context.BUILD,
            Cause.BUILDER_CRASHED,
            owners(PLATFORM),
            "archive/tar: write too long",
            "unable to add file",
            "could not save file",
            "layered map"),
    OWN_PATIENCE(
            Context.ANY_LOCAL,
            Cause.BUILD_DEADLINE_EXCEEDED,
            owners(PLATFORM),
            "timed out snapshotting"),

    // how it was called
    BAD_FLAG(
            Context.START,
            Cause.BUILDER_MISCONFIGURED,
            owners(PLATFORM),
            "unknown flag",
            "unknown shorthand flag",
            "unknown command",
            "flag needs an argument",
            "invalid argument",
            "you must provide --destination",
            "cache flags invalid",
            "error resolving secrets",
            "unknown build context prefix",
            "should only be run inside of a container",
            "error resolving relative paths",
            "error changing to root dir",
            "required flag"),

    // the source
    SOURCE_NO_REVISION(
            Context.SOURCE,
            Cause.SOURCE_FETCH_FAILED,
            owners(DEVELOPER),
            "remote branch",
            "couldn't find remote ref",
            "reference not found",
            "pathspec",
            "not our ref",
            "unknown revision"),
    SOURCE_REFUSED(
            Context.SOURCE,
            Cause.SOURCE_FETCH_FAILED,
            owners(PLATFORM),
            "authentication",
            "authorization",
            "unauthorized",
            "permission denied",
            "access denied",
            "accessdenied",
            "forbidden",
            "could not read username",
            "could not read password",
            "host key verification failed",
            "unable to authenticate",
            "invalid credentials",
            "no valid credential",
            "unable to locate credentials",
            "invalidaccesskeyid",
            "signaturedoesnotmatch",
            "expiredtoken",
            "anonymous caller",
            "ssl certificate",
            "certificate",
            "handshake",
            "status code: 403",
            "403 forbidden",
            "401 unauthorized",
            "error: 401",
            "error: 403"),
    SOURCE_NOT_THERE(
            Context.SOURCE,
            Cause.SOURCE_FETCH_FAILED,
            owners(DEVELOPER),
            "repository not found",
            "repository does not exist",
            "does not appear to be a git repository",
            "remote repository is empty",
            "not found",
            "notfound",
            "nosuchkey",
            "nosuchbucket",
            "does not exist",
            "no such file or directory",
            "no urls matched",
            "matched no objects",
            "worktree contains unstaged changes",
            "requested url returned error: 404"),
    SOURCE_UNREACHABLE(
            Context.SOURCE,
            Cause.SOURCE_FETCH_FAILED,
            owners(PLATFORM),
            "no such host",
            "could not resolve",
            "couldn't resolve",
            "bad address",
            "unable to resolve",
            "name resolution",
            "server misbehaving",
            "connection",
            "network",
            "timeout",
            "timed out",
            "unexpected eof",
            "early eof",
            "not in gzip format",
            "invalid tar",
            "unexpected end of file",
            "hung up",
            "rpc failed",
            "dial tcp",
            "could not connect",
            "failed to connect",
            "requested url returned error: 5",
            "requested url returned error: 429",
            "no route to host",
            "deadline exceeded"),
    SOURCE_OTHER(Context.SOURCE, Cause.SOURCE_FETCH_FAILED, owners(DEVELOPER, PLATFORM), ""),

    // the Dockerfile
    DOCKERFILE(
            Context.BUILD_OR_START,
            Cause.DOCKERFILE_INVALID,
            owners(DEVELOPER),
            "parsing dockerfile",
            "dockerfile parse error",
            "reading dockerfile",
            "resolving dockerfile path",
            "unknown instruction",
            "not a valid build stage",
            "invalid stage name",
            "not a valid target",
            "no build stage in current context",
            "could not parse reference",
            "failed to parse image"),
    CONTEXT_FILE(
            Context.BUILD,
            Cause.BUILD_CONTEXT_INCOMPLETE,
            owners(DEVELOPER),
            "failed to get files used from context",
            "failed to get fileinfo",
            "resolving sources",
            "no such file or directory: copy",
            "copy failed",
            "no source files"),
    STEP_FOR_OTHER_PLATFORM(
            Context.STEP, Cause.BASE_IMAGE_NOT_FOUND, owners(DEVELOPER), "exec format error"),
    STEP_NOT_ALLOWED(
            Context.STEP, Cause.BUILDER_MISCONFIGURED, owners(PLATFORM), "operation not permitted"),
    STEP_INTERRUPTED(
            Context.STEP,
            Cause.BUILD_INTERRUPTED,
            owners(PLATFORM),
            "signal: terminated",
            "context canceled"),
    STEP_COPY(
            Context.STEP,
            Cause.BUILD_CONTEXT_INCOMPLETE,
            owners(DEVELOPER),
            "copying ",
            "lstat /",
            "stat /"),
    STEP(
            Context.STEP,
            Cause.BUILD_STEP_FAILED,
            owners(DEVELOPER),
            "waiting for process to exit",
            "starting command",
            "exit status ",
            "failed to execute command"),

    // the base image
    UNPACK_NOT_ALLOWED(
            Context.UNPACK,
            Cause.BUILDER_MISCONFIGURED,
            owners(PLATFORM),
            "operation not permitted",
            "security.capability",
            "permission denied",
            "device or resource busy",
            "read-only file system",
            "not a directory"),
    BASE_RATE(
            Context.BASE,
            Cause.BASE_IMAGE_UNAVAILABLE,
            owners(PLATFORM),
            "toomanyrequests",
            "429 too many requests",
            "status code 429",
            "rate limit"),
    BASE_MISSING(
            Context.BASE,
            Cause.BASE_IMAGE_NOT_FOUND,
            owners(DEVELOPER),
            "manifest_unknown",
            "manifest unknown",
            "name_unknown",
            "name unknown",
            "name_invalid",
            "tag_invalid",
            "not_found",
            "404 not found",
            "status code 404",
            "image not found on any configured",
            "no child with platform",
            "no match for platform"),
    BASE_REFUSED(
            Context.BASE,
            Cause.BASE_IMAGE_UNAVAILABLE,
            owners(PLATFORM),
            "unauthorized",
            "denied",
            "forbidden",
            "status code 401",
            "status code 403",
            "authentication required",
            "no basic auth"),
    BASE_HOST(
            Context.BASE,
            Cause.BASE_IMAGE_UNAVAILABLE,
            owners(DEVELOPER, PLATFORM),
            "no such host"),
    BASE_UNREACHABLE(
            Context.BASE, Cause.BASE_IMAGE_UNAVAILABLE, owners(PLATFORM), Words.UNREACHABLE),
    SNAPSHOT(
            Context.BUILD,
            Cause.BUILDER_CRASHED,
            owners(PLATFORM),
            "failed to take snapshot",
            "failed to save snapshot",
            "failed to initialize",
            "failed to get filesystem from image"),

    // the push
    PUSH_NO_FILE(
            Context.PUSH,
            Cause.BUILDER_MISCONFIGURED,
            Stage.BUILD,
            owners(PLATFORM),
            "writing digest to file",
            "writing tarball",
            "writing image name",
            "writing oci layout",
            "writing image outputs"),
    PUSH_ASKED_TO_LOG_IN(
            Context.PUSH,
            Cause.PUSH_UNAUTHORIZED,
            owners(PLATFORM),
            "authentication required",
            "may require authorization",
            "401 unauthorized"),
    PUSH_TAG_FIXED(
            Context.PUSH,
            Cause.PUSH_REJECTED,
            owners(DEVELOPER, PLATFORM),
            "immutable",
            "immutability",
            "cannot be overwritten",
            "already exists",
            "tag_invalid"),
    PUSH_LIMITED(
            Context.PUSH,
            Cause.PUSH_REJECTED,
            owners(PLATFORM),
            "quota",
            "toomanyrequests",
            "429 too many requests",
            "status code 429",
            "rate limit",
            "too large",
            "status code 413",
            "size_invalid",
            "exceed the limit",
            "exceeds the limit",
            "exceed the configured",
            "limit exceeded"),
    PUSH_NO_REPOSITORY(
            Context.PUSH,
            Cause.PUSH_REJECTED,
            owners(DEVELOPER, PLATFORM),
            "name_unknown",
            "name unknown",
            "name_invalid",
            "not_found",
            "404 not found",
            "status code 404",
            "does not exist",
            "not found",
            "manifest_invalid",
            "manifest invalid",
            "digest_invalid",
            "unsupported:",
            "status code 400",
            "400 bad request",
            "status code 405",
            "405 method not allowed",
            "read-only",
            "read only"),
    PUSH_REFUSED(
            Context.PUSH,
            Cause.PUSH_UNAUTHORIZED,
            owners(PLATFORM),
            "unauthorized",
            "denied",
            "forbidden",
            "status code 401",
            "status code 403",
            "authentication required",
            "no basic auth",
            "insufficient_scope",
            "resolving pushauth",
            "credential"),
    PUSH_UNREACHABLE(
            Context.PUSH,
            Cause.PUSH_REGISTRY_UNREACHABLE,
            owners(PLATFORM),
            Words.with("no such host", Words.UNREACHABLE));

    /// What the builder was doing when it wrote the line.
    private enum Context {
        START,
        SOURCE,
        BUILD,
        BUILD_OR_START,
        STEP,
        UNPACK,
        BASE,
        CRASH,
        KILLED,
        ANY_LOCAL,
        PUSH
    }

    private final Context context;
    private final Cause cause;
    private final Stage stage;
    private final List<Owner> owners;
    private final List<String> markers;

    BuilderErrors(Context context, Cause cause, List<Owner> owners, String... markers) {
        this(context, cause, cause.stage(), owners, markers);
    }

    BuilderErrors(
            Context context, Cause cause, Stage stage, List<Owner> owners, String... markers) {
        this.context = context;
        this.cause = cause;
        this.stage = stage;
        this.owners = owners;
        this.markers = List.of(markers);
    }

    /// What the builder's error line says; `atPush` where the builder is known to have been pushing
    /// although the line does not say so, as in a retry's. Empty for a line that no row knows.
    public static Optional<Diagnosis> of(String errorLine, boolean atPush) {
        String line = Words.bounded(errorLine);
        boolean push = isAboutPush(line, atPush);
        String told = push ? Words.withoutNames(afterDestination(line)) : line;
        return Arrays.stream(values())
                .filter(row -> row.isIn(line, push) && row.isSaidIn(row.heard(line, told)))
                .findFirst()
                .map(row -> row.diagnosis(line, errorLine));
    }

    /// What the last lines of a container that fetches sources say, the last telling one first.
    /// Git, curl, wget, aws and gsutil are understood; empty where none of them tells.
    public static Optional<Diagnosis> ofSourceFetch(List<String> lastLines) {
        for (String written : lastLines.reversed()) {
            String line = Words.bounded(written);
            Optional<Diagnosis> found =
                    Arrays.stream(values())
                            .filter(row -> row.context == Context.SOURCE && row != SOURCE_OTHER)
                            .filter(row -> row.isSaidIn(Words.withoutNames(line)))
                            .filter(row -> !Words.isAfterthought(line))
                            .findFirst()
                            .map(row -> row.diagnosis(line, written));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Diagnosis diagnosis(String line, String said) {
        List<Owner> whose =
                this == BASE_HOST && Words.hostsThatFailed(line) > 1 ? owners(PLATFORM) : owners;
        return new Diagnosis(cause, stage, whose, cause.heals(), said);
    }

    private boolean isSaidIn(String line) {
        return markers.stream().anyMatch(line::contains);
    }

    /// Names of registries, repositories and files in the line are people's words, not the
    /// builder's.
    private String heard(String line, String told) {
        return switch (context) {
            case PUSH -> told;
            case BASE, SOURCE -> Words.withoutNames(line);
            case START, BUILD, BUILD_OR_START, STEP, UNPACK, CRASH, KILLED, ANY_LOCAL -> line;
        };
    }

    private boolean isIn(String line, boolean push) {
        boolean step = line.contains("failed to execute command") || line.contains("level=error");
        boolean source =
                line.contains("resolving source context")
                        || line.contains("worktree contains unstaged changes");
        boolean unpack = line.contains("failed to get filesystem from image");
        boolean byRegistry = line.contains("status code") || line.contains("filesystem layer");
        return switch (context) {
            case PUSH -> push;
            case CRASH ->
                    line.startsWith("panic: ")
                            || line.startsWith("fatal error: ")
                            || line.startsWith("assertion violated")
                            || line.contains("runtime error: ");
            case KILLED -> line.equals("killed");
            case ANY_LOCAL -> !(push && byRegistry);
            case SOURCE -> source && !push;
            case START -> !push && !line.startsWith("error building image");
            case STEP -> !push && (step || line.startsWith("exit status "));
            case UNPACK -> unpack && !push;
            case BASE -> !push && !step && !source && line.contains("error building image");
            case BUILD, BUILD_OR_START -> !push;
        };
    }

    private static boolean isAboutPush(String line, boolean atPush) {
        return atPush && !line.startsWith("error building image")
                || line.startsWith("error pushing image")
                || line.startsWith("error checking push permission")
                || line.startsWith("checking push permission")
                || line.startsWith("failed to push to destination")
                || line.startsWith("unsupported status code");
    }

    private static String afterDestination(String line) {
        for (String before :
                List.of("failed to push to destination ", "checking push permission for ")) {
            int at = line.indexOf(before);
            int end = at < 0 ? -1 : line.indexOf(": ", at + before.length());
            if (end > 0) {
                return line.substring(end + 2);
            }
        }
        return line;
    }

    private static List<Owner> owners(Owner... owners) {
        return List.of(owners);
    }

    /// Marks and cuts shared by the rows.
    private static final class Words {
        private static final int ENOUGH = 4096;

        /// No answer, a broken one, one of the server's own failures, or one that cannot be
        /// trusted.
        static final String[] UNREACHABLE = {
            "server misbehaving",
            "i/o timeout",
            "timeout",
            "timed out",
            "connection refused",
            "connection reset",
            "broken pipe",
            "no route to host",
            "network is unreachable",
            "deadline exceeded",
            "eof",
            "x509",
            "tls:",
            "certificate",
            "http response to https client",
            "unavailable",
            "bad gateway",
            "internal server error",
            "status code 5",
            "unsupported status code",
            "blob_upload",
            "blob upload",
            "blob_unknown",
            "blob unknown",
            "unknown:",
            "dial tcp",
            "stream error",
            "connection closed",
            "transport for"
        };

        private Words() {}

        static String[] with(String first, String... others) {
            String[] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = first;
            return all;
        }

        static String bounded(String line) {
            String start = line.length() > ENOUGH ? line.substring(0, ENOUGH) : line;
            return start.strip().toLowerCase(Locale.ROOT);
        }

        static boolean isAfterthought(String line) {
            return line.startsWith("and the repository exists")
                    || line.startsWith("please make sure")
                    || line.contains("could not read from remote repository");
        }

        static String withoutNames(String line) {
            StringBuilder kept = new StringBuilder(line.length());
            for (String token : line.split(" ", -1)) {
                if (!token.contains("/") || token.startsWith("i/o")) {
                    kept.append(token).append(' ');
                }
            }
            return kept.toString();
        }

        static int hostsThatFailed(String line) {
            Set<String> hosts = new TreeSet<>();
            int at = line.indexOf("lookup ");
            while (at >= 0) {
                int from = at + "lookup ".length();
                int end = line.indexOf(' ', from);
                hosts.add(line.substring(from, end < 0 ? line.length() : end));
                at = line.indexOf("lookup ", from);
            }
            return hosts.size();
        }
    }
}
