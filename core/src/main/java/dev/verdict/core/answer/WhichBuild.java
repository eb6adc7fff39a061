package dev.verdict.core.answer;

import dev.verdict.core.answer.Choice.Chosen;
import dev.verdict.core.answer.Choice.FoundBy;
import dev.verdict.core.answer.Choice.None;
import dev.verdict.core.answer.Choice.Unknown;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageId;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.workload.Template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which build is this attempt's, for one container?
///
/// The one that was named; one that the workload owns or that carries the platform's own label for
/// it; one that pushes to the container's repository; at last one that pushed, to wherever, the
/// digest that the template names or the pods run. Among several of one repository: the newest
/// requested after the newest revision was made, else the one whose digest the template names, else
/// the newest requested.
final class WhichBuild {
    /// Labels by which platforms tell whose build a Job is.
    private static final Set<String> PLATFORM_LABELS =
            Set.of("nuclio.io/function-name", "mlrun/function", "serving.knative.dev/service");

    private final ContainerSpec container;
    private final Optional<ImageReference> reference;
    private final NewestRevision newest;
    private final Builds sight;
    private final List<KnownPush> pushes;
    private final Evidence evidence;

    private WhichBuild(
            ContainerSpec container,
            NewestRevision newest,
            Builds sight,
            List<KnownPush> pushes,
            Evidence evidence) {
        this.container = container;
        this.reference = container.reference();
        this.newest = newest;
        this.sight = sight;
        this.pushes = pushes;
        this.evidence = evidence;
    }

    static Choice of(
            ContainerSpec container,
            NewestRevision newest,
            Builds sight,
            List<KnownPush> pushes,
            Evidence evidence) {
        return new WhichBuild(container, newest, sight, pushes, evidence).choose();
    }

    private Choice choose() {
        Question.Pins pins = evidence.question().pins();
        if (pins.noBuild()) {
            return new None();
        }
        List<Question.NamedBuild> named =
                pins.builds().stream()
                        .filter(
                                n ->
                                        n.container().isEmpty()
                                                || n.container().get().equals(container.name()))
                        .toList();
        if (!pins.builds().isEmpty()) {
            return named.isEmpty() ? new None() : byName(named.getFirst());
        }
        if (pins.digest().isPresent()) {
            return byDigest(pins.digest().get())
                    .orElseGet(
                            () ->
                                    new Unknown(
                                            new Gap.NotAsked(
                                                    "no build in sight pushed that digest"),
                                            true,
                                            true));
        }
        List<BuildRun> candidates = candidates();
        Optional<BuildRun> chosen = among(candidates);
        Optional<BuildTrace> later = laterTrace(chosen);
        if (later.isPresent()) {
            return new Unknown(
                    new Gap.Expired("the build of " + later.get().ref().slashed()),
                    true,
                    !candidates.isEmpty());
        }
        Optional<Gap> unlisted = unlistedJobs();
        if (chosen.isPresent() && unlisted.isPresent()) {
            return new Unknown(unlisted.get(), true, true);
        }
        if (chosen.isPresent()) {
            List<BuildRun> others =
                    candidates.stream().filter(b -> !b.isSameAs(chosen.get())).toList();
            return new Chosen(chosen.get(), foundBy(chosen.get()), others);
        }
        return promoted().orElseGet(this::none);
    }

    /// A build that its pod shows may not be the newest: a Job may have no pod yet.
    private Optional<Gap> unlistedJobs() {
        return evidence.places().stream().flatMap(p -> p.jobs().gap().stream()).findFirst();
    }

    private FoundBy foundBy(BuildRun build) {
        Set<Tie> ties = Tie.of(build).collect(Collectors.toUnmodifiableSet());
        return ties.contains(owned())
                ? FoundBy.OWNER
                : labelled().anyMatch(ties::contains) ? FoundBy.LABEL : FoundBy.DESTINATION;
    }

    private Choice byName(Question.NamedBuild named) {
        Optional<BuildRun> found =
                sight.tiedBy(Stream.of(new Tie.Named(named.name()))).stream()
                        .filter(
                                b ->
                                        b.ref()
                                                .kind()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(named.kind().toLowerCase(Locale.ROOT)))
                        .max(Comparator.comparing(this::fits).thenComparing(this::isNear));
        return found.<Choice>map(
                        b ->
                                new Chosen(
                                        b,
                                        FoundBy.FLAG,
                                        candidates().stream().filter(c -> !c.isSameAs(b)).toList()))
                .orElseGet(
                        () ->
                                new Unknown(
                                        new Gap.Expired(named.kind() + "/" + named.name()),
                                        true,
                                        true));
    }

    /// Of several builds of one name the one beside the workload is meant.
    private boolean isNear(BuildRun build) {
        return build.ref().namespace().equals(newest.workload().ref().namespace());
    }

    private boolean fits(BuildRun build) {
        return reference.filter(r -> build.pushesTo(r.repository())).isPresent();
    }

    private Optional<Choice> byDigest(Digest digest) {
        return KnownPush.of(pushes, digest).stream()
                .findFirst()
                .map(p -> new Chosen(p.build(), FoundBy.FLAG, List.of()));
    }

    /// Builds that may be of this attempt: into the container's repository, or tied to the
    /// workload.
    private List<BuildRun> candidates() {
        return sight.tiedBy(ties()).stream()
                .filter(b -> !isAnothers(b))
                .filter(this::isBeforeClaim)
                .toList();
    }

    private Stream<Tie> ties() {
        return isOnlyApp()
                ? Stream.of(into(), labelled(), Stream.of(owned())).flatMap(ties -> ties)
                : into();
    }

