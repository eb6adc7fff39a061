package dev.verdict.core.timeline;

import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.BuildRun;
import dev.verdict.core.answer.NewestRevision;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.timeline.Moment.Clock;
import dev.verdict.core.timeline.Moment.Happened;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened when: the build, the claim, the rollout, each with the clock that wrote the time.
public final class Timeline {
    private final List<Moment> moments = new ArrayList<>();

    private Timeline() {}

    /// Sorted by time; equal times keep the order in which such things happen.
    public static List<Moment> of(
            Evidence evidence,
            Optional<NewestRevision> newest,
            Optional<BuildRun> build,
            Optional<BuildAnswer> answer) {
        Timeline timeline = new Timeline();
        build.ifPresent(b -> timeline.build(b, answer));
        evidence.question().claim().ifPresent(timeline::claim);
        newest.ifPresent(timeline::rollout);
        timeline.moments.sort(Timeline::inOrder);
        return List.copyOf(timeline.moments);
    }

    private static int inOrder(Moment a, Moment b) {
        int order = a.at().compareTo(b.at());
        return order != 0 ? order : a.what().compareTo(b.what());
    }

    private void build(BuildRun build, Optional<BuildAnswer> answer) {
        add(
                Optional.of(build.requestedAt()),
                Clock.CONTROL_PLANE,
                Happened.BUILD_REQUESTED,
                build.ref().slashed(),
                Source.field(build.ref(), ".metadata.creationTimestamp"));
        Optional<Pod> pod = build.pods().value().orElse(List.of()).stream().max(Pod.OLDEST_FIRST);
        Optional<Container> builder = pod.flatMap(p -> p.container(build.builder().name()));
        if (builder.isEmpty()) {
            return;
        }
        ObjectRef ref = pod.get().ref();
        Source state =
                Source.field(
                        ref, ".status.containerStatuses[" + build.builder().name() + "].state");
        add(start(builder.get()), Clock.NODE, Happened.BUILDER_STARTED, "", state);
        Optional<ContainerState.Terminated> end = builder.get().lastEnd();
        Optional<Instant> ended = end.flatMap(ContainerState.Terminated::finishedAt);
        if (answer.isPresent() && answer.get() instanceof BuildAnswer.Pushed pushed) {
            boolean logged = pushed.pushes().getFirst().line().at().isPresent();
            add(
                    pushed.at(),
                    logged ? Clock.LOG : Clock.NODE,
                    Happened.PUSHED,
                    pushed.digest().value(),
                    state);
        } else if (end.isPresent()) {
            boolean failed = end.get().exitCode() != 0;
            add(
                    ended,
                    Clock.NODE,
                    failed ? Happened.BUILD_FAILED : Happened.BUILD_ENDED,
                    "exit " + end.get().exitCode(),
                    state);
        }
    }

    private void claim(Claim claim) {
        add(
                claim.madeAt(),
                Clock.PLATFORM,
                Happened.PLATFORM_GAVE_UP,
                claim.message().orElse(""),
                new Source.Claim("madeAt"));
    }

    private void rollout(NewestRevision newest) {
        ObjectRef ref = newest.workload().ref();
        add(
                newest.createdAt(),
                Clock.CONTROL_PLANE,
                Happened.ROLLOUT_REQUESTED,
                ref.slashed(),
                Source.field(ref, ".metadata.creationTimestamp"));
        List<Pod> pods = newest.alive().isEmpty() ? newest.ended() : newest.alive();
        pods.stream()
                .max((a, b) -> readySince(a).compareTo(readySince(b)))
                .ifPresent(this::slowest);
    }

    private static Instant readySince(Pod pod) {
        return pod.condition("Ready")
                .filter(Condition::isTrue)
                .flatMap(Condition::since)
                .orElse(Instant.MAX);
    }

    private void slowest(Pod pod) {
        Optional<Condition> scheduled = pod.condition("PodScheduled").filter(Condition::isTrue);
        add(
                scheduled.flatMap(Condition::since),
                Clock.CONTROL_PLANE,
                Happened.POD_PLACED,
                pod.spec().nodeName(),
                Source.field(pod.ref(), ".status.conditions[PodScheduled]"));
        for (Container container : pod.longRunning()) {
            Source state =
                    Source.field(
                            pod.ref(), ".status.containerStatuses[" + container.name() + "].state");
            add(start(container), Clock.NODE, Happened.CONTAINER_STARTED, container.name(), state);
            container
                    .lastEnd()
                    .filter(e -> e.exitCode() != 0)
                    .ifPresent(
                            e ->
                                    add(
                                            e.finishedAt(),
                                            Clock.NODE,
                                            Happened.CONTAINER_CRASHED,
                                            container.name() + ", exit " + e.exitCode(),
                                            state));
        }
        if (pod.isReady()) {
            add(
                    pod.condition("Ready").flatMap(Condition::since),
                    Clock.NODE,
                    Happened.READY,
                    pod.name(),
                    Source.field(pod.ref(), ".status.conditions[Ready]"));
        }
    }

    private static Optional<Instant> start(Container container) {
        return switch (container.state()) {
            case ContainerState.Running(Optional<Instant> at) -> at;
            case ContainerState.Terminated end -> end.startedAt();
            case ContainerState.Waiting _, ContainerState.Unreported _ -> Optional.empty();
        };
    }

    private void add(
            Optional<Instant> at, Clock clock, Happened what, String detail, Source source) {
        at.ifPresent(t -> moments.add(new Moment(t, clock, what, detail, source)));
    }
}
