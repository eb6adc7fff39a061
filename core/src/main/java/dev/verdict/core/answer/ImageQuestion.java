package dev.verdict.core.answer;

import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageId;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Replicated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The second question: what runs in one container of the newest revision?
///
/// Digests are compared, never repositories: a runtime writes any name it knows the content by.
/// Unequal digests alone are not "another image", because one may be an index that holds the other;
/// what a Kaniko pushed is never an index.
final class ImageQuestion {
    private final ContainerSpec container;
    private final NewestRevision newest;
    private final List<KnownPush> pushes;

    ImageQuestion(ContainerSpec container, NewestRevision newest, List<KnownPush> pushes) {
        this.container = container;
        this.newest = newest;
        this.pushes = pushes;
    }

    /// One pod's container and what it was created from.
    private record Created(Pod pod, Container container, ImageId id) {
        Digest digest() {
            return id.digest();
        }
    }

    /// What runs, beside the digest that a build pushed.
    ImageAnswer ask(BuildRun build, Digest built, Optional<Instant> pushedAt) {
        if (newest.pods().gap().isPresent()) {
            return new ImageAnswer.Unseen(newest.pods().gap().get());
        }
        List<Created> created = created();
        if (created.isEmpty()) {
            return new ImageAnswer.RunsNothing();
        }
        List<Created> same = created.stream().filter(c -> c.digest().equals(built)).toList();
        Optional<Digest> running = running();
        List<Fact> facts = facts(created);
        if (same.size() == created.size()) {
            return new ImageAnswer.RunsBuilt(Optional.of(built), Confidence.PROVEN, facts);
        }
        if (created.stream().allMatch(c -> c.digest().equals(built) || resolved(c, built))) {
            return new ImageAnswer.RunsBuilt(running, Confidence.INFERRED, facts);
        }
        List<Created> others =
                created.stream()
                        .filter(c -> !c.digest().equals(built) && !resolved(c, built))
                        .toList();
        boolean earlier = others.stream().anyMatch(c -> isEarlier(c, build, pushedAt));
        if (others.size() < created.size()) {
            return new ImageAnswer.RunsMixed(
                    running, earlier ? Confidence.PROVEN : Confidence.INFERRED, facts);
        }
        if (others.stream().anyMatch(c -> isLater(c, build))) {
            return new ImageAnswer.RunsNewer(running, facts);
        }
        return earlier
                ? new ImageAnswer.RunsEarlier(running, Confidence.PROVEN, facts)
                : new ImageAnswer.RunsOther(running, mayBeIndex(others.getFirst()), facts);
    }

    /// What runs, with nothing to compare it with.
    ImageAnswer ask() {
        if (newest.pods().gap().isPresent()) {
            return new ImageAnswer.Unseen(newest.pods().gap().get());
        }
        List<Created> created = created();
        return created.isEmpty()
                ? new ImageAnswer.RunsNothing()
                : new ImageAnswer.RunsOther(running(), true, facts(created));
    }

    /// The image that the newest revision's container was created from.
    Optional<Digest> running() {
        return created().stream().findFirst().map(Created::digest);
    }

    /// Every pod's container is there and was created from that digest, or from a template that
    /// names it.
    boolean allRun(Digest digest) {
        List<Created> created = created();
        return !created.isEmpty() && created.stream().allMatch(c -> c.digest().equals(digest));
    }

    /// Pods whose image is not their template's: somebody patched them.
    List<Pod> patched() {
        return newest.alive().stream()
                .filter(
                        p ->
                                newest.workload().template().containers().stream()
                                        .anyMatch(
                                                t ->
                                                        p.container(t.name())
                                                                .filter(
                                                                        c ->
                                                                                !c.spec()
                                                                                        .image()
                                                                                        .equals(
                                                                                                t
                                                                                                        .image()))
                                                                .isPresent()))
                .toList();
    }

    /// Whether one of them was created after a moment and from that digest.
    boolean isRunBySomethingMadeAfter(Instant moment, Digest digest) {
        return created().stream()
                .anyMatch(c -> c.digest().equals(digest) && !c.pod().createdAt().isBefore(moment));
    }

    /// Digests that unpatched pods of the newest revision resolved the template's reference to.
    Set<Digest> resolvedByKubelet() {
        Set<Digest> digests = new LinkedHashSet<>();
        for (Created one : created()) {
            if (isUnpatched(one)) {
                digests.add(one.digest());
            }
        }
        return digests;
    }

    /// When the earliest container now there started.
    Optional<Instant> firstStart() {
        return created().stream()
                .flatMap(c -> start(c.container()).stream())
                .min(Instant::compareTo);
    }

    /// Whether a digest may be an index: not when some build in sight pushed it.
    boolean isKnownManifest(Digest digest) {
        return !KnownPush.of(pushes, digest).isEmpty();
    }

    private boolean mayBeIndex(Created one) {
        return !isKnownManifest(one.digest());
    }

    private List<Created> created() {
        List<Created> all = new ArrayList<>();
        boolean ran = newest.alive().isEmpty() && !(newest.workload() instanceof Replicated);
        List<Pod> pods = ran ? newest.ended() : newest.alive();
        for (Pod pod : pods) {
            pod.container(container.name())
                    .flatMap(c -> c.imageId().map(id -> new Created(pod, c, id)))
                    .ifPresent(all::add);
        }
        return all;
    }

    private boolean isUnpatched(Created one) {
        return one.container().spec().image().equals(container.image());
    }

    /// The spec names the digest, the container ran, nobody patched the pod: the runtime resolved
    /// it.
    private boolean resolved(Created one, Digest built) {
        return isUnpatched(one)
                && one.container().hasRun()
                && container
                        .reference()
                        .flatMap(ImageReference::digest)
                        .filter(built::equals)
                        .isPresent();
    }

    private boolean isEarlier(Created one, BuildRun build, Optional<Instant> pushedAt) {
        boolean byBuild =
                KnownPush.of(pushes, one.digest()).stream()
                        .anyMatch(p -> p.build().requestedAt().isBefore(build.requestedAt()));
        boolean byStart =
                pushedAt.isPresent()
                        && start(one.container())
                                .filter(s -> isBefore(s, pushedAt.get()))
                                .isPresent();
        return byBuild || byStart;
    }

    /// Node and log are different clocks.
    private static boolean isBefore(Instant started, Instant pushed) {
        return Patience.isClearlyAfter(pushed, started);
    }

    private boolean isLater(Created one, BuildRun build) {
        return KnownPush.of(pushes, one.digest()).stream()
                .anyMatch(p -> p.build().requestedAt().isAfter(build.requestedAt()));
    }

    private static Optional<Instant> start(Container container) {
        return switch (container.state()) {
            case ContainerState.Running(Optional<Instant> at) -> at;
            case ContainerState.Terminated end -> end.startedAt();
            case ContainerState.Waiting _, ContainerState.Unreported _ ->
                    container.lastState().flatMap(ContainerState.Terminated::startedAt);
        };
    }

    private List<Fact> facts(List<Created> created) {
        Created first = created.getFirst();
        return List.of(
                Fact.deciding(
                        What.TEMPLATE_ASKS,
                        Source.field(
                                newest.workload().ref(),
                                ".spec.template.spec.containers[" + container.name() + "].image"),
                        container.image(),
                        newest.createdAt()),
                Fact.deciding(
                        What.RUNNING,
                        Source.field(
                                first.pod().ref(),
                                ".status.containerStatuses[" + container.name() + "].imageID"),
                        first.digest().value(),
                        start(first.container())));
    }
}
