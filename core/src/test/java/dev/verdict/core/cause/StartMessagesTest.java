package dev.verdict.core.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/// What stands between a placed pod and a running program: volumes, sandbox, configuration, start.
class StartMessagesTest {
    private static final String RUNC =
            "failed to create containerd task: failed to create shim task: OCI runtime create"
                    + " failed: runc create failed: unable to start container process: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    error during container init: exec: "server": executable file not found in $PATH | CommandNotFound
                    error during container init: exec: "/run.sh": permission denied | CommandNotFound
                    error during container init: exec: "/run.sh": stat /run.sh: no such file or directory | CommandNotFound
                    exec /run.sh: no such file or directory | CommandNotFound
                    error during container init: exec /app: exec format error | WrongArchitecture
                    container init was OOM-killed (memory limit too low?) | OutOfMemory
                    error during container init: error running prestart hook #0: fork/exec /usr/bin/nvidia: no such file or directory | SandboxFailed
                    error during container init: unable to join session keyring: unable to create session key: disk quota exceeded | SandboxFailed
                    error during container init: error mounting "/a" to rootfs at "/b": not a directory | ContainerConfigInvalid
                    """)
    void theRuntimesWords(String words, String cause) {
        assertEquals(
                Optional.of(cause),
                ContainerMessage.diagnose("RunContainerError", RUNC + words)
                        .map(said -> said.cause().word()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Error | panic: exec: "x": executable file not found in $PATH
                    Error | secret "x" not found
                    Completed | exec /app: exec format error
                    CrashLoopBackOff | back-off 5m0s restarting failed container=secret "x" not found
                    ContainerCreating | secret "x" not found
                    CreateContainerConfigError | services have not yet been read at least once, cannot construct envvars
                    CreateContainerConfigError | something nobody has seen
                    StartError | ''
                    RunContainerError | open /data: permission denied
                    RunContainerError | stat /data: no such file or directory
                    SomethingNew | secret "x" not found
                    """)
    void theProgramsOwnWordsAndUnknownOnesAreNoCause(String reason, String message) {
        assertEquals(Optional.empty(), ContainerMessage.diagnose(reason, message));
    }

    @Test
    void anAppsLogMayOnlyNameAWrongArchitecture() {
        assertEquals(
                Optional.of(Diagnosis.of(Cause.WRONG_ARCHITECTURE, "exec /app: exec format error")),
                ContainerMessage.fromAppLog(List.of("starting", "exec /app: exec format error ")));
        assertEquals(
                Optional.empty(),
                ContainerMessage.fromAppLog(
                        List.of(
                                "secret \"x\" not found",
                                "plugin failed: exec format error, going on",
                                "we support the exec format error",
                                "no space left on device",
                                "401 Unauthorized")));
        assertEquals(Optional.empty(), ContainerMessage.fromAppLog(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Successfully assigned shop/web to node-1",
                "multus is a network plugin",
                "Pod sandbox changed, it will be killed and re-created.",
                "calico",
                "no such file or directory"
            })
    void sandboxStaysQuiet(String message) {
        assertEquals(Optional.empty(), SandboxMessage.diagnose(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MountVolume.SetUp failed for volume "c" : failed to sync configmap cache: timed out waiting for the condition | true
                    MountVolume.SetUp failed for volume "c" : failed to sync secret cache: timed out waiting for the condition | true
                    MountVolume.SetUp failed for volume "c" : object "a"/"b" not registered | true
                    MountVolume.SetUp failed for volume "c" : [object "a"/"b" not registered, configmap "x" not found] | false
                    MountVolume.SetUp failed for volume "c" : configmap "x" not found | false
                    Unable to attach or mount volumes: unmounted volumes=[data]: timed out waiting for the condition | false
                    device not registered | false
                    """)
    void cacheNoise(String message, boolean noise) {
        assertEquals(noise, VolumeMessage.isNoise(message));
        if (noise) {
            assertEquals(Optional.empty(), VolumeMessage.diagnose(message));
        }
    }

    @Test
    void theSumOfWaitingVolumesIsASymptom() {
        String symptom =
                "Unable to attach or mount volumes: unmounted volumes=[secret \"x\" not found],"
                        + " unattached volumes=[]: timed out waiting for the condition";

        assertTrue(VolumeMessage.isSymptom(symptom));
        assertEquals(Optional.empty(), VolumeMessage.diagnose(symptom));
        assertFalse(
                VolumeMessage.isSymptom(
                        "MountVolume.SetUp failed for volume \"c\" : secret \"x\" not found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "volume",
                "the secrets \"x\" not found",
                "AttachVolume.Attach succeeded for volume \"pvc-1\"",
                "hostPath is fine",
                "configmap x not found"
            })
    void volumeStaysQuiet(String message) {
        assertEquals(Optional.empty(), VolumeMessage.diagnose(message));
    }

    @ParameterizedTest
    @CsvSource({
        "ContainerCreating, NOTHING",
        "PodInitializing, NOTHING",
        "'', NOTHING",
        "ErrImagePull, PULL",
        "ImagePullBackOff, PULL",
        "InvalidImageName, PULL",
        "CreateContainerConfigError, CREATE",
        "CreateContainerError, CREATE",
        "RunContainerError, START",
        "StartError, START",
        "CrashLoopBackOff, CRASH_LOOP",
        "crashloopbackoff, UNRECOGNISED",
        "MyBackOff, UNRECOGNISED"
    })
    void waitingReasonsAreComparedExactly(String reason, WaitingReason.Kind kind) {
        assertEquals(kind, WaitingReason.of(reason).kind());
    }

    @Test
    void anUnknownWaitingReasonHasItsOwnRow() {
        assertEquals(WaitingReason.UNRECOGNISED, WaitingReason.of("MyBackOff"));
    }
}
