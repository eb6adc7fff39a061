package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Heals.YES;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What runtimes and network plugins say when a pod's sandbox cannot be made. The rows of the
/// runtime itself come first, then the network's.
/// <https://github.com/containerd/containerd/blob/v2.1.0/internal/cri/server/sandbox_run.go>
/// <https://github.com/containernetworking/cni/blob/v1.3.0/libcni/api.go>
enum SandboxError implements MessageRow {
    PAUSE_IMAGE(
            Meaning.of(Cause.SANDBOX_FAILED),
            "failed to (get|ensure) sandbox image |failed pulling image \"[^\"]{0,500}pause"),
    NO_RUNTIME(
            Meaning.of(Cause.SANDBOX_FAILED).heals(NO),
            "no runtime for \"[^\"]{0,253}\" is configured|failed to find runtime handler "),
    NAME_RESERVED(
            Meaning.of(Cause.SANDBOX_FAILED),
            "failed to reserve sandbox name |pod sandbox with name \"[^\"]{0,500}\" already exists"
                    + "|name \"?[^\"\\n]{1,500}\"? is reserved"),
    FLANNEL_NOT_STARTED(
            Meaning.of(Cause.POD_NETWORK_FAILED).heals(YES),
            "open /run/flannel/subnet\\.env: no such file or directory"),
    NO_ADDRESS_POOL(
            Meaning.of(Cause.POD_NETWORK_FAILED).heals(NO), "no configured calico pools for node"),
    NO_NETWORK_ATTACHMENT(
            Meaning.of(Cause.POD_NETWORK_FAILED).by(DEVELOPER, PLATFORM),
            "cannot find network-attachment-definition|cannot find a"
                    + " network-attachment-definition"),
    NETWORK(
            Meaning.of(Cause.POD_NETWORK_FAILED),
            "failed to (setup|set up|destroy|teardown) network for (pod )?sandbox"
                    + "|failed to set up sandbox container \"[^\"]{0,128}\" network for pod"
                    + "|failed to create pod network sandbox|networkplugin cni failed"
                    + "|error adding pod \\S{1,510} to cni network|plugin type=\""
                    + "|cni (plugin|config) (not initialized|uninitialized)"
                    + "|no network config found in |no networks found in /etc/cni"
                    + "|failed to find network info for sandbox|cni request failed with status"
                    + "|cilium api client timeout exceeded|putendpointidfailed"
                    + "|reason:networkpluginnotready|^multus: |\\bmultus: \\["),
    DISK_FULL(
            Meaning.of(Cause.NODE_DISK_FULL).at(Stage.SANDBOX),
            "\\bmkdir (?!/sys/fs/cgroup)\\S{1,500}: no space left on device"
                    + "|write \\S{1,500}: no space left on device"),
    /// The kubelet's own opening words: whatever follows, the sandbox could not be made.
    SANDBOX(
            Meaning.of(Cause.SANDBOX_FAILED),
            "^failed to create pod sandbox: |^failed to start sandbox |^failed to create pod"
                    + " sandbox$|^unable to ensure pod container exists: "),
    ;

    private final Meaning meaning;
    private final Pattern words;

    SandboxError(Meaning meaning, String words) {
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
