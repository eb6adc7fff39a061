package dev.verdict.core.answer;

import dev.verdict.core.answer.ServingAnswer.Blocked;
import dev.verdict.core.answer.ServingAnswer.Converging;
import dev.verdict.core.answer.ServingAnswer.OnHold;
import dev.verdict.core.answer.ServingAnswer.ScaledToZero;
import dev.verdict.core.answer.ServingAnswer.Serving;
import dev.verdict.core.answer.ServingAnswer.Unseen;
import dev.verdict.core.cause.AdmissionMessage;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.NodeRefusal;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Replicated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Does the newest revision of a Deployment, ReplicaSet, StatefulSet or DaemonSet serve with all
/// wanted replicas? The worst pod answers; then pods that are missing; then older pods that remain.
final class ReplicatedQuestion {
    private final Replicated workload;
    private final NewestRevision newest;
    private final Surroundings around;

    private ReplicatedQuestion(Replicated workload, NewestRevision newest, Surroundings around) {
        this.workload = workload;
        this.newest = newest;
        this.around = around;
    }

    static ServingAnswer ask(Replicated workload, NewestRevision newest, Surroundings around) {
        return new ReplicatedQuestion(workload, newest, around).answer();
    }

    private ServingAnswer answer() {
        if (newest.pods().gap().isPresent()) {
            return new Unseen(newest.pods().gap().get(), Stage.READY, true, List.of());
        }
        if (workload.counts().desired() == 0) {
            return new ScaledToZero(List.of(counts()));
        }
        List<ServingAnswer> pods =
                newest.alive().stream().map(p -> PodQuestion.ask(p, around)).toList();
        long ready = pods.stream().filter(a -> a instanceof Serving).count();
        boolean complete = ready >= workload.counts().desired();
        List<ServingAnswer> all = new ArrayList<>(pods);
        if (!complete) {
            all.addAll(refusedByNode());
            missing().ifPresent(all::add);
        }
        if (!newest.older().isEmpty() || !workload.isObserved()) {
            all.add(rolling());
        }
        held(complete).ifPresent(all::add);
        if (all.isEmpty()) {
            return rolling();
        }
        return settled(PodQuestion.worst(all), all);
    }

    /// The answer for all, in the words of the rollout.
    private ServingAnswer settled(ServingAnswer worst, List<ServingAnswer> all) {
        return switch (worst) {
            case Serving _ -> available();
            case Converging converging when converging.hurts().isEmpty() -> converging(all);
            default -> worst;
        };
    }

    private Converging converging(List<ServingAnswer> all) {
        List<Converging> open =
                all.stream()
                        .filter(Converging.class::isInstance)
                        .map(Converging.class::cast)
                        .toList();
        boolean rolls = open.stream().anyMatch(c -> c.stage() == Stage.ROLLOUT);
        Stage stage = rolls ? Stage.ROLLOUT : slowest(open).stage();
        Optional<Instant> next =
                open.stream().flatMap(c -> c.lookAgain().stream()).min(Instant::compareTo);
        List<Fact> facts = new ArrayList<>(List.of(counts()));
        slowest(open).facts().forEach(facts::add);
        return new Converging(stage, Optional.empty(), next, facts);
    }

    private static Converging slowest(List<Converging> open) {
        return open.stream()
                .filter(c -> c.stage() != Stage.ROLLOUT)
                .min((a, b) -> a.stage().compareTo(b.stage()))
                .orElse(open.getFirst());
    }

    /// All pods are ready: are they available too?
    private ServingAnswer available() {
        Optional<Instant> since =
                newest.alive().stream()
                        .flatMap(p -> p.condition("Ready").flatMap(Condition::since).stream())
                        .max(Instant::compareTo);
        Serving serving = new Serving(since, List.of(counts()));
        if (workload.minReady().isZero() || since.isEmpty()) {
            return serving;
        }
        Instant due = since.get().plus(workload.minReady());
        if (around.now().isBefore(due)) {
            return new Converging(
                    Stage.ROLLOUT, Optional.empty(), Optional.of(due), List.of(counts()));
        }
        if (workload.counts().available() >= workload.counts().desired()) {
            return serving;
        }
        Instant end = due.plus(Patience.unready(around.patience()));
        return around.now().isBefore(end)
                ? new Converging(
                        Stage.ROLLOUT, Optional.empty(), Optional.of(end), List.of(counts()))
                : new Unseen(
                        new Gap.Unreadable(
                                "the controller does not count its ready pods as available"),
                        Stage.ROLLOUT,
                        false,
                        List.of(counts()));
    }

