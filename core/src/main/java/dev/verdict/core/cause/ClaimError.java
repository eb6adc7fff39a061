package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// What is said of a claim that has no volume.
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/volume/persistentvolume/pv_controller.go>
enum ClaimError implements MessageRow {
    CLASS_MISSING(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(DEVELOPER),
            "storageclass\\.storage\\.k8s\\.io \"[^\"]{1,253}\" not found"),
    NO_CLASS(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(DEVELOPER),
            "no persistent volumes available for this claim and no storage class is set"
                    + "|volume \"[^\"]{1,253}\" already bound to a different claim"),
    WRONG_VOLUME(
            Meaning.of(Cause.VOLUME_NOT_BOUND).heals(NO).by(DEVELOPER),
            "cannot bind to requested volume \"[^\"]{1,253}\""),
    VOLUME_LOST(
            Meaning.of(Cause.VOLUME_NOT_BOUND).heals(NO).by(PLATFORM),
            "bound claim has lost (its persistentvolume|reference to persistentvolume)"
                    + "|two claims are bound to the same volume"),
    PROVISIONING_FAILED(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM),
            "failed to provision volume with storageclass \"[^\"]{1,253}\""),
    PROVISIONER_SILENT(
            Meaning.of(Cause.VOLUME_NOT_BOUND).by(PLATFORM),
            "waiting for a volume to be created,? either by (the )?external provisioner"),
    ;

    private final Meaning meaning;
    private final Pattern words;

    ClaimError(Meaning meaning, String words) {
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
