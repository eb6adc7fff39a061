package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.PodFailurePolicy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How far is a Job, or a pod that runs to its end?
///
/// Whether tries are left is computed from spec and pods: a Job's status lags its pods by one to
/// three seconds. See [the controller's
/// back-off](https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/job/job_controller.go).
final class RunQuestion {
    private final Optional<Job> job;
    private final ObjectRef ref;
    private final List<Pod> pods;
    private final Surroundings around;
    private final Function<Pod, Optional<Trouble>> why;

    private RunQuestion(
            Optional<Job> job,
            ObjectRef ref,
            List<Pod> pods,
            Surroundings around,
            Function<Pod, Optional<Trouble>> why) {
        this.job = job;
        this.ref = ref;
        this.pods = pods;
        this.around = around;
        this.why = why;
    }

    /// @param why what ended a pod, for a try that failed
    static RunState ask(
            Optional<Job> job,
            ObjectRef ref,
            Observation<List<Pod>> pods,
            Surroundings around,
            Function<Pod, Optional<Trouble>> why) {
        List<Pod> sorted =
                pods.value().orElse(List.of()).stream().sorted(Pod.OLDEST_FIRST).toList();
        RunQuestion question = new RunQuestion(job, ref, sorted, around, why);
        return question.byCondition()
                .or(() -> pods.gap().map(RunState.Unseen::new))
                .orElseGet(question::byPods);
    }

    private Optional<RunState> byCondition() {
        if (job.isEmpty()) {
            return Optional.empty();
        }
        Optional<Condition> complete = job.get().complete();
        if (complete.isPresent()) {
            return Optional.of(
                    new RunState.Completed(
                            job.get().completionTime().or(() -> complete.get().since()),
                            condition(complete.get())));
        }
        Optional<Condition> failure = job.get().failure();
        if (failure.isPresent()) {
            return Optional.of(
                    new RunState.Failed(
                            lastTried(),
                            failure.get().reason(),
                            failure.get().since(),
                            condition(failure.get())));
        }
        if (job.get().suspended()) {
            Fact fact =
                    Fact.deciding(
                            What.JOB_STATE,
                            Source.field(ref, ".spec.suspend"),
                            "true",
                            Optional.empty());
            return Optional.of(
                    new RunState.Blocked(
                            Trouble.of(Cause.JOB_SUSPENDED, Confidence.PROVEN, List.of(fact))));
        }
        return Optional.empty();
    }

    private Fact condition(Condition condition) {
        String said =
                condition.reason().isEmpty()
                        ? condition.type()
                        : condition.type() + ": " + condition.reason();
        return Fact.deciding(
                What.JOB_STATE,
                Source.field(ref, ".status.conditions[" + condition.type() + "]"),
                said,
                condition.since());
    }

    private RunState byPods() {
        List<Pod> alive =
                pods.stream()
                        .filter(p -> !p.hasEnded() && !p.isTerminating() && !hasFailed(p))
                        .toList();
        if (!alive.isEmpty()) {
            return current(alive.getLast());
        }
        Optional<Pod> succeeded =
                pods.stream().filter(p -> p.phase() == Pod.Phase.SUCCEEDED).findFirst();
        if (succeeded.isPresent()) {
            return new RunState.Completed(end(succeeded.get()), phase(succeeded.get()));
        }
        Optional<Pod> failed = lastTried();
        if (failed.isEmpty()) {
            return pods.isEmpty() ? withoutPod() : active(Optional.of(pods.getLast()));
        }
        Optional<Gap> unread = around.place().jobs().gap();
        if (job.isEmpty() && ref.kind().equals("Job") && unread.isPresent()) {
            return new RunState.Unseen(unread.get());
        }
        if (isExhausted()) {
            return new RunState.Failed(failed, "", end(failed.get()), phase(failed.get()));
        }
        return active(Optional.empty());
    }

    private Optional<Pod> lastTried() {
        return pods.stream().filter(RunQuestion::hasFailed).max(Pod.OLDEST_FIRST);
    }

    /// Its containers have ended badly for good, although its phase may not say so yet.
    private static boolean hasFailed(Pod pod) {
        if (pod.phase() == Pod.Phase.FAILED) {
            return true;
        }
        List<Container> containers = pod.longRunning();
        boolean ended =
                !containers.isEmpty()
                        && containers.stream()
                                .allMatch(c -> c.state() instanceof ContainerState.Terminated)
                        && containers.stream().anyMatch(RunQuestion::endedBadly);
        boolean neverBegan =
                pod.containers(ContainerSpec.Role.INIT).stream().anyMatch(RunQuestion::endedBadly);
        return pod.spec().restartPolicy().equals("Never") && (ended || neverBegan);
    }

    private static boolean endedBadly(Container container) {
        return container.state() instanceof ContainerState.Terminated end && end.exitCode() != 0;
    }