    /// A pod that the kubelet refused after it was placed: its successor is only just made.
    private List<ServingAnswer> refusedByNode() {
        List<ServingAnswer> refused = new ArrayList<>();
        for (Pod pod : newest.ended()) {
            if (pod.phase() != Pod.Phase.FAILED || pod.hasStartedAny()) {
                continue;
            }
            NodeRefusal.diagnose(pod.reason(), pod.message())
                    .ifPresent(
                            d ->
                                    refused.add(
                                            new Blocked(
                                                    Trouble.of(
                                                            d,
                                                            Confidence.PROVEN,
                                                            List.of(
                                                                    Fact.deciding(
                                                                            What.POD_CONDITION,
                                                                            Source.field(
                                                                                    pod.ref(),
                                                                                    ".status.reason"),
                                                                            pod.reason()
                                                                                    + ": "
                                                                                    + pod.message(),
                                                                            pod.startTime()))))));
        }
        return refused;
    }

    private Optional<ServingAnswer> held(boolean complete) {
        boolean remaining = !newest.older().isEmpty();
        boolean unfinished = remaining || !complete;
        return switch (workload.update()) {
            case Replicated.Update.Rolling _, Replicated.Update.Recreate _
                    when workload.paused() && unfinished ->
                    Optional.of(onHold(".spec.paused", "true"));
            case Replicated.Update.Rolling _
                    when workload.kind() == Replicated.Kind.REPLICA_SET && remaining ->
                    Optional.of(onHold(".spec.template", "replaced only when a pod is deleted"));
            case Replicated.Update.OnDelete _ when remaining ->
                    Optional.of(onHold(".spec.updateStrategy", "OnDelete"));
            case Replicated.Update.Partitioned(int from)
                    when remaining && newest.older().stream().allMatch(p -> ordinal(p) < from) ->
                    Optional.of(
                            onHold(
                                    ".spec.updateStrategy.rollingUpdate.partition",
                                    String.valueOf(from)));
            case Replicated.Update.Rolling _,
                    Replicated.Update.Recreate _,
                    Replicated.Update.OnDelete _,
                    Replicated.Update.Partitioned _ ->
                    Optional.empty();
        };
    }

    private OnHold onHold(String path, String value) {
        Fact setting =
                Fact.deciding(
                        What.WORKLOAD_STATE,
                        Source.field(workload.ref(), path),
                        value,
                        Optional.empty());
        return new OnHold(
                Trouble.of(Cause.ROLLOUT_PAUSED, Confidence.PROVEN, List.of(setting, counts())));
    }

    private static int ordinal(Pod pod) {
        String digits = pod.name().substring(pod.name().lastIndexOf('-') + 1);
        return !digits.isEmpty()
                        && digits.length() < 9
                        && digits.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(digits)
                : 0;
    }

    /// How many pods of the newest revision should be there by now.
    private int due() {
        return switch (workload.kind()) {
            case DEPLOYMENT ->
                    newest.replicaSet()
                            .map(r -> r.counts().desired())
                            .orElse(isUntouched() ? workload.counts().desired() : 0);
            case REPLICA_SET -> workload.counts().desired() - newest.older().size();
            case STATEFUL_SET, DAEMON_SET -> workload.counts().desired() - newest.older().size();
        };
    }

    /// Whether its controller has never done anything for a Deployment. How long it has left a
    /// change undone nobody knows.
    private boolean isUntouched() {
        return newest.earlier().isEmpty() && newest.older().isEmpty() && !workload.paused();
    }

    private Optional<ServingAnswer> missing() {
        Optional<ServingAnswer> refused = creationRefused();
        if (newest.alive().size() >= due()) {
            boolean fewer = newest.alive().size() < workload.counts().desired();
            return refused.or(() -> fewer ? Optional.of(rolling()) : Optional.empty());
        }
        if (refused.isPresent()) {
            return refused;
        }
        if (around.place().terminating().value().orElse(false)) {
            return Optional.of(notCreated("the namespace is being deleted", Optional.empty()));
        }
        return Controller.refusal(creator(), lastCreation(), around)
                .or(this::leavesLostNode)
                .or(this::waitsForOlder)
                .or(() -> Optional.of(overdue()));
    }

    /// What the controller itself reports of pods it cannot create.
    private Optional<ServingAnswer> creationRefused() {
        Optional<Condition> failure =
                newest.replicaSet()
                        .flatMap(r -> r.condition("ReplicaFailure"))
                        .filter(Condition::isTrue)
                        .or(
                                () ->
                                        workload.condition("Progressing")
                                                .filter(
                                                        c ->
                                                                c.reason()
                                                                        .equals(
                                                                                "ReplicaSetCreateError")));
        return failure.map(
                c -> {
                    Fact fact =
                            Fact.deciding(
                                    What.WORKLOAD_STATE,
                                    Source.field(creator(), ".status.conditions[" + c.type() + "]"),
                                    c.reason() + ": " + c.message(),
                                    c.since());
                    return new Blocked(
                            AdmissionMessage.diagnose(c.message())
                                    .map(
                                            d ->
                                                    Trouble.of(
                                                            d,
                                                            Confidence.PROVEN,
                                                            List.of(fact, counts())))
                                    .orElseGet(
                                            () ->
                                                    Trouble.unrecognised(
                                                            Stage.ADMISSION,
                                                            Owner.PLATFORM,
                                                            Confidence.PROVEN,
                                                            c.message(),
                                                            List.of(fact, counts()))));
                });
    }

