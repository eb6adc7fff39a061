package dev.verdict.core.answer;

import dev.verdict.core.answer.BuildAnswer.Pushed;
import dev.verdict.core.answer.Choice.Chosen;
import dev.verdict.core.answer.Choice.None;
import dev.verdict.core.answer.Choice.Unknown;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The three answers for one container of a workload, and how they hang together.
///
/// @param asks whether the template asks for what was pushed; `UNKNOWN` without a known push
/// @param superseded how sure it is that a later attempt or rollout has replaced this one; empty
///   when not
/// @param maybeSuperseded whether the template names a digest that only a later build, or this one,
///   of which no digest is known, may have pushed
/// @param everAsked whether an earlier revision asked for what was pushed
/// @param knownHistory whether no earlier revision is missing, and the newest one's kinship is
///   known
/// @param freshlyPulled whether the pods are known to have fetched the pushed tag after the push
/// @param namesRunning whether the template names the digest that runs
/// @param startedBeforePush whether the container that runs is older than the push
/// @param tagMoved whether a later build pushed something else to the same tag
/// @param patched pods whose image is not their template's
public record Chain(
        ContainerSpec container,
        Choice choice,
        BuildAnswer build,
        ImageAnswer image,
        ServingAnswer serving,
        Asks asks,
        Optional<Confidence> superseded,
        boolean maybeSuperseded,
        boolean everAsked,
        boolean knownHistory,
        boolean freshlyPulled,
        boolean namesRunning,
        boolean startedBeforePush,
        boolean tagMoved,
        List<Pod> patched) {

    /// All chains of a workload that have a build of their own; one without a build when none has.
    static List<Chain> of(
            NewestRevision newest,
            ServingAnswer serving,
            Builds builds,
            List<KnownPush> pushes,
            Evidence evidence) {
        List<Chain> all = new ArrayList<>();
        for (ContainerSpec container : askedAbout(newest, evidence)) {
            Choice choice = WhichBuild.of(container, newest, builds, pushes, evidence);
            all.add(
                    new Links(container, choice, newest, serving, builds, pushes, evidence)
                            .chain());
        }
        List<Chain> built =
                all.stream()
                        .filter(
                                c ->
                                        c.choice() instanceof Chosen
                                                || c.choice() instanceof Unknown unknown
                                                        && unknown.candidates())
                        .toList();
        if (!evidence.question().pins().builds().isEmpty()) {
            List<Chain> fitting = built.stream().filter(c -> c.isFitting(pushes)).toList();
            built = fitting.isEmpty() ? built.stream().limit(1).toList() : fitting;
        }
        return built.isEmpty() ? all.stream().limit(1).toList() : built;
    }

    private static List<ContainerSpec> askedAbout(NewestRevision newest, Evidence evidence) {
        List<ContainerSpec> apps = newest.workload().template().apps();
        Optional<String> pinned = evidence.question().pins().container();
        List<ContainerSpec> named =
                pinned.map(n -> apps.stream().filter(c -> c.name().equals(n)).toList())
                        .orElse(apps);
        return named.isEmpty() ? newest.workload().template().containers() : named;
    }

    private boolean isFitting(List<KnownPush> pushes) {
        if (!(choice instanceof Chosen(BuildRun run, Choice.FoundBy _, List<BuildRun> _))) {
            return true;
        }
        Optional<ImageReference> reference = container.reference();
        boolean byRepository = reference.filter(r -> run.pushesTo(r.repository())).isPresent();
        boolean byDigest =
                pushes.stream()
                        .filter(p -> p.build().isSameAs(run))
                        .anyMatch(
                                p ->
                                        image.running().filter(p.digest()::equals).isPresent()
                                                || reference
                                                        .flatMap(ImageReference::digest)
                                                        .filter(p.digest()::equals)
                                                        .isPresent());
        return byRepository || byDigest;
    }

    /// The chosen build, where there is one.
    public Optional<BuildRun> chosen() {
        return choice instanceof Chosen(BuildRun run, Choice.FoundBy _, List<BuildRun> _)
                ? Optional.of(run)
                : Optional.empty();
    }

    /// What was pushed, where it is known.
    public Optional<Digest> built() {
        return build instanceof Pushed pushed ? Optional.of(pushed.digest()) : Optional.empty();
    }

    /// The work of tying one chain together.
    private static final class Links {
        private final ContainerSpec container;
        private final Choice choice;
        private final NewestRevision newest;
        private final ServingAnswer serving;
        private final Builds builds;
        private final List<KnownPush> pushes;
        private final Evidence evidence;
        private final ImageQuestion images;

        Links(
                ContainerSpec container,
                Choice choice,
                NewestRevision newest,
                ServingAnswer serving,
                Builds builds,
                List<KnownPush> pushes,
                Evidence evidence) {
            this.container = container;
            this.choice = choice;
            this.newest = newest;
            this.serving = serving;
            this.builds = builds;
            this.pushes = pushes;
            this.evidence = evidence;
            this.images = new ImageQuestion(container, newest, pushes);
        }

        Chain chain() {
            BuildAnswer build = build();
            ImageAnswer image =
                    build instanceof Pushed pushed
                            ? images.ask(pushed.build(), pushed.digest(), pushed.at())
                            : images.ask();
            Optional<Instant> pushedAt = pushedAt(build);
            return new Chain(
                    container,
                    choice,
                    build,
                    image,
                    serving,
                    asks(build),
                    superseded(build),
                    maybeSuperseded(build),
                    build instanceof Pushed pushed && everAsked(pushed),
                    newest.wholeHistory() && isKinOfNewestKnown(build),
                    pushedAt.isPresent() && isFreshlyPulled(build, pushedAt.get()),
                    namesRunning(),
                    pushedAt.isPresent()
                            && images.firstStart()
                                    .filter(s -> s.isBefore(pushedAt.get()))
                                    .isPresent(),
                    build instanceof Pushed pushed && tagMoved(pushed),
                    images.patched());
        }

        private Optional<ImageReference> reference() {
            return container.reference();
        }

        private BuildAnswer build() {
            return switch (choice) {
                case None() -> new BuildAnswer.NoBuild();
                case Unknown(Gap gap, boolean known, boolean _) ->
                        new BuildAnswer.Unseen(
                                Optional.empty(), gap, Stage.BUILD, known, List.of());
                case Chosen(BuildRun run, Choice.FoundBy _, List<BuildRun> _) ->
                        yielding(BuildQuestion.ask(run, reference(), evidence));
            };
        }

        /// What only the workload can tell about a build without a readable end.
        private BuildAnswer yielding(BuildAnswer answer) {
            if (answer instanceof BuildAnswer.KilledAfterPush killed) {
                Digest digest = killed.pushes().getFirst().digest();
                return images.isRunBySomethingMadeAfter(killed.build().requestedAt(), digest)
                        ? new Pushed(
                                killed.build(),
                                killed.pushes(),
                                killed.at(),
                                Confidence.INFERRED,
                                Optional.empty(),
                                true,
                                killed.facts())
                        : new BuildAnswer.Unseen(
                                Optional.of(killed.build()),
                                new Gap.NotAsked("the registry, whether the push came through"),
                                Stage.PUSH,
                                true,
                                killed.facts());
            }
            if (answer instanceof BuildAnswer.NotPushed notPushed
                    && notPushed.trouble().confidence() == Confidence.INFERRED) {
                return isYounger(notPushed.build())
                        ? yieldingToPull(notPushed)
                        : yieldingToDigest(notPushed);
            }
            return answer;
        }

        /// A revision younger than the build names a digest of its repository that nobody else in
        /// sight pushed, and runs it: so the push may have come through.
        private BuildAnswer yieldingToDigest(BuildAnswer.NotPushed notPushed) {
            BuildRun run = notPushed.build();
            Optional<Digest> named =
                    reference()
                            .filter(r -> run.pushesTo(r.repository()))
                            .flatMap(ImageReference::digest)
                            .filter(d -> !images.isKnownManifest(d));
            return named.isPresent() && mayBeYounger(run)
                    ? new BuildAnswer.Unseen(
                            Optional.of(run),
                            new Gap.Expired("what " + run.ref().slashed() + " pushed"),
                            Stage.PUSH,
                            true,
                            notPushed.facts())
                    : notPushed;
        }

        /// Whether the newest revision asks for the build's tag and is younger, or may be.
        private boolean isYounger(BuildRun run) {
            return reference().filter(run::pushesTo).isPresent() && mayBeYounger(run);
        }

        private boolean mayBeYounger(BuildRun run) {
            return newest.pods().gap().isPresent()
                    || newest.createdAt().filter(t -> t.isAfter(run.requestedAt())).isPresent();
        }

        private BuildAnswer yieldingToPull(BuildAnswer.NotPushed notPushed) {
            BuildRun run = notPushed.build();
            Optional<Gap> gap = newest.pods().gap().or(() -> eventsGap());
            if (gap.isPresent()) {
                return new BuildAnswer.Unseen(
                        Optional.of(run), gap.get(), Stage.PUSH, true, notPushed.facts());
            }
            if (isFreshlyPulled(notPushed, run.requestedAt())) {
                return new BuildAnswer.PushedDigestUnknown(
                        run, Optional.of(run.requestedAt()), notPushed.facts());
            }
            boolean untold = newest.alive().stream().anyMatch(p -> runs(p) && pulls(p).isEmpty());
            return untold
                    ? new BuildAnswer.Unseen(
                            Optional.of(run),
                            new Gap.Expired("the events of the pull"),
                            Stage.PUSH,
                            true,
                            notPushed.facts())
                    : notPushed;
        }

        private Optional<Gap> eventsGap() {
            return events().gap();
        }

        /// The events of the workload's own namespace.
        private Observation<List<ClusterEvent>> events() {
            String namespace = newest.workload().ref().namespace();
            return evidence.places().stream()
                    .filter(p -> p.namespace().equals(namespace))
                    .map(Place::events)
                    .findFirst()
                    .orElseGet(() -> Observation.unavailable(new Gap.NotAsked("not looked at")));
        }

        private Optional<Instant> pushedAt(BuildAnswer build) {
            return switch (build) {
                case Pushed pushed -> pushed.at();
                case BuildAnswer.PushedDigestUnknown unknown -> unknown.at();
                case BuildAnswer.KilledAfterPush _,
                        BuildAnswer.Building _,
                        BuildAnswer.Held _,
                        BuildAnswer.Hangs _,
                        BuildAnswer.NotPushed _,
                        BuildAnswer.NoBuild _,
                        BuildAnswer.Unseen _ ->
                        Optional.empty();
            };
        }

        private Asks asks(BuildAnswer build) {
            return build instanceof Pushed pushed ? asks(pushed) : Asks.UNKNOWN;
        }

        private Asks asks(Pushed pushed) {
            Optional<ImageReference> reference = reference();
            if (reference.isEmpty()) {
                return Asks.UNKNOWN;
            }
            Digest digest = pushed.digest();
            Optional<Digest> named = reference.get().digest();
            if (named.isPresent()) {
                return named.get().equals(digest)
                        ? Asks.YES
                        : images.isKnownManifest(named.get()) ? Asks.NO : Asks.UNKNOWN;
            }
            boolean sameTag =
                    pushed.pushes().stream()
                            .anyMatch(p -> p.destination().isSameTagAs(reference.get()));
            if (sameTag || isTagHolding(reference.get(), digest)) {
                return Asks.YES;
            }
            Set<Digest> resolved = images.resolvedByKubelet();
            boolean other =
                    !resolved.isEmpty()
                            && resolved.stream()
                                    .allMatch(
                                            d ->
                                                    images.isKnownManifest(d)
                                                            || startedBefore(pushed.at()));
            return other ? Asks.NO : Asks.UNKNOWN;
        }

        /// Another build's push, or the kubelet's own resolution, shows the tag to hold the digest.
        private boolean isTagHolding(ImageReference reference, Digest digest) {
            return images.resolvedByKubelet().contains(digest)
                    || KnownPush.of(pushes, digest).stream()
                            .anyMatch(p -> p.destination().isSameTagAs(reference));
        }

        private boolean startedBefore(Optional<Instant> pushedAt) {
            return pushedAt.isPresent()
                    && images.firstStart()
                            .filter(s -> Patience.isClearlyAfter(pushedAt.get(), s))
                            .isPresent();
        }

        /// A later build pushed something else to the same tag.
        private boolean tagMoved(Pushed pushed) {
            return pushes.stream()
                    .filter(p -> p.build().requestedAt().isAfter(pushed.build().requestedAt()))
                    .filter(p -> !p.digest().equals(pushed.digest()))
                    .anyMatch(
                            p ->
                                    pushed.pushes().stream()
                                            .anyMatch(
                                                    mine ->
                                                            mine.destination()
                                                                    .isSameTagAs(p.destination())));
        }

        private boolean everAsked(Pushed pushed) {
            return newest.earlier().stream().anyMatch(t -> asked(t, pushed));
        }

        private boolean asked(Template template, Pushed pushed) {
            return template.container(container.name())
                    .flatMap(ContainerSpec::reference)
                    .filter(
                            r ->
                                    r.digest().filter(pushed.digest()::equals).isPresent()
                                            || r.digest().isEmpty()
                                                    && pushed.pushes().stream()
                                                            .anyMatch(
                                                                    p ->
                                                                            p.destination()
                                                                                    .isSameTagAs(
                                                                                            r)))
                    .isPresent();
        }

        /// Row 1: a later attempt's product is asked for, or a later revision asks for something
        /// else.
        private Optional<Confidence> superseded(BuildAnswer build) {
            Optional<BuildRun> run =
                    choice instanceof Chosen(BuildRun chosen, Choice.FoundBy _, List<BuildRun> _)
                            ? Optional.of(chosen)
                            : Optional.empty();
            if (run.isEmpty() && asksForAfterClaim()) {
                return Optional.of(Confidence.PROVEN);
            }
            if (run.isEmpty() || reference().isEmpty()) {
                return Optional.empty();
            }
            if (asksForLater(run.get())) {
                return Optional.of(Confidence.PROVEN);
            }
            boolean byTagAlone =
                    reference().get().digest().isEmpty()
                            && laterAnswers(run.get(), b -> isOnlyTheirTag(b, run.get()))
                                    .anyMatch(BuildAnswer.PushedDigestUnknown.class::isInstance);
            if (byTagAlone) {
                return Optional.of(Confidence.INFERRED);
            }
            if (build instanceof Pushed pushed && asks(pushed) != Asks.YES && everAsked(pushed)) {
                boolean shown =
                        reference()
                                .flatMap(ImageReference::digest)
                                .or(images::running)
                                .filter(images::isKnownManifest)
                                .isPresent();
                return Optional.of(shown ? Confidence.PROVEN : Confidence.INFERRED);
            }
            return Optional.empty();
        }

        /// A later build of the repository, or the attempt itself, pushed something that the
        /// evidence does not name, and the template asks for a digest that nobody in sight is known
        /// to have pushed, or for a tag that the attempt does not push.
        private boolean maybeSuperseded(BuildAnswer build) {
            if (!(choice instanceof Chosen(BuildRun run, Choice.FoundBy _, List<BuildRun> _))
                    || reference().isEmpty()) {
                return false;
            }
            Optional<Digest> named = reference().get().digest();
            if (named.isEmpty()) {
                return laterAnswers(run, b -> isOnlyTheirTag(b, run))
                                .anyMatch(BuildAnswer.Unseen.class::isInstance)
                        || !run.pushesTo(reference().get()) && isTracedAfter(run);
            }
            return !images.isKnownManifest(named.get())
                    && (laterAnswers(run, _ -> true).anyMatch(Links::pushedUnknown)
                            || isTracedAfter(run)
                            || pushedUnknown(build) && isRecalled(run));
        }

        /// What is known of builds of the repository that were requested later, also after the
        /// claim.
        private Stream<BuildAnswer> laterAnswers(BuildRun run, Predicate<BuildRun> which) {
            return builds
                    .tiedBy(reference().stream().map(r -> new Tie.Into(r.repository())))
                    .stream()
                    .filter(b -> b.requestedAt().isAfter(run.requestedAt()))
                    .filter(which)
                    .map(b -> BuildQuestion.ask(b, reference(), evidence));
        }

        /// The template names a tag that the other build pushes to and this one does not.
        private boolean isOnlyTheirTag(BuildRun other, BuildRun run) {
            ImageReference reference = reference().orElseThrow();
            return other.pushesTo(reference) && !run.pushesTo(reference);
        }

        private boolean isTracedAfter(BuildRun run) {
            return builds.tracesFor(newest.workload().ref().name()).stream()
                    .anyMatch(t -> t.firstSeen().isAfter(run.requestedAt()));
        }

        private static boolean pushedUnknown(BuildAnswer answer) {
            return answer instanceof BuildAnswer.PushedDigestUnknown
                    || answer instanceof BuildAnswer.Unseen;
        }

        /// An earlier revision asked for a digest of the same repository of which nobody knows who
        /// pushed it.
        private boolean isRecalled(BuildRun run) {
            return newest.earlier().stream()
                    .flatMap(t -> t.container(container.name()).stream())
                    .flatMap(c -> c.reference().stream())
                    .filter(r -> run.pushesTo(r.repository()))
                    .flatMap(r -> r.digest().stream())
                    .anyMatch(d -> !images.isKnownManifest(d));
        }

        /// No build of the claimed attempt is left, and the template names what one requested
        /// clearly after the claim pushed. Without its Job nobody knows since when it was wanted.
        private boolean asksForAfterClaim() {
            Optional<Instant> madeAt = evidence.question().claim().flatMap(Claim::madeAt);
            Optional<Digest> named = reference().flatMap(ImageReference::digest);
            return madeAt.isPresent()
                    && named.isPresent()
                    && KnownPush.of(pushes, named.get()).stream()
                            .anyMatch(
                                    p ->
                                            p.build().job().isPresent()
                                                    && Patience.isClearlyAfter(
                                                            p.build().requestedAt(), madeAt.get()));
        }

        private boolean asksForLater(BuildRun run) {
            ImageReference reference = reference().orElseThrow();
            for (KnownPush push : pushes) {
                boolean later =
                        push.build().requestedAt().isAfter(run.requestedAt())
                                && !push.build().isSameAs(run);
                boolean byDigest = reference.digest().filter(push.digest()::equals).isPresent();
                boolean byTag =
                        reference.digest().isEmpty()
                                && push.destination().isSameTagAs(reference)
                                && !run.pushesTo(reference);
                boolean alsoMine =
                        pushes.stream()
                                .anyMatch(
                                        p ->
                                                p.build().isSameAs(run)
                                                        && p.digest().equals(push.digest()));
                if (later && (byDigest || byTag) && !alsoMine) {
                    return true;
                }
            }
            return false;
        }

        /// A newest revision that is younger than the build and runs something of unknown kinship
        /// may be anything.
        private boolean isKinOfNewestKnown(BuildAnswer build) {
            if (!(build instanceof Pushed pushed)) {
                return true;
            }
            boolean younger =
                    newest.createdAt()
                            .filter(t -> t.isAfter(pushed.build().requestedAt()))
                            .isPresent();
            boolean known =
                    reference()
                            .flatMap(ImageReference::digest)
                            .or(images::running)
                            .filter(images::isKnownManifest)
                            .isPresent();
            return !younger || known;
        }

        /// The pods got the pushed tag from the registry after the push: the kubelet says so, or
        /// the whole workload is younger and nothing else was ever pushed there.
        private boolean isFreshlyPulled(BuildAnswer build, Instant pushedAt) {
            Optional<BuildRun> run =
                    choice instanceof Chosen(BuildRun chosen, Choice.FoundBy _, List<BuildRun> _)
                            ? Optional.of(chosen)
                            : Optional.empty();
            if (run.isEmpty() || reference().filter(run.get()::pushesTo).isEmpty()) {
                return false;
            }
            boolean pulled =
                    !newest.alive().isEmpty()
                            && newest.alive().stream().allMatch(p -> pulledAfter(p, pushedAt));
            boolean only =
                    choice instanceof Chosen(BuildRun _, Choice.FoundBy _, List<BuildRun> others)
                            && others.isEmpty()
                            && !(build instanceof BuildAnswer.NotPushed);
            boolean youngWorkload =
                    newest.workload().createdAt().isAfter(pushedAt) && images.running().isPresent();
            return pulled || only && youngWorkload;
        }

        private boolean pulledAfter(Pod pod, Instant pushedAt) {
            return pulls(pod).stream()
                    .filter(e -> e.message().startsWith("Successfully pulled"))
                    .map(ClusterEvent::lastSeen)
                    .anyMatch(t -> !t.isBefore(pushedAt));
        }

        /// Events that say how the image came to the pod's node.
        private List<ClusterEvent> pulls(Pod pod) {
            return evidence.eventsAbout(pod.ref()).stream()
                    .filter(e -> e.container().equals(Optional.of(container.name())))
                    .filter(e -> e.reason().equals("Pulled"))
                    .toList();
        }

        private boolean runs(Pod pod) {
            return pod.container(container.name()).filter(c -> c.imageId().isPresent()).isPresent();
        }

        private boolean namesRunning() {
            return newest.workload().template().apps().stream()
                    .allMatch(
                            c ->
                                    c.reference()
                                            .flatMap(ImageReference::digest)
                                            .filter(
                                                    d ->
                                                            new ImageQuestion(c, newest, pushes)
                                                                    .allRun(d))
                                            .isPresent());
        }
    }
}