    /// Whether the tries are used up although the Job does not say so yet.
    private boolean isExhausted() {
        if (job.isEmpty()) {
            return true;
        }
        List<PodFailurePolicy.Action> tries =
                pods.stream()
                        .filter(RunQuestion::hasFailed)
                        .map(job.get().failurePolicy()::about)
                        .toList();
        long counted = tries.stream().filter(PodFailurePolicy.Action.COUNT::equals).count();
        return tries.contains(PodFailurePolicy.Action.FAIL_JOB)
                || tries.contains(PodFailurePolicy.Action.FAIL_INDEX)
                || Math.max(counted, job.get().failed()) > job.get().backoffLimit();
    }

    private RunState current(Pod pod) {
        return switch (PodQuestion.ask(pod, around)) {
            case ServingAnswer.Blocked(Trouble trouble) -> new RunState.Blocked(trouble);
            case ServingAnswer.OnHold(Trouble trouble) -> new RunState.Blocked(trouble);
            case ServingAnswer.Failing(Trouble trouble) ->
                    hurting(pod, why.apply(pod).orElse(trouble));
            case ServingAnswer.Unseen unseen -> new RunState.Unseen(unseen.gap());
            case ServingAnswer.Converging converging ->
                    new RunState.Active(
                            Optional.of(pod),
                            converging.stage(),
                            converging
                                    .hurts()
                                    .map(t -> why.apply(pod).orElse(t))
                                    .or(() -> earlierLife(pod))
                                    .or(this::failedTry),
                            converging.lookAgain(),
                            converging.facts());
            case ServingAnswer.Serving _, ServingAnswer.ScaledToZero _ -> active(Optional.of(pod));
        };
    }

    private static RunState hurting(Pod pod, Trouble trouble) {
        return new RunState.Active(
                Optional.of(pod),
                trouble.stage(),
                Optional.of(trouble),
                Optional.empty(),
                trouble.facts());
    }

    /// With `restartPolicy: OnFailure` a failed try is the container's previous life.
    private Optional<Trouble> earlierLife(Pod pod) {
        boolean failed =
                pod.longRunning().stream()
                        .filter(Container::isRunning)
                        .flatMap(c -> c.lastState().stream())
                        .anyMatch(e -> e.exitCode() != 0);
        return failed ? why.apply(pod) : Optional.empty();
    }

    private RunState active(Optional<Pod> pod) {
        return new RunState.Active(
                pod, Stage.READY, failedTry(), Optional.empty(), List.of(counts()));
    }

    /// What an earlier try failed of. An evicted or preempted one is judged by its successor.
    private Optional<Trouble> failedTry() {
        return lastTried().filter(p -> !isTakenAway(p)).flatMap(why);
    }

    /// The cluster took it away; nothing of its own failed.
    static boolean isTakenAway(Pod pod) {
        return switch (pod.reason()) {
            case "Evicted", "Preempting", "Shutdown", "NodeShutdown", "Terminated", "NodeLost" ->
                    true;
            default -> pod.condition("DisruptionTarget").filter(Condition::isTrue).isPresent();
        };
    }

    private RunState withoutPod() {
        Instant due = job.map(j -> j.startTime().orElse(j.createdAt())).orElse(around.now());
        Optional<ServingAnswer> refusal = Controller.refusal(ref, due, around);
        if (refusal.isPresent()
                && refusal.get() instanceof ServingAnswer.Blocked(Trouble trouble)) {
            return new RunState.Blocked(trouble);
        }
        if (Controller.isOverdue(due, around)
                && job.filter(j -> j.failed() > 0 || j.active() > 0).isEmpty()) {
            return new RunState.Blocked(
                    Trouble.of(Cause.POD_NOT_CREATED, Confidence.PROVEN, List.of(counts())));
        }
        if (around.eventsGap().isPresent()) {
            return new RunState.Unseen(around.eventsGap().get());
        }
        return new RunState.Active(
                Optional.empty(),
                Stage.ROLLOUT,
                Optional.empty(),
                Optional.of(due.plus(Patience.CONTROLLER)),
                List.of(counts()));
    }

    private Fact counts() {
        String said =
                job.map(
                                j ->
                                        j.active()
                                                + " active, "
                                                + j.succeeded()
                                                + " succeeded, "
                                                + j.failed()
                                                + " failed")
                        .orElse("running");
        return Fact.deciding(
                What.JOB_STATE, Source.field(ref, ".status"), said, job.flatMap(Job::startTime));
    }

    private Fact phase(Pod pod) {
        return Fact.deciding(
                What.POD_CONDITION,
                Source.field(pod.ref(), ".status.phase"),
                pod.phase() == Pod.Phase.SUCCEEDED ? "Succeeded" : "Failed",
                end(pod));
    }

    private static Optional<Instant> end(Pod pod) {
        return pod.containers().stream()
                .map(Container::state)
                .filter(ContainerState.Terminated.class::isInstance)
                .map(ContainerState.Terminated.class::cast)
                .flatMap(t -> t.finishedAt().stream())
                .max(Instant::compareTo);
    }
}
