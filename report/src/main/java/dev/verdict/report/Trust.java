package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Choice;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;

import java.time.Duration;
import java.util.Optional;

/// For an inferred verdict the one thing that was taken on trust, and what would prove it.
///
/// @param taken the rest of "Taken on trust: "
/// @param proof the rest of "To prove it: "
record Trust(String taken, String proof) {
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);
    private static final String ASK_REGISTRY = "see in the registry which digest the tag holds";

    static Optional<Trust> of(Verdict verdict) {
        if (verdict.confidence().filter(c -> c == Confidence.INFERRED).isEmpty()) {
            return Optional.empty();
        }
        boolean older =
                verdict.question()
                        .claim()
                        .flatMap(Claim::madeAt)
                        .filter(t -> verdict.at().isBefore(t.minus(ALLOWANCE)))
                        .isPresent();
        if (older) {
            return trust("evidence that is older than the claim", "look again now");
        }
        if (verdict.clock() == Evidence.Clock.GUESSED) {
            return trust("how old this recording is", "judge one that says when it was taken");
        }
        return byRow(verdict);
    }

    private static Optional<Trust> byRow(Verdict verdict) {
        Optional<String> byName =
                verdict.build()
                        .filter(b -> b.foundBy() == Choice.FoundBy.NAME)
                        .filter(b -> !b.ref().name().equals(verdict.question().subject().name()))
                        .map(b -> b.ref().slashed());
        return switch (verdict.row()) {
            case REPLACED ->
                    trust("that the later revision's tag holds another image", ASK_REGISTRY);
            case BUILD_SILENT ->
                    trust(
                            "that a build this silent will not go on",
                            "see whether the builder still works");
            case BUILD_BLOCKED, BUILD_RUNS ->
                    byName.map(b -> named(b)).orElseGet(() -> event(verdict));
            case BUILD_FAILED ->
                    byName.map(b -> named(b))
                            .orElseGet(
                                    () ->
                                            trust(
                                                    "that it pushed nothing: no readable log says"
                                                            + " so to its end",
                                                    "see in the registry whether the tag is"
                                                            + " there"));
            case WORKLOAD_FAILING, WORKLOAD_BLOCKED, WORKLOAD_CONVERGING ->
                    buildsUnseen(verdict)
                            ? trust(
                                    "that no failed build is behind it: builds could not all be"
                                            + " seen",
                                    "name the build with --build")
                            : event(verdict);
            case NOT_ASKED_YET, NEVER_ASKED ->
                    byName.map(b -> named(b))
                            .orElseGet(
                                    () ->
                                            trust(
                                                    "that what runs is an earlier image",
                                                    ASK_REGISTRY));
            case RUNS_AND_SERVES ->
                    verdict.has(Circumstance.Code.BUILD_KILLED_AFTER_PUSH)
                            ? trust(
                                    "that the push came through before the builder was killed",
                                    ASK_REGISTRY)
                            : trust(
                                    "the digest, which log or runtime show only in part",
                                    ASK_REGISTRY);
            case NO_BUILD_SERVES ->
                    trust(
                            "that the tag still means the image that runs",
                            "name the image by its digest, or " + ASK_REGISTRY);
            case ANOTHER_IMAGE_RUNS ->
                    trust(
                            "that two different digests are two different images",
                            "compare both in the registry");
            case DIGEST_UNKNOWN_FRESHLY_PULLED ->
                    trust(
                            "that the tag, pulled freshly after the push, held this build",
                            ASK_REGISTRY);
            case BUILD_ALONE ->
                    trust("which digest was pushed; the log does not say", ASK_REGISTRY);
            case PATCHED_BY_HAND,
                    DIGEST_UNKNOWN,
                    BUILD_UNSEEN,
                    KINSHIP_UNKNOWN,
                    WORKLOAD_UNSEEN,
                    SCALED_TO_ZERO,
                    SUBJECT_ABSENT,
                    SUBJECT_UNSEEN,
                    ROLLOUT_UNSEEN,
                    EVIDENCE_TOO_OLD,
                    MAYBE_REPLACED,
                    NO_CLOCK ->
                    Optional.empty();
        };
    }

    private static Optional<Trust> event(Verdict verdict) {
        boolean event =
                verdict.trouble().stream()
                        .flatMap(t -> t.facts().stream())
                        .anyMatch(f -> f.what() == What.EVENT);
        return event
                ? trust("an event; no state says it", "look at the pod itself")
                : trust("a time or a name alone", "look at the pod itself");
    }

    private static boolean buildsUnseen(Verdict verdict) {
        return verdict.missing().stream().anyMatch(m -> m.isOf("jobs") || m.isOf("log"));
    }

    private static Optional<Trust> named(String build) {
        return trust(
                "that " + Escape.line(build) + " is the build: only its name says so",
                "name it with --build");
    }

    private static Optional<Trust> trust(String taken, String proof) {
        return Optional.of(new Trust(taken, proof));
    }
}
