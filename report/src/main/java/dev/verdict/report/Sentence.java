package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Word;

import java.util.List;
import java.util.Optional;

/// The one plain sentence of a verdict, its word and its owner.
final class Sentence {
    private Sentence() {}

    /// The word of the JSON and the exit codes: `FALSE_ALARM`, or `HEALTHY` where nobody claimed
    /// anything.
    static String word(Verdict verdict) {
        return switch (verdict.word()) {
            case FALSE_ALARM -> verdict.isClaimed() ? "FALSE_ALARM" : "HEALTHY";
            case FAILED, BLOCKED, STALE, IN_PROGRESS, SUPERSEDED, INCONCLUSIVE ->
                    verdict.word().name();
        };
    }

    static String of(Verdict verdict) {
        Subject subject = verdict.question().subject();
        String name = Escape.line(Advice.slashed(subject));
        boolean proven = verdict.confidence().filter(c -> c == Confidence.PROVEN).isPresent();
        String calm =
                verdict.isClaimed() && !hasFollowUp(verdict)
                        ? proven ? "Nothing to fix: " : "Nothing to fix, it seems: "
                        : "";
        return switch (verdict.row()) {
            case REPLACED -> "A later attempt or rollout has replaced this one: judge that.";
            case MAYBE_REPLACED ->
                    "Cannot tell: another image is asked for now; whether a later attempt's is"
                            + " unknown.";
            case BUILD_BLOCKED -> "The build is held up: " + says(verdict) + ".";
            case BUILD_SILENT, BUILD_FAILED -> "The build pushed nothing: " + says(verdict) + ".";
            case BUILD_RUNS ->
                    verdict.trouble().isPresent()
                            ? "The build is not done, and something hurts: " + says(verdict) + "."
                            : "Not finished and not overdue: the build is still under way.";
            case WORKLOAD_FAILING ->
                    (verdict.stage() == Stage.READY
                                    ? "The new version is not ready: "
                                    : "The new version does not run: ")
                            + says(verdict)
                            + ".";
            case WORKLOAD_BLOCKED -> "Held up, not broken: " + says(verdict) + ".";
            case WORKLOAD_CONVERGING ->
                    verdict.trouble().isPresent()
                            ? "Not decided yet, but something hurts: " + says(verdict) + "."
                            : "Not finished and not overdue: " + underWay(verdict.stage()) + ".";
            case NOT_ASKED_YET ->
                    "The build pushed its image a moment ago; the rollout has still time.";
            case NEVER_ASKED ->
                    verdict.word() == Word.STALE
                            ? "Users still get the earlier version: nobody rolled the new image"
                                    + " out."
                            : "Nobody asks for the image that was built.";
            case RUNS_AND_SERVES ->
                    sentence(
                            calm,
                            "what this attempt built is what runs, and it is ready"
                                    + left(verdict));
            case NO_BUILD_SERVES ->
                    sentence(
                            calm,
                            "the image that was asked for runs, and it is ready" + left(verdict));
            case DIGEST_UNKNOWN_FRESHLY_PULLED ->
                    sentence(
                            calm,
                            "it runs what was pulled after the push, and it is ready"
                                    + left(verdict));
            case BUILD_ALONE ->
                    sentence(
                            calm,
                            "the build pushed its image; no workload asks for it" + left(verdict));
            case ANOTHER_IMAGE_RUNS ->
                    "Users still get another version: what was built is not what runs.";
            case PATCHED_BY_HAND ->
                    "Cannot tell: a pod's image was changed by hand, past its template.";
            case DIGEST_UNKNOWN ->
                    verdict.missing().stream().anyMatch(m -> m.isOf("log"))
                            ? "Cannot tell: the build ended well, but its log, which says the"
                                    + " digest, was not read."
                            : "Cannot tell: the build pushed, but its log does not say which"
                                    + " digest.";
            case BUILD_UNSEEN -> "Cannot tell: what the build did could not be seen.";
            case KINSHIP_UNKNOWN ->
                    "Cannot tell: whether the running image is the one that was built.";
            case WORKLOAD_UNSEEN ->
                    "Cannot tell: whether the newest revision serves could not be seen.";
            case SCALED_TO_ZERO ->
                    "Cannot tell: no pod is wanted (zero replicas), so nothing shows that it"
                            + " works.";
            case SUBJECT_ABSENT ->
                    verdict.build().isPresent()
                            ? "Cannot tell: "
                                    + name
                                    + " does not exist, though its build pushed an image."
                            : "Cannot tell: "
                                    + name
                                    + " does not exist, and no single build speaks for it.";
            case SUBJECT_UNSEEN ->
                    "Cannot tell: whether " + name + " exists could not be looked at.";
            case ROLLOUT_UNSEEN ->
                    "The build is fine; cannot tell about its rollout: workloads could not be"
                            + " seen.";
            case EVIDENCE_TOO_OLD ->
                    "Cannot tell: it is fine in evidence that is older than the claim.";
            case NO_CLOCK ->
                    "Cannot tell: when this was recorded is not known, and only time decides it.";
        };
    }

