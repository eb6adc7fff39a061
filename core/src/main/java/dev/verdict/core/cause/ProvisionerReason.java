package dev.verdict.core.cause;

import static dev.verdict.core.cause.Heals.NO;
import static dev.verdict.core.cause.Owner.DEVELOPER;
import static dev.verdict.core.cause.Owner.PLATFORM;

import java.util.regex.Pattern;

/// Why Karpenter makes no node for a pod. It uses the scheduler's own reason `FailedScheduling`;
/// its text begins with `Failed to schedule pod, `. Of several node pools the one counts that came
/// furthest: instance types are asked last, taints first.
/// <https://github.com/kubernetes-sigs/karpenter/blob/v1.8.0/pkg/controllers/provisioning/scheduling/nodeclaim.go>
enum ProvisionerReason implements MessageRow {
    LIMITS(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES),
            "exceed limits for (nodepool|provisioner)|limits have been exhausted"),
    NO_OFFERING(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES),
            "no instance type has the required offering|or had a required offering"
                    + "|but could not be reserved|no (dynamic )?nodepools found"
                    + "|filtered out all available instance types"),
    TOO_BIG(
            Meaning.of(Cause.INSUFFICIENT_RESOURCES).heals(NO).by(DEVELOPER),
            "no instance type has enough resources|no instance type satisfied resources"),
    TOPOLOGY(
            Meaning.of(Cause.TOPOLOGY_SPREAD_UNSATISFIABLE),
            "unsatisfiable topology constraint for "),
    TAINT(
            Meaning.of(Cause.UNTOLERATED_TAINT).by(DEVELOPER, PLATFORM),
            "did not tolerate taint |did not tolerate \\S{1,317}="),
    REQUIREMENTS(
            Meaning.of(Cause.NODE_AFFINITY_MISMATCH),
            "incompatible (with (nodepool|provisioner)|requirements)"),
    ;

    private final Meaning meaning;
    private final Pattern words;

    ProvisionerReason(Meaning meaning, String words) {
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
