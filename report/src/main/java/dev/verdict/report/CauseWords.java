package dev.verdict.report;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Heals;

/// What is said about a cause.
///
/// @param says what happened, as the rest of a sentence
/// @param todo what to change
/// @param look what shows more of it
record CauseWords(String says, String todo, Look look) {
    /// What a command shows; none of them changes anything.
    enum Look {
        POD,
        LOG,
        PREVIOUS_LOG,
        BUILD_LOG,
        BUILD,
        WORKLOAD,
        NODES,
        QUOTAS,
        LIMITS,
        VOLUME_CLAIMS,
        SECRETS,
        CONFIG_MAPS,
        SERVICE_ACCOUNTS,
        RUNTIME_CLASSES,
        PRIORITY_CLASSES,
        IMAGE
    }

    static CauseWords of(Cause cause) {
        return switch (cause) {
            case BUILD_STEP_FAILED ->
                    words(
                            "a command of the Dockerfile ended with an error",
                            "correct that command, then build again",
                            Look.BUILD_LOG);
            case DOCKERFILE_INVALID ->
                    words(
                            "the Dockerfile cannot be parsed or is not there",
                            "correct the Dockerfile or its path, then build again",
                            Look.BUILD_LOG);
            case BUILD_CONTEXT_INCOMPLETE ->
                    words(
                            "a file that COPY or ADD wants is not there",
                            "add the file, or correct the path in COPY or ADD",
                            Look.BUILD_LOG);
            case BASE_IMAGE_NOT_FOUND ->
                    words(
                            "the registry does not have the image that FROM names",
                            "correct the name or tag in FROM, then build again",
                            Look.BUILD_LOG);
            case BASE_IMAGE_UNAVAILABLE ->
                    words(
                            "the base image could not be fetched",
                            "restore the builder's way to the base image's registry, then build"
                                    + " again",
                            Look.BUILD_LOG);
            case SOURCE_FETCH_FAILED ->
                    words(
                            "the sources could not be fetched",
                            "check repository, branch, path and credentials, then build again",
                            Look.BUILD_LOG);
            case BUILDER_MISCONFIGURED ->
                    words(
                            "the builder was started in a way it cannot work",
                            "correct the builder's flags, mounts or rights, then build again",
                            Look.BUILD_LOG);
            case BUILDER_CRASHED ->
                    words(
                            "the builder itself broke",
                            "build again; if it breaks again, use another version of the builder",
                            Look.BUILD_LOG);
            case BUILD_OUT_OF_MEMORY ->
                    words(
                            "it was killed for using more memory than it may",
                            "give the builder a higher memory limit, then build again",
                            Look.BUILD);
            case BUILD_STORAGE_EXHAUSTED ->
                    words(
                            "it ran out of disk",
                            "give the builder more disk, then build again",
                            Look.BUILD);
            case BUILD_DEADLINE_EXCEEDED ->
                    words(
                            "it was stopped by its time limit",
                            "raise the build's time limit, then build again",
                            Look.BUILD);
            case BUILD_HANGS ->
                    words(
                            "it has been silent for too long",
                            "see what it waits for; end it and build again",
                            Look.BUILD_LOG);
            case BUILD_INTERRUPTED ->
                    words("its pod was taken away before it was done", "build again", Look.BUILD);
            case NOTHING_PUSHED ->
                    words(
                            "the builder succeeded, but was told not to push",
                            "let the builder push (no --no-push), then build again",
                            Look.BUILD);
            case PUSH_UNAUTHORIZED ->
                    words(
                            "the registry refused the builder's credentials",
                            "give the builder credentials that may push there",
                            Look.BUILD_LOG);
            case PUSH_REGISTRY_UNREACHABLE ->
                    words(
                            "the push got no usable answer from the registry",
                            "restore the way to the registry, then build again",
                            Look.BUILD_LOG);
            case PUSH_REJECTED ->
                    words(
                            "the registry refused this image",
                            "see what the registry objects to: tag, quota, rate, size or name",
                            Look.BUILD_LOG);
            case QUOTA_EXCEEDED ->
                    words(
                            "the namespace's quota has no room for the pod",
                            "raise the quota, or lower or state what the pod requests",
                            Look.QUOTAS);
            case POLICY_DENIED ->
                    words(
                            "a policy of the cluster refused the pod",
                            "change the pod template so that the policy allows it",
                            Look.WORKLOAD);
            case WEBHOOK_FAILED ->
                    words(
                            "an admission webhook could not be asked",
                            "repair the webhook's backend, or let its failure pass",
                            Look.WORKLOAD);
            case LIMIT_RANGE_VIOLATED ->
                    words(
                            "requests or limits lie outside the namespace's LimitRange",
                            "change requests and limits to lie inside the LimitRange",
                            Look.LIMITS);
            case SERVICE_ACCOUNT_MISSING ->
                    words(
                            "the pod names a service account that does not exist",
                            "create the service account, or name another one",
                            Look.SERVICE_ACCOUNTS);
            case RUNTIME_CLASS_MISSING ->
                    words(
                            "the pod names a RuntimeClass that does not exist",
                            "create the RuntimeClass, or name another one",
                            Look.RUNTIME_CLASSES);
            case PRIORITY_CLASS_MISSING ->
                    words(
                            "the pod names a PriorityClass that does not exist",
                            "create the PriorityClass, or name another one",
                            Look.PRIORITY_CLASSES);
            case POD_NOT_CREATED ->
                    words(
                            "a pod is due, and the controller does not create it",
                            "see what the controller says and what it waits for",
                            Look.WORKLOAD);
            case JOB_SUSPENDED ->
                    words(
                            "the Job is suspended and makes no pods",
                            "set .spec.suspend to false when it may run",
                            Look.WORKLOAD);
            case INSUFFICIENT_RESOURCES ->
                    words(
                            "no node has enough processor, memory or devices free",
                            "add or free capacity, or request less",
                            Look.POD);
            case NODE_AFFINITY_MISMATCH ->
                    words(
                            "no node has the labels that the pod demands",
                            "correct the node selector or affinity, or label a node",
                            Look.POD);
            case UNTOLERATED_TAINT ->
                    words(
                            "the nodes keep the pod away by a taint it does not tolerate",
                            "tolerate the taint, or remove it from a node",
                            Look.NODES);
            case NODES_UNSCHEDULABLE ->
                    words(
                            "the nodes are cordoned",
                            "uncordon a node when its maintenance is over",
                            Look.NODES);
            case NODE_PRESSURE ->
                    words(
                            "the nodes are short of memory, disk or process ids",
                            "free what the nodes are short of, or add a node",
                            Look.NODES);
            case NODE_NOT_READY ->
                    words(
                            "the node is not ready",
                            "bring the node back, or add another one",
                            Look.NODES);
            case POD_AFFINITY_CONFLICT ->
                    words(
                            "its rules about other pods leave no node",
                            "relax the rules about other pods, or add a node",
                            Look.POD);
            case TOPOLOGY_SPREAD_UNSATISFIABLE ->
                    words(
                            "it cannot be placed without upsetting its spread",
                            "relax the spread, or add a node where one is missing",
                            Look.POD);
            case HOST_PORT_CONFLICT ->
                    words(
                            "the host port is taken on every node the pod may use",
                            "use a Service instead of the host port, or fewer replicas",
                            Look.POD);
            case VOLUME_NOT_BOUND ->
                    words(
                            "a volume claim of the pod is missing or has no volume",
                            "create the claim, or give it a class that provides volumes",
                            Look.VOLUME_CLAIMS);
            case VOLUME_ZONE_CONFLICT ->
                    words(
                            "the volume lives where no usable node is",
                            "add a node in the volume's zone, or move the volume",
                            Look.VOLUME_CLAIMS);
            case SCHEDULING_GATED ->
                    words(
                            "the pod is held back by a scheduling gate",
                            "let the gate's controller lift it, or take the gate out of the"
                                    + " template",
                            Look.POD);
            case NO_SCHEDULER ->
                    words(
                            "no scheduler has looked at the pod",
                            "start the scheduler that the pod names, or name another one",
                            Look.POD);
            case NODE_CAPACITY_REACHED ->
                    words(
                            "the nodes already hold as many pods as they may",
                            "add a node, or remove pods",
                            Look.NODES);
            case POD_REFUSED_BY_NODE ->
                    words(
                            "the node refused the pod after it was placed there",
                            "see why the node refused it; its owner makes another pod",
                            Look.POD);
            case IMAGE_NOT_FOUND ->
                    words(
                            "the registry has no such image or tag",
                            "correct the image in the template, or push it",
                            Look.IMAGE);
            case IMAGE_PULL_UNAUTHORIZED ->
                    words(
                            "the registry refused the node's credentials",
                            "give the pod or its node a pull secret that may read it",
                            Look.POD);
            case PULL_SECRET_MISSING ->
                    words(
                            "the pull secret that the pod names does not exist",
                            "create the pull secret, or name another one",
                            Look.SECRETS);
            case REGISTRY_UNREACHABLE ->
                    words(
                            "the node got no usable answer from the registry",
                            "restore the nodes' way to the registry",
                            Look.POD);
            case REGISTRY_HOST_UNKNOWN ->
                    words(
                            "the name of the registry does not resolve",
                            "correct the registry's name in the image, or the name server",
                            Look.IMAGE);
            case REGISTRY_RATE_LIMITED ->
                    words(
                            "the registry answers: too many requests",
                            "log in to the registry or use a mirror",
                            Look.POD);
            case REGISTRY_CERTIFICATE_INVALID ->
                    words(
                            "the node does not trust the registry's certificate",
                            "give the nodes the registry's CA certificate",
                            Look.POD);
            case INVALID_IMAGE_NAME ->
                    words(
                            "the image in the template is no valid image name",
                            "correct the image in the template",
                            Look.IMAGE);
            case IMAGE_NOT_ON_NODE ->
                    words(
                            "the image may not be pulled, and the node does not have it",
                            "set imagePullPolicy to IfNotPresent, or load the image",
                            Look.POD);
            case IMAGE_PLATFORM_MISMATCH ->
                    words(
                            "the image does not exist for the node's processor",
                            "build it for the node's processor, or select other nodes",
                            Look.IMAGE);
            case IMAGE_SIGNATURE_INVALID ->
                    words(
                            "a signature policy of the node refused the image",
                            "sign the image, or correct the policy",
                            Look.POD);
            case NODE_DISK_FULL ->
                    words(
                            "the node has no room for the image",
                            "free disk on the node, or use another one",
                            Look.NODES);
            case POD_NETWORK_FAILED ->
                    words(
                            "the network plugin could not connect the pod",
                            "repair the network plugin on the node",
                            Look.POD);
            case SANDBOX_FAILED ->
                    words(
                            "the node's runtime cannot make the pod's sandbox or container",
                            "repair the runtime on the node",
                            Look.POD);
            case NODE_LOST ->
                    words(
                            "the pod's node no longer reports",
                            "bring the node back, or delete it so that the pod moves",
                            Look.NODES);
            case CONFIG_MAP_MISSING ->
                    words(
                            "the pod wants a ConfigMap that does not exist",
                            "create the ConfigMap, or correct its name in the template",
                            Look.CONFIG_MAPS);
            case SECRET_MISSING ->
                    words(
                            "the pod wants a Secret that does not exist",
                            "create the Secret, or correct its name in the template",
                            Look.SECRETS);
            case CONFIG_KEY_MISSING ->
                    words(
                            "a key is missing in the ConfigMap or Secret it wants",
                            "add the key, or correct its name in the template",
                            Look.POD);
            case VOLUME_MOUNT_FAILED ->
                    words(
                            "a volume cannot be mounted on the node",
                            "see what the mount is refused for: share, options, credentials",
                            Look.POD);
            case VOLUME_ATTACH_FAILED ->
                    words(
                            "a disk cannot be attached to the node",
                            "see what the storage driver says",
                            Look.POD);
            case VOLUME_MULTI_ATTACH ->
                    words(
                            "the disk is still attached to another node",
                            "end the pod that holds it, or use the strategy Recreate",
                            Look.POD);
            case HOST_PATH_MISMATCH ->
                    words(
                            "the path on the node is missing or of another kind",
                            "correct the hostPath, or make it on the node",
                            Look.POD);
            case SECURITY_CONTEXT_INVALID ->
                    words(
                            "the node cannot give the container its security settings",
                            "change the security context, or the image's user",
                            Look.POD);
            case CONTAINER_CONFIG_INVALID ->
                    words(
                            "the container cannot be made from this description",
                            "correct the container in the template",
                            Look.POD);
            case COMMAND_NOT_FOUND ->
                    words(
                            "the program to start is not there or cannot be executed",
                            "correct the command in the template or the image",
                            Look.POD);
            case CONTAINER_CRASHES ->
                    words(
                            "the program starts and ends with an error",
                            "read what it printed before it ended",
                            Look.PREVIOUS_LOG);
            case CONTAINER_EXITS ->
                    words(
                            "the program ends without an error, though it should run on",
                            "keep the program in the foreground, or make it a Job",
                            Look.PREVIOUS_LOG);
            case OUT_OF_MEMORY ->
                    words(
                            "the container was killed for using too much memory",
                            "raise the container's memory limit, or use less",
                            Look.POD);
            case INIT_CONTAINER_FAILS ->
                    words(
                            "an init container fails or does not end",
                            "read what the init container printed",
                            Look.LOG);
            case POST_START_HOOK_FAILED ->
                    words(
                            "the hook that runs after the start failed",
                            "correct the postStart hook",
                            Look.POD);
            case WRONG_ARCHITECTURE ->
                    words(
                            "the program is built for another processor",
                            "build it for the node's processor, or select other nodes",
                            Look.POD);
            case READINESS_PROBE_FAILING ->
                    words(
                            "the program runs, but its readiness probe does not say yes",
                            "see what the probe asks and what the program answers",
                            Look.POD);
            case LIVENESS_PROBE_KILLS ->
                    words(
                            "the liveness probe fails, and the container is killed for it",
                            "see what the probe asks, or give it more time",
                            Look.POD);
            case STARTUP_PROBE_FAILING ->
                    words(
                            "the program is not up within its start-up probe's time",
                            "speed up the start, or give the probe more time",
                            Look.POD);
            case READINESS_GATE_UNMET ->
                    words(
                            "the containers are ready; something outside says the pod is not",
                            "see who sets the pod's readiness gate, and why it does not",
                            Look.POD);
            case ROLLOUT_PAUSED ->
                    words(
                            "the rollout is on hold, and old pods are still to be replaced",
                            "end the hold when the rollout may go on",
                            Look.WORKLOAD);
            case NOT_ROLLED_OUT ->
                    words(
                            "the image was pushed, and no pod was made from it",
                            "roll the image out by its digest",
                            Look.WORKLOAD);
            case CACHED_IMAGE_USED ->
                    words(
                            "the node used its old copy of the tag",
                            "name the image by its digest: a restart can keep the old copy",
                            Look.WORKLOAD);
        };
    }

    /// Whether it ends by itself, as the rest of a sentence.
    static String heals(Heals heals) {
        return switch (heals) {
            case YES -> "ends by itself";
            case SOMETIMES -> "can end by itself";
            case NO -> "does not end by itself";
        };
    }

    private static CauseWords words(String says, String todo, Look look) {
        return new CauseWords(says, todo, look);
    }
}