    private static String sentence(String calm, String rest) {
        String whole = calm + rest + ".";
        return Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
    }

    private static String left(Verdict verdict) {
        return hasFollowUp(verdict) ? "; something is left to do" : "";
    }

    static boolean hasFollowUp(Verdict verdict) {
        return verdict.circumstances().stream()
                .map(CircumstanceWords::followUp)
                .anyMatch(text -> !text.isEmpty());
    }

    private static String says(Verdict verdict) {
        return verdict.trouble()
                .flatMap(Trouble::cause)
                .map(c -> CauseWords.of(c).says())
                .orElse("cause not recognised, see the text below");
    }

    private static String underWay(Stage stage) {
        return switch (stage) {
            case BUILD -> "the build is still under way";
            case PUSH -> "the image is being pushed";
            case ADMISSION -> "its pods are being made";
            case SCHEDULE -> "its pods are being placed";
            case PULL -> "its image is being pulled";
            case SANDBOX -> "its pods are being connected";
            case VOLUME -> "its volumes are being mounted";
            case CONFIG, START -> "its containers are being started";
            case READY -> "its containers run and are warming up";
            case ROLLOUT -> "pods are still being replaced";
            case SERVE -> "it is about to serve";
        };
    }

    /// `yours`, `the platform team's`, `yours or the platform team's (likelier yours)`.
    static String owner(List<Owner> owners) {
        if (owners.size() == 1) {
            return owner(owners.getFirst());
        }
        return "yours or the platform team's, cannot tell (likelier "
                + owner(owners.getFirst())
                + ")";
    }

    private static String owner(Owner owner) {
        return switch (owner) {
            case DEVELOPER -> "yours";
            case PLATFORM -> "the platform team's";
            case NOBODY -> "nobody's";
        };
    }

    /// Cause, stage and healing: `Cause ImageNotFound (pull), yours; can end by itself.`
    static Optional<String> causeLine(Verdict verdict) {
        return verdict.trouble()
                .map(
                        t -> {
                            boolean ofBuild =
                                    verdict.part() == Part.BUILD && t.stage() != Stage.BUILD;
                            String where =
                                    " (" + (ofBuild ? "build, " : "") + t.stage().word() + ")";
                            String cause =
                                    t.cause()
                                            .map(c -> c.word() + where + confidence(verdict, t))
                                            .orElse("not recognised" + where);
                            String heals =
                                    verdict.word() == Word.STALE
                                                    || verdict.part() == Part.BUILD
                                                            && verdict.word() == Word.FAILED
                                            ? ""
                                            : t.cause()
                                                    .map(Cause::heals)
                                                    .map(h -> "; " + CauseWords.heals(h))
                                                    .orElse("");
                            return "Whose move: "
                                    + owner(verdict.owners())
                                    + ". Cause: "
                                    + cause
                                    + heals
                                    + ".";
                        });
    }

    private static String confidence(Verdict verdict, Trouble trouble) {
        boolean weaker =
                verdict.confidence().filter(c -> c != trouble.causeConfidence()).isPresent();
        return weaker ? ", " + trouble.causeConfidence().word() : "";
    }

    static boolean mentions(Verdict verdict, Circumstance.Code code) {
        return switch (code) {
            case PLATFORM_GAVE_UP_EARLY, OLD_REVISION_SERVES -> true;
            case PARTIAL_PUSH, BUILD_STEP_KILLED, SERVICE_SELECTS_NOTHING ->
                    verdict.word() == Word.FALSE_ALARM;
            case TROUBLE_SELF_RESOLVED,
                    ROLLED_BACK,
                    IMAGE_PATCHED_ON_POD,
                    TAG_MOVED_SINCE_BUILD,
                    IMAGE_GONE_FROM_REGISTRY,
                    BUILD_RETRIED,
                    PUSH_RETRYING,
                    BUILD_KILLED_AFTER_PUSH,
                    STEP_LOOKS_LIKE_NETWORK_FAULT,
                    PROGRESS_DEADLINE_PASSED,
                    EVENTS_EXPIRED,
                    CONTAINER_RESTARTED,
                    SIDECAR_FAILING,
                    POD_EVICTED,
                    POD_PREEMPTED ->
                    false;
        };
    }
}