    /// An ordered StatefulSet goes on only when every pod is ready, also those of an older revision
    /// that never will be.
    private Optional<ServingAnswer> waitsForOlder() {
        if (workload.kind() != Replicated.Kind.STATEFUL_SET || !workload.ordered()) {
            return Optional.empty();
        }
        boolean mineUnready = newest.alive().stream().anyMatch(p -> !p.isReady());
        if (mineUnready) {
            return Optional.of(rolling());
        }
        return newest.older().stream()
                .filter(p -> !p.isReady())
                .findFirst()
                .map(
                        p ->
                                new Blocked(
                                        Trouble.of(
                                                        Cause.POD_NOT_CREATED,
                                                        Confidence.PROVEN,
                                                        List.of(
                                                                Fact.deciding(
                                                                        What.POD_CONDITION,
                                                                        Source.field(
                                                                                p.ref(),
                                                                                ".status.conditions[Ready]"),
                                                                        "an unready pod of an older"
                                                                            + " revision, for which"
                                                                            + " the controller"
                                                                            + " waits",
                                                                        p.condition("Ready")
                                                                                .flatMap(
                                                                                        Condition
                                                                                                ::since))))
                                                .ownedBy(Owner.DEVELOPER, Owner.PLATFORM)));
    }

    /// A pod that cannot go because its node is lost keeps the name that its successor needs.
    private Optional<ServingAnswer> leavesLostNode() {
        if (workload.kind() != Replicated.Kind.STATEFUL_SET) {
            return Optional.empty();
        }
        return around.place().podsOf(workload.ref()).stream()
                .filter(Pod::isTerminating)
                .filter(p -> around.node(p).filter(Node::isLost).isPresent())
                .map(p -> PodQuestion.ask(p, around))
                .findFirst();
    }

    private ServingAnswer overdue() {
        boolean replacing =
                workload.kind() != Replicated.Kind.DEPLOYMENT && !newest.older().isEmpty()
                        || leaving();
        if (replacing) {
            return rolling();
        }
        Instant due = lastCreation().plus(Patience.CONTROLLER);
        if (!around.now().isBefore(due)) {
            return notCreated(
                    "no pod and no word from the controller", Optional.of(lastCreation()));
        }
        if (around.eventsGap().isPresent() && workload.kind() != Replicated.Kind.DEPLOYMENT) {
            return new Unseen(around.eventsGap().get(), Stage.ADMISSION, false, List.of(counts()));
        }
        return new Converging(Stage.ROLLOUT, Optional.empty(), Optional.of(due), List.of(counts()));
    }

    /// Whether a pod that is going away still has the name that its successor needs.
    private boolean leaving() {
        return workload.kind() == Replicated.Kind.STATEFUL_SET
                && around.place().podsOf(workload.ref()).stream().anyMatch(Pod::isTerminating);
    }

    private Blocked notCreated(String why, Optional<Instant> since) {
        Fact fact =
                Fact.deciding(
                        What.WORKLOAD_STATE,
                        Source.field(creator(), ".status.replicas"),
                        why,
                        since);
        return new Blocked(
                Trouble.of(Cause.POD_NOT_CREATED, Confidence.PROVEN, List.of(fact, counts())));
    }

    /// Whoever creates the pods.
    private ObjectRef creator() {
        return newest.replicaSet().map(Replicated::ref).orElse(workload.ref());
    }

    /// The last time at which pods were asked for or went away.
    private Instant lastCreation() {
        Stream<Instant> pods =
                newest.pods().value().orElse(List.of()).stream()
                        .flatMap(p -> Stream.concat(Stream.of(p.createdAt()), ends(p)));
        Stream<Instant> scaled =
                around.about(workload.ref()).stream()
                        .filter(e -> e.reason().equals("ScalingReplicaSet"))
                        .map(ClusterEvent::lastSeen);
        return Stream.of(pods, scaled, newest.createdAt().stream(), Stream.of(workload.createdAt()))
                .flatMap(s -> s)
                .max(Instant::compareTo)
                .orElse(workload.createdAt());
    }

    private static Stream<Instant> ends(Pod pod) {
        return pod.containers().stream()
                .flatMap(c -> c.lastEnd().stream())
                .flatMap(e -> e.finishedAt().stream());
    }

    private Converging rolling() {
        return new Converging(Stage.ROLLOUT, Optional.empty(), Optional.empty(), List.of(counts()));
    }

    private Fact counts() {
        long ready = newest.alive().stream().filter(Pod::isReady).count();
        return Fact.deciding(
                What.READY_COUNT,
                Source.field(creator(), ".status.readyReplicas"),
                ready + " of " + workload.counts().desired(),
                newest.alive().stream()
                        .flatMap(p -> p.condition("Ready").flatMap(Condition::since).stream())
                        .max(Instant::compareTo));
    }
}
