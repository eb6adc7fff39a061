package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Heals.YES;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What the kubelet, the attach controller and storage drivers say when a volume cannot be used:
/// what the manifest names first, then special cases of drivers, then the operation that failed.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/util/operationexecutor/operation_generator.go>
enum VolumeError implements MessageRow {
    /// Every namespace gets this map from a controller, never from a developer.
    ROOT_CERTIFICATE_MISSING(
            Meaning.of(Cause.CONFIG_MAP_MISSING).by(PLATFORM),
            "\\bconfigmap \"(kube-root-ca|openshift-service-ca)\\.crt\" not found"),
    CONFIG_MAP_MISSING(
            Meaning.of(Cause.CONFIG_MAP_MISSING), "\\bconfigmap \"[^\"]{1,253}\" not found"),
    SECRET_MISSING(Meaning.of(Cause.SECRET_MISSING), "\\bsecret \"[^\"]{1,253}\" not found"),
    KEY_MISSING(
            Meaning.of(Cause.CONFIG_KEY_MISSING).at(Stage.VOLUME),
            "references non-existent (config|secret) key: \\S{1,253}"),
    SERVICE_ACCOUNT_MISSING(
            Meaning.of(Cause.SERVICE_ACCOUNT_MISSING).at(Stage.VOLUME),
            "failed to fetch token: [^\\n]{0,500}serviceaccounts? \"[^\"]{1,253}\" not found"),
    HOST_PATH(Meaning.of(Cause.HOST_PATH_MISMATCH), "hostpath type check failed: [^\\n]{1,500}"),
    USED_BY_POD(
            Meaning.of(Cause.VOLUME_MULTI_ATTACH).by(DEVELOPER),
            "multi-attach error for volume \"[^\"]{1,253}\" volume is already used by "),
    USED_BY_NODE(
            Meaning.of(Cause.VOLUME_MULTI_ATTACH).by(PLATFORM), "multi-attach error for volume "),
    USED_SOMEWHERE(
            Meaning.of(Cause.VOLUME_MULTI_ATTACH).by(PLATFORM, DEVELOPER),
            "resource_in_use_by_another_resource|\\bvolumeinuse: "
                    + "|is already attached to an instance"),
    OTHER_ZONE(
            Meaning.of(Cause.VOLUME_ZONE_CONFLICT).at(Stage.VOLUME).heals(NO),
            "mountvolume\\.nodeaffinity check failed"),
    BEING_DETACHED(
            Meaning.of(Cause.VOLUME_ATTACH_FAILED).heals(YES),
            "volume attachment is being deleted|attachdiskwhilebeingdetached"),
    ALREADY_AT_WORK(
            Meaning.of(Cause.VOLUME_MOUNT_FAILED).heals(YES),
            "an operation with the given volume id \\S{1,253} already exists"),
    SHARE_REFUSED(
            Meaning.of(Cause.VOLUME_MOUNT_FAILED).heals(NO),
            "access denied by server while mounting"),
    ATTACH(
            Meaning.of(Cause.VOLUME_ATTACH_FAILED),
            "attachvolume\\.\\w{1,30} failed for volume|mountvolume\\.waitforattach failed for"
                + " volume|timed out waiting for external-attacher of |csinode \\S{1,253} does not"
                + " contain driver"),
    MOUNT(
            Meaning.of(Cause.VOLUME_MOUNT_FAILED),
            "(mount|map|unmount)volume\\.\\w{1,30} failed for volume"),
    ;

    private final Meaning meaning;
    private final Pattern words;

    VolumeError(Meaning meaning, String words) {
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
