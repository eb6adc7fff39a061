package dev.verdict.core.cause;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every recognised reason of a verdict, one word each: the code of the JSON, the page under
/// `docs/causes`, the row of the table. Stage and owners are the default; a finding may say more.
public enum Cause {
    BUILD_STEP_FAILED(Stage.BUILD, Heals.NO, Owner.DEVELOPER),
    DOCKERFILE_INVALID(Stage.BUILD, Heals.NO, Owner.DEVELOPER),
    BUILD_CONTEXT_INCOMPLETE(Stage.BUILD, Heals.NO, Owner.DEVELOPER),
    BASE_IMAGE_NOT_FOUND(Stage.BUILD, Heals.NO, Owner.DEVELOPER),
    BASE_IMAGE_UNAVAILABLE(Stage.BUILD, Heals.SOMETIMES, Owner.PLATFORM),
    SOURCE_FETCH_FAILED(Stage.BUILD, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    BUILDER_MISCONFIGURED(Stage.BUILD, Heals.NO, Owner.PLATFORM),
    BUILDER_CRASHED(Stage.BUILD, Heals.SOMETIMES, Owner.PLATFORM),
    BUILD_OUT_OF_MEMORY(Stage.BUILD, Heals.NO, Owner.PLATFORM),
    BUILD_STORAGE_EXHAUSTED(Stage.BUILD, Heals.SOMETIMES, Owner.PLATFORM),
    BUILD_DEADLINE_EXCEEDED(Stage.BUILD, Heals.NO, Owner.PLATFORM),
    BUILD_HANGS(Stage.BUILD, Heals.NO, Owner.DEVELOPER, Owner.PLATFORM),
    BUILD_INTERRUPTED(Stage.BUILD, Heals.NO, Owner.PLATFORM),
    NOTHING_PUSHED(Stage.BUILD, Heals.NO, Owner.PLATFORM),
    PUSH_UNAUTHORIZED(Stage.PUSH, Heals.NO, Owner.PLATFORM),
    PUSH_REGISTRY_UNREACHABLE(Stage.PUSH, Heals.SOMETIMES, Owner.PLATFORM),
    PUSH_REJECTED(Stage.PUSH, Heals.NO, Owner.DEVELOPER, Owner.PLATFORM),
    QUOTA_EXCEEDED(Stage.ADMISSION, Heals.SOMETIMES, Owner.PLATFORM),
    POLICY_DENIED(Stage.ADMISSION, Heals.NO, Owner.DEVELOPER),
    WEBHOOK_FAILED(Stage.ADMISSION, Heals.SOMETIMES, Owner.PLATFORM),
    LIMIT_RANGE_VIOLATED(Stage.ADMISSION, Heals.NO, Owner.DEVELOPER),
    SERVICE_ACCOUNT_MISSING(Stage.ADMISSION, Heals.SOMETIMES, Owner.DEVELOPER),
    RUNTIME_CLASS_MISSING(Stage.ADMISSION, Heals.SOMETIMES, Owner.DEVELOPER),
    PRIORITY_CLASS_MISSING(Stage.ADMISSION, Heals.SOMETIMES, Owner.DEVELOPER),
    POD_NOT_CREATED(Stage.ADMISSION, Heals.SOMETIMES, Owner.PLATFORM),
    JOB_SUSPENDED(Stage.ADMISSION, Heals.SOMETIMES, Owner.PLATFORM),
    INSUFFICIENT_RESOURCES(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    NODE_AFFINITY_MISMATCH(Stage.SCHEDULE, Heals.NO, Owner.DEVELOPER),
    UNTOLERATED_TAINT(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    NODES_UNSCHEDULABLE(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    NODE_PRESSURE(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    NODE_NOT_READY(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    POD_AFFINITY_CONFLICT(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER),
    TOPOLOGY_SPREAD_UNSATISFIABLE(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER),
    HOST_PORT_CONFLICT(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER),
    VOLUME_NOT_BOUND(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    VOLUME_ZONE_CONFLICT(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    SCHEDULING_GATED(Stage.SCHEDULE, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    NO_SCHEDULER(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    NODE_CAPACITY_REACHED(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    POD_REFUSED_BY_NODE(Stage.SCHEDULE, Heals.SOMETIMES, Owner.PLATFORM),
    IMAGE_NOT_FOUND(Stage.PULL, Heals.SOMETIMES, Owner.DEVELOPER),
    IMAGE_PULL_UNAUTHORIZED(Stage.PULL, Heals.SOMETIMES, Owner.PLATFORM),
    PULL_SECRET_MISSING(Stage.PULL, Heals.SOMETIMES, Owner.DEVELOPER),
    REGISTRY_UNREACHABLE(Stage.PULL, Heals.SOMETIMES, Owner.PLATFORM),
    REGISTRY_HOST_UNKNOWN(Stage.PULL, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    REGISTRY_RATE_LIMITED(Stage.PULL, Heals.SOMETIMES, Owner.PLATFORM),
    REGISTRY_CERTIFICATE_INVALID(Stage.PULL, Heals.NO, Owner.PLATFORM),
    INVALID_IMAGE_NAME(Stage.PULL, Heals.NO, Owner.DEVELOPER),
    IMAGE_NOT_ON_NODE(Stage.PULL, Heals.NO, Owner.DEVELOPER),
    IMAGE_PLATFORM_MISMATCH(Stage.PULL, Heals.NO, Owner.DEVELOPER),
    IMAGE_SIGNATURE_INVALID(Stage.PULL, Heals.NO, Owner.DEVELOPER, Owner.PLATFORM),
    NODE_DISK_FULL(Stage.PULL, Heals.SOMETIMES, Owner.PLATFORM),
    POD_NETWORK_FAILED(Stage.SANDBOX, Heals.SOMETIMES, Owner.PLATFORM),
    SANDBOX_FAILED(Stage.SANDBOX, Heals.SOMETIMES, Owner.PLATFORM),
    NODE_LOST(Stage.SANDBOX, Heals.SOMETIMES, Owner.PLATFORM),
    CONFIG_MAP_MISSING(Stage.VOLUME, Heals.SOMETIMES, Owner.DEVELOPER),
    SECRET_MISSING(Stage.VOLUME, Heals.SOMETIMES, Owner.DEVELOPER),
    CONFIG_KEY_MISSING(Stage.CONFIG, Heals.SOMETIMES, Owner.DEVELOPER),
    VOLUME_MOUNT_FAILED(Stage.VOLUME, Heals.SOMETIMES, Owner.PLATFORM),
    VOLUME_ATTACH_FAILED(Stage.VOLUME, Heals.SOMETIMES, Owner.PLATFORM),
    VOLUME_MULTI_ATTACH(Stage.VOLUME, Heals.SOMETIMES, Owner.DEVELOPER, Owner.PLATFORM),
    HOST_PATH_MISMATCH(Stage.VOLUME, Heals.NO, Owner.DEVELOPER, Owner.PLATFORM),
    SECURITY_CONTEXT_INVALID(Stage.CONFIG, Heals.NO, Owner.DEVELOPER),
    CONTAINER_CONFIG_INVALID(Stage.CONFIG, Heals.NO, Owner.DEVELOPER),
    COMMAND_NOT_FOUND(Stage.START, Heals.NO, Owner.DEVELOPER),
    CONTAINER_CRASHES(Stage.START, Heals.SOMETIMES, Owner.DEVELOPER),
    CONTAINER_EXITS(Stage.START, Heals.NO, Owner.DEVELOPER),
    OUT_OF_MEMORY(Stage.START, Heals.SOMETIMES, Owner.DEVELOPER),
    INIT_CONTAINER_FAILS(Stage.START, Heals.SOMETIMES, Owner.DEVELOPER),
    POST_START_HOOK_FAILED(Stage.START, Heals.SOMETIMES, Owner.DEVELOPER),
    WRONG_ARCHITECTURE(Stage.START, Heals.NO, Owner.DEVELOPER),
    READINESS_PROBE_FAILING(Stage.READY, Heals.SOMETIMES, Owner.DEVELOPER),
    LIVENESS_PROBE_KILLS(Stage.READY, Heals.SOMETIMES, Owner.DEVELOPER),
    STARTUP_PROBE_FAILING(Stage.READY, Heals.SOMETIMES, Owner.DEVELOPER),
    READINESS_GATE_UNMET(Stage.READY, Heals.SOMETIMES, Owner.PLATFORM),
    ROLLOUT_PAUSED(Stage.ROLLOUT, Heals.NO, Owner.DEVELOPER),
    NOT_ROLLED_OUT(Stage.ROLLOUT, Heals.NO, Owner.PLATFORM),
    CACHED_IMAGE_USED(Stage.ROLLOUT, Heals.NO, Owner.DEVELOPER);

    private final Stage stage;
    private final Heals heals;
    private final List<Owner> owners;

    Cause(Stage stage, Heals heals, Owner... owners) {
        this.stage = stage;
        this.heals = heals;
        this.owners = List.of(owners);
    }

    /// Where it usually decides.
    public Stage stage() {
        return stage;
    }

    /// Whether it ends without anybody changing something.
    public Heals heals() {
        return heals;
    }

    /// Whose it is when nothing else is known, the likelier first.
    public List<Owner> owners() {
        return owners;
    }

    /// The word people and machines read: `ImageNotFound`.
    public String word() {
        StringBuilder word = new StringBuilder();
        for (String part : name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    /// Reads a word in any case.
    public static Optional<Cause> parse(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equalsIgnoreCase(word)).findFirst();
    }
}
