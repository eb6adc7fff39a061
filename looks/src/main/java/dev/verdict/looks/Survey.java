package dev.verdict.looks;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What was seen in one look around: enough for one question, or for all that can be asked about a
/// namespace or a cluster. Several questions share its lists.
public final class Survey {
    /// A pod's owner's owner's owner is the end of every chain that Kubernetes itself makes.
    private static final int LONGEST_CHAIN = 4;

    private final SequencedMap<String, Place> places;
    private final Supplier<Observation<List<Node>>> nodes;
    private final boolean isWhole;
    private final List<String> given;
    private final List<Missed> missed;
    private final Supplier<Optional<Instant>> guess;
    private final Map<LogKey, Observation<ContainerLog>> logs = new ConcurrentHashMap<>();

    /// @param nodes may still be under way: asking for them waits
    /// @param guess the newest time in what was read so far
    Survey(
            SequencedMap<String, Place> places,
            Supplier<Observation<List<Node>>> nodes,
            boolean isWhole,
            List<String> given,
            List<Missed> missed,
            Supplier<Optional<Instant>> guess) {
        this.places = places;
        this.nodes = nodes;
        this.isWhole = isWhole;
        this.given = given;
        this.missed = missed;
        this.guess = guess;
    }

    /// The places looked at.
    public List<Place> places() {
        return List.copyOf(places.values());
    }

    /// The lists that could not be had.
    public List<Missed> missed() {
        List<Missed> all = new ArrayList<>(missed);
        nodes.get().gap().ifPresent(gap -> all.add(new Missed("nodes", gap)));
        return List.copyOf(all);
    }

    /// Everything here that people deploy and ask about: no ReplicaSet of a Deployment, no Job of a
    /// CronJob, no pod that anything owns.
    public List<Subject> workloads() {
        return places.values().stream()
                .flatMap(place -> place.workloads().entrySet().stream())
                .filter(w -> isAskedFor(w.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The object of that kind and name.
    public Optional<Workload> workload(Subject subject) {
        return Optional.ofNullable(places.get(subject.namespace()))
                .flatMap(place -> place.workload(subject).value());
    }

    /// What is judged when somebody asks about this: a Pod, ReplicaSet or Job that a workload owns
    /// is judged as its owner.
    public Subject judged(Subject asked) {
        Subject judged = asked;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<Subject> owner =
                    workload(judged).flatMap(this::owner).map(w -> subject(w.ref()));
            if (owner.isEmpty()) {
                return judged;
            }
            judged = owner.get();
        }
        return judged;
    }

    private Optional<Workload> owner(Workload owned) {
        Optional<ObjectRef> owner = ownerOf(owned);
        return owner.flatMap(
                ref -> workload(subject(ref)).filter(found -> found.ref().isSameAs(ref)));
    }

    private static Optional<ObjectRef> ownerOf(Workload owned) {
        return switch (owned) {
            case Replicated replicated -> replicated.owner();
            case Job job -> job.owner();
            case BarePod(Pod pod) -> pod.owner();
            case CronJob _ -> Optional.empty();
        };
    }

    private static boolean isAskedFor(Workload workload) {
        String owner = ownerOf(workload).map(ObjectRef::kind).orElse("");
        return switch (workload) {
            case Replicated _ -> !owner.equals(Replicated.Kind.DEPLOYMENT.word());
            case Job _ -> !owner.equals("CronJob");
            case BarePod _ -> owner.isEmpty();
            case CronJob _ -> true;
        };
    }

    private static Subject subject(ObjectRef ref) {
        return new Subject(ref.kind(), ref.namespace(), ref.name());
    }

    /// That very pod, if it is in sight.
    public Optional<Pod> pod(ObjectRef ref) {
        return Optional.ofNullable(places.get(ref.namespace())).flatMap(place -> place.pod(ref));
    }

    /// The logs read so far, of whichever question.
    Map<LogKey, Observation<ContainerLog>> logs() {
        return logs;
    }

    /// The evidence for a question, as far as it can be had without waiting: no nodes, no log.
    ///
    /// @param now what the cluster's own clock said last
    Evidence soFar(Question question, Optional<Instant> now) {
        return evidence(question, now, Observation.unavailable(Lists.NOT_LOOKED), Map.of());
    }

    /// The evidence for a question with these logs.
    ///
    /// @param now what the cluster's own clock said last
    Evidence evidence(
            Question question, Optional<Instant> now, Map<LogKey, Observation<ContainerLog>> read) {
        return evidence(question, now, nodes.get(), read);
    }

    private Evidence evidence(
            Question question,
            Optional<Instant> now,
            Observation<List<Node>> nodes,
            Map<LogKey, Observation<ContainerLog>> read) {
        return new Evidence(
                question,
                now.or(guess).orElse(Instant.EPOCH),
                now.isPresent() ? Evidence.Clock.KNOWN : Evidence.Clock.GUESSED,
                inScope(question.subject()),
                nodes,
                Collections.unmodifiableMap(new LinkedHashMap<>(read)));
    }

    /// Of a recording everything; of a running cluster the subject's namespace, those given and
    /// those that the subject itself names.
    private List<Place> inScope(Subject subject) {
        SequencedSet<String> names = new LinkedHashSet<>();
        names.add(subject.namespace());
        if (isWhole) {
            names.addAll(places.sequencedKeySet());
        } else {
            names.addAll(given);
            workload(subject).ifPresent(w -> names.addAll(NamedPlaces.in(w)));
        }
        return names.stream()
                .map(name -> Optional.ofNullable(places.get(name)).orElseGet(() -> nowhere(name)))
                .toList();
    }

    private Place nowhere(String name) {
        Lists none = new Lists();
        return none.place(name, Observation.unavailable(Lists.NOT_LOOKED));
    }
}