    private Stream<Tie> into() {
        return reference.stream().map(r -> new Tie.Into(r.repository()));
    }

    private Tie owned() {
        return new Tie.OwnedBy(newest.workload().ref().uid());
    }

    private Stream<Tie> labelled() {
        return newest.workload().labels().entrySet().stream()
                .filter(label -> PLATFORM_LABELS.contains(label.getKey()))
                .map(label -> new Tie.Labelled(label.getKey(), label.getValue()));
    }

    private boolean isOnlyApp() {
        return newest.workload().template().apps().size() == 1;
    }

    private boolean isBeforeClaim(BuildRun build) {
        return evidence.question()
                .claim()
                .flatMap(Claim::madeAt)
                .filter(t -> Patience.isClearlyAfter(build.requestedAt(), t))
                .isEmpty();
    }

    /// A tag separates workloads that share a repository: what another one asks for and this one
    /// never did is the other's.
    private boolean isAnothers(BuildRun build) {
        if (newest.templates().stream().anyMatch(t -> asksFor(t, build))) {
            return false;
        }
        return sight.askers().of(build.repositories()).stream()
                .filter(a -> !a.workload().ref().isSameAs(newest.workload().ref()))
                .anyMatch(a -> asksFor(a.references(), build));
    }

    private boolean asksFor(Template template, BuildRun build) {
        return asksFor(
                template.containers().stream().flatMap(c -> c.reference().stream()).toList(),
                build);
    }

    private boolean asksFor(List<ImageReference> references, BuildRun build) {
        return references.stream()
                .filter(r -> build.pushesTo(r.repository()))
                .anyMatch(
                        r ->
                                build.pushesTo(r)
                                        || r.digest().filter(d -> pushedBy(build, d)).isPresent());
    }

    private boolean pushedBy(BuildRun build, Digest digest) {
        return KnownPush.of(pushes, digest).stream().anyMatch(p -> p.build().isSameAs(build));
    }

    private Optional<BuildRun> among(List<BuildRun> candidates) {
        Optional<Instant> revision = newest.createdAt();
        Optional<BuildRun> later =
                revision.flatMap(
                        t ->
                                candidates.stream()
                                        .filter(b -> b.requestedAt().isAfter(t))
                                        .findFirst());
        if (later.isPresent()) {
            return later;
        }
        Optional<Digest> asked = reference.flatMap(ImageReference::digest);
        Optional<BuildRun> exact =
                asked.flatMap(d -> candidates.stream().filter(b -> pushedBy(b, d)).findFirst());
        return exact.or(() -> candidates.stream().filter(b -> !isHistory(b)).findFirst());
    }

    /// An earlier revision asked for its product and the template no longer does.
    private boolean isHistory(BuildRun build) {
        return !asksFor(newest.workload().template(), build)
                && newest.earlier().stream().anyMatch(t -> asksFor(t, build));
    }

    private Optional<BuildTrace> laterTrace(Optional<BuildRun> chosen) {
        return sight.tracesFor(newest.workload().ref().name()).stream()
                .filter(t -> chosen.filter(b -> !t.firstSeen().isAfter(b.requestedAt())).isEmpty())
                .findFirst();
    }

    /// A copy under another name: some build pushed the digest that is named or runs.
    private Optional<Choice> promoted() {
        List<Digest> wanted = new ArrayList<>();
        reference.flatMap(ImageReference::digest).ifPresent(wanted::add);
        newest.alive().stream()
                .flatMap(p -> p.container(container.name()).stream())
                .flatMap(c -> c.imageId().stream())
                .filter(ImageId.Manifest.class::isInstance)
                .map(ImageId::digest)
                .forEach(wanted::add);
        return wanted.stream()
                .flatMap(d -> KnownPush.of(pushes, d).stream())
                .filter(p -> isBeforeClaim(p.build()))
                .findFirst()
                .map(p -> new Chosen(p.build(), FoundBy.DIGEST, List.of()));
    }

    /// None was found: was there none, or could nobody look?
    private Choice none() {
        for (Place place : evidence.places()) {
            if (place.jobs().gap().isPresent()) {
                return new Unknown(place.jobs().gap().get(), false, false);
            }
            if (place.pods().gap().isPresent()) {
                return new Unknown(place.pods().gap().get(), false, false);
            }
        }
        Optional<Claim> claim = evidence.question().claim();
        if (claim.isEmpty()) {
            return new None();
        }
        boolean onlyLater = sight.tiedBy(into()).stream().anyMatch(b -> !isBeforeClaim(b));
        if (onlyLater) {
            return new Unknown(new Gap.Expired("the build of the claimed attempt"), true, true);
        }
        for (Place place : evidence.places()) {
            if (place.events().gap().isPresent()) {
                return new Unknown(place.events().gap().get(), false, false);
            }
        }
        return reachesBack(claim.get())
                ? new None()
                : new Unknown(
                        new Gap.Expired("the events from the time of the attempt"), false, false);
    }

    /// Whether the evidence goes back to the attempt: a build that left before it left no trace.
    private boolean reachesBack(Claim claim) {
        Instant madeAt = claim.madeAt().orElse(evidence.at());
        boolean recent =
                newest.createdAt()
                        .or(() -> Optional.of(newest.workload().createdAt()))
                        .filter(t -> !t.isBefore(madeAt.minus(Patience.EVENTS)))
                        .isPresent();
        return recent
                || newest.replicaSet().stream()
                        .flatMap(r -> evidence.eventsAbout(r.ref()).stream())
                        .anyMatch(e -> e.reason().equals("SuccessfulCreate"));
    }
}
