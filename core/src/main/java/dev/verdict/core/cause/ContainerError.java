package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Heals.SOMETIMES;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What the kubelet and the runtime say when a container cannot be made or its program not be
/// started. Hooks come first, then the node, then the program: a hook's `no such file or directory`
/// is not the program's, a keyring's `disk quota exceeded` is no disk.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kuberuntime/kuberuntime_container.go>
/// <https://github.com/opencontainers/runc/blob/v1.3.0/libcontainer/init_linux.go>
enum ContainerError implements MessageRow {
    OUT_OF_MEMORY_AT_START(
            Meaning.of(Cause.OUT_OF_MEMORY).heals(NO),
            "container init was oom-killed( \\(memory limit too low\\?\\))?|\\(possibly"
                    + " oom-killed\\)"),
    HOOK(
            Meaning.of(Cause.SANDBOX_FAILED),
            "error running (prestart|createruntime|createcontainer|startcontainer|poststart)? ?hook"
                    + "|\\brunning hook #\\d|nvidia-container-cli: |nvidia-container-runtime-hook"
                    + "|pre-start hook for container|internal precreatecontainer hook failed"
                    + "|internal prestartcontainer hook failed"),
    RUNTIME_MISSING(
            Meaning.of(Cause.SANDBOX_FAILED),
            "unable to retrieve oci runtime error|no runtime for \"[^\"]{0,253}\" is configured"),
    KERNEL_KEYS(
            Meaning.of(Cause.SANDBOX_FAILED),
            "unable to join session keyring|unable to create session key|disk quota exceeded"),
    NODE_LIMIT(
            Meaning.of(Cause.SANDBOX_FAILED),
            "too many open files|resource temporarily unavailable|cannot allocate memory"
                    + "|can't get final child's pid from pipe|mount_attr_idmap"
                    + "|(cgroup|/pids\\.max)\\S{0,500}: no space left on device"
                    + "|failed to inject cdi devices|unresolvable cdi devices"
                    + "|error gathering device information|error creating device nodes"),
    NO_SPACE(Meaning.of(Cause.NODE_DISK_FULL).at(Stage.SANDBOX), "no space left on device"),
    NAME_RESERVED(
            Meaning.of(Cause.SANDBOX_FAILED),
            "failed to reserve container name |name \"[^\"]{1,500}\" is reserved for "
                    + "|the container name \"[^\"]{1,500}\" is already in use"),
    SECRET_MISSING(
            Meaning.of(Cause.SECRET_MISSING).at(Stage.CONFIG),
            "\\bsecret \"[^\"]{1,253}\" not found"),
    CONFIG_MAP_MISSING(
            Meaning.of(Cause.CONFIG_MAP_MISSING).at(Stage.CONFIG),
            "\\bconfigmap \"[^\"]{1,253}\" not found"),
    KEY_MISSING(
            Meaning.of(Cause.CONFIG_KEY_MISSING).at(Stage.CONFIG),
            "couldn't find key \\S{1,253} in (configmap|secret) \\S{1,510}"
                    + "|environment variable key \"[^\"]{1,253}\" not found in file"
                    + "|cannot find the volume \"[^\"]{1,253}\" referenced by filekeyref"),
    RUN_AS_NON_ROOT(
            Meaning.of(Cause.SECURITY_CONTEXT_INVALID),
            "container has runasnonroot and image (will run as root|has non-numeric user)"
                    + "|container's runasuser breaks non-root policy"),
    SECURITY_PROFILE(
            Meaning.of(Cause.SECURITY_CONTEXT_INVALID),
            "cannot load seccomp profile|failed to generate seccomp spec opts|seccomp profile "
                    + "|invalid seccomp|apparmor profile (\\S{1,500} )?not found"
                    + "|failed to generate apparmor spec opts|cannot enforce apparmor"
                    + "|unable to apply apparmor profile|apparmor is not supported"),
    KERNEL_SETTINGS(
            Meaning.of(Cause.SECURITY_CONTEXT_INVALID),
            "sysctl \"[^\"]{1,253}\" is not in a separate kernel namespace|forbidden sysctl: "
                    + "|not allowlisted|unknown capability |invalid capability "),
    WRONG_ARCHITECTURE(
            Meaning.of(Cause.WRONG_ARCHITECTURE),
            "(exec \"?[^\"\\n]{1,500}: |exec user process caused: \"?)exec format error"),
    DIRECTORY_ONTO_FILE(
            Meaning.of(Cause.CONTAINER_CONFIG_INVALID),
            "error mounting \"[^\"\\n]{1,500}\" to rootfs at \"[^\"\\n]{1,500}\": [^\\n]{0,1000}"
                    + "(not a directory|is a directory|read-only file system)"
                    + "|are you trying to mount a directory onto a file"),
    WORKING_DIRECTORY(
            Meaning.of(Cause.CONTAINER_CONFIG_INVALID),
            "chdir to cwd \\(\"[^\"]{1,500}\"\\) set in config\\.json failed"
                    + "|unable to find (user|group) \\S{1,253}: no matching entries"),
    HOST_PATH(
            Meaning.of(Cause.HOST_PATH_MISMATCH).at(Stage.CONFIG),
            "failed to (stat|mkdir) \"[^\"]{1,500}\": "),
    COMMAND_NOT_FOUND(
            Meaning.of(Cause.COMMAND_NOT_FOUND),
            "(exec: )?\"[^\"\\n]{1,500}\": executable file not found in \\$path"
                    + "|executable file `?[^`\\n]{1,500}`? not found in \\$path"
                    + "|exec: \"[^\"\\n]{1,500}\": (permission denied|is a directory"
                    + "|(stat \\S{1,500}: )?no such file or directory)"
                    + "|\\bexec /[^\"\\n]{1,500}: (no such file or directory|permission denied)"
                    + "|exec user process caused: \"?(no such file or directory|permission denied)"
                    + "|error finding executable \"[^\"\\n]{1,500}\" in path"),
    NO_COMMAND(Meaning.of(Cause.CONTAINER_CONFIG_INVALID), "\\bno command specified"),
    VOLUME_NOT_THERE(
            Meaning.of(Cause.CONTAINER_CONFIG_INVALID).heals(SOMETIMES),
            "cannot find volume \"[^\"]{1,253}\" to mount into container"),
    SUB_PATH(
            Meaning.of(Cause.CONTAINER_CONFIG_INVALID).heals(SOMETIMES).by(DEVELOPER, PLATFORM),
            "failed to (create subpath directory|prepare subpath) for volumemount"),
    SLOW(Meaning.of(Cause.SANDBOX_FAILED), "context deadline exceeded|code = deadlineexceeded"),
    ;

    private final Meaning meaning;
    private final Pattern words;

    ContainerError(Meaning meaning, String words) {
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
}
