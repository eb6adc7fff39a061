package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.PullMessage;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why can the node not get the image?
final class Pulling {
    private Pulling() {}

    static ServingAnswer ask(
            Pod pod, Container container, ContainerState.Waiting waiting, Surroundings around) {
        Fact state = ContainerFacts.waiting(pod, container, waiting);
        Optional<Diagnosis> stated =
                PullMessage.diagnose(waiting.reason() + ": " + waiting.message());
        if (stated.isPresent()) {
            Trouble trouble = Trouble.of(stated.get(), Confidence.PROVEN, List.of(state));
            return new ServingAnswer.Blocked(owned(trouble, pod, container, around));
        }
        // Before 1.32 the back-off hides the reason; only the event still has it.
        Optional<Trouble> told =
                failures(pod, container, around).reversed().stream()
                        .flatMap(
                                e ->
                                        PullMessage.diagnose(e.message())
                                                .map(d -> told(d, pod, e, state))
                                                .stream())
                        .findFirst();
        return new ServingAnswer.Blocked(
                told.map(t -> owned(t, pod, container, around))
                        .orElseGet(
                                () ->
                                        Trouble.unrecognised(
                                                Stage.PULL,
                                                Owner.PLATFORM,
                                                Confidence.PROVEN,
                                                waiting.message(),
                                                List.of(state))));
    }

    private static Trouble told(Diagnosis diagnosis, Pod pod, ClusterEvent event, Fact state) {
        Fact fact =
                Fact.deciding(
                        What.EVENT,
                        new Source.Event(pod.ref(), event.reason()),
                        event.message(),
                        Optional.of(event.lastSeen()));
        return Trouble.of(diagnosis, Confidence.PROVEN, List.of(state, fact))
                .withCauseConfidence(Confidence.INFERRED);
    }

    private static List<ClusterEvent> failures(Pod pod, Container container, Surroundings around) {
        return around.about(pod.ref()).stream()
                .filter(e -> e.reason().equals("Failed"))
                .filter(e -> e.container().equals(Optional.of(container.name())))
                .toList();
    }

    private static Trouble owned(
            Trouble trouble, Pod pod, Container container, Surroundings around) {
        Optional<ImageReference> reference = container.spec().reference();
        if (trouble.is(Cause.IMAGE_NOT_FOUND)) {
            boolean product =
                    reference.filter(r -> around.built().contains(r.repository())).isPresent();
            return trouble.ownedBy(product ? Owner.PLATFORM : Owner.DEVELOPER);
        }
        String host = reference.map(r -> r.repository().host()).orElse("");
        if (trouble.is(Cause.IMAGE_PULL_UNAUTHORIZED)) {
            return unauthorized(trouble, pod, host, around);
        }
        if (trouble.is(Cause.REGISTRY_HOST_UNKNOWN)) {
            return trouble.ownedBy(
                    RegistryHosts.isPlatforms(host, around.evidence())
                            ? Owner.PLATFORM
                            : Owner.DEVELOPER);
        }
        return trouble;
    }

    /// A pull secret that is named and not there looks like bad credentials; only an event tells.
    /// The kubelet says so at every try: a failure clearly after the last time had its secret.
    private static Trouble unauthorized(
            Trouble trouble, Pod pod, String host, Surroundings around) {
        Optional<ClusterEvent> missing =
                around.about(pod.ref()).stream()
                        .filter(e -> e.reason().equals("FailedToRetrieveImagePullSecret"))
                        .filter(e -> !hasFailedAfter(e.lastSeen(), pod, around))
                        .findFirst();
        if (missing.isPresent()) {
            Fact fact =
                    Fact.deciding(
                            What.EVENT,
                            new Source.Event(pod.ref(), missing.get().reason()),
                            missing.get().message(),
                            Optional.of(missing.get().lastSeen()));
            return trouble.because(Cause.PULL_SECRET_MISSING, Confidence.INFERRED).with(fact);
        }
        if (PullMessage.isNodeIdentityRegistry(host)) {
            return trouble.ownedBy(Owner.PLATFORM);
        }
        if (pod.spec().pullSecrets().isEmpty()) {
            return trouble.ownedBy(Owner.DEVELOPER);
        }
        // A secret that is named may be wrong, or not be there: only events that reach back tell.
        boolean told =
                around.about(pod.ref()).stream().anyMatch(e -> e.reason().equals("Scheduled"));
        return told
                ? trouble.ownedBy(Owner.PLATFORM)
                : trouble.ownedBy(Owner.PLATFORM, Owner.DEVELOPER);
    }

    private static boolean hasFailedAfter(Instant time, Pod pod, Surroundings around) {
        return around.about(pod.ref()).stream()
                .filter(e -> e.reason().equals("Failed"))
                .anyMatch(e -> Patience.isClearlyAfter(e.lastSeen(), time));
    }
}
