package dev.verdict.report;

import dev.verdict.core.circumstance.Circumstance;

/// What is said about a circumstance.
final class CircumstanceWords {
    private CircumstanceWords() {}

    /// A whole sentence.
    static String of(Circumstance circumstance) {
        String subject = Escape.line(circumstance.subject());
        return switch (circumstance.code()) {
            case PLATFORM_GAVE_UP_EARLY -> "The platform gave up while it was still under way.";
            case TROUBLE_SELF_RESOLVED ->
                    subject.isEmpty()
                            ? "Earlier trouble has ended by itself."
                            : "Earlier trouble has ended by itself: " + subject + ".";
            case OLD_REVISION_SERVES -> "Pods of an earlier revision still serve.";
            case ROLLED_BACK ->
                    "The newest revision is an earlier one taken up again (a rollback).";
            case IMAGE_PATCHED_ON_POD ->
                    named(
                            "The image of ",
                            "pod " + subject,
                            subject,
                            "a pod",
                            " was changed by hand, past its template.");
            case TAG_MOVED_SINCE_BUILD ->
                    "The tag has been moved to another image since the build.";
            case IMAGE_GONE_FROM_REGISTRY ->
                    "The image has gone from the registry since: new pods could not pull it.";
            case BUILD_RETRIED -> "The build is at its second try or later.";
            case PUSH_RETRYING -> "The builder is trying its push again.";
            case PARTIAL_PUSH ->
                    named(
                            "",
                            subject,
                            subject,
                            "One destination",
                            " lacks the image: its push failed.");
            case BUILD_KILLED_AFTER_PUSH -> "The builder was killed after it had pushed.";
            case BUILD_STEP_KILLED ->
                    "A process of a build step was killed, and the step still passed: the image may"
                            + " be incomplete.";
            case STEP_LOOKS_LIKE_NETWORK_FAULT ->
                    "What the step printed looks like a fault of the network.";
            case SERVICE_SELECTS_NOTHING ->
                    named(
                            "",
                            "Service " + subject,
                            subject,
                            "The Service",
                            " selects no pod: requests through it reach nobody.");
            case PROGRESS_DEADLINE_PASSED ->
                    "The progress deadline has passed; that alone proves nothing.";
            case EVENTS_EXPIRED -> "The events of that time are gone.";
            case CONTAINER_RESTARTED ->
                    named(
                            "Container ",
                            subject,
                            subject,
                            "of the newest revision",
                            " was restarted before it was ready for good.");
            case SIDECAR_FAILING ->
                    named(
                            "",
                            "Container " + subject,
                            subject,
                            "A container",
                            ", beside the main one, is failing.");
            case POD_EVICTED -> "A pod was evicted, and its successor is judged.";
            case POD_PREEMPTED ->
                    "A pod made room for a more important one, and its successor is judged.";
        };
    }

    private static String named(
            String before, String name, String subject, String without, String after) {
        return before + (subject.isEmpty() ? without : name) + after;
    }

    /// What is left to do although the rollout is fine; empty where nothing is.
    static String followUp(Circumstance circumstance) {
        String subject = Escape.line(circumstance.subject());
        return switch (circumstance.code()) {
            case PARTIAL_PUSH ->
                    named(
                            "Push the image to ",
                            subject,
                            subject,
                            "the other destination",
                            " too, or build again: it lacks the image.");
            case BUILD_STEP_KILLED ->
                    "Read the build's log: a process of a step was killed, the image may be"
                            + " incomplete.";
            case SERVICE_SELECTS_NOTHING ->
                    named(
                            "Correct the selector of ",
                            "Service " + subject,
                            subject,
                            "the Service",
                            ": requests through it reach nobody.");
            case PLATFORM_GAVE_UP_EARLY,
                    TROUBLE_SELF_RESOLVED,
                    OLD_REVISION_SERVES,
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
                    "";
        };
    }
}
