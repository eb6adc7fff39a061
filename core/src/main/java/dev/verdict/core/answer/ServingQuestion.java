package dev.verdict.core.answer;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.NodeRefusal;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The third question: does the newest revision serve?
final class ServingQuestion {
    private ServingQuestion() {}

    static ServingAnswer ask(NewestRevision newest, Surroundings around) {
        return switch (newest.workload()) {
            case Replicated replicated -> ReplicatedQuestion.ask(replicated, newest, around);
            case Job job -> ofRun(Optional.of(job), newest, around);
            case CronJob cron -> ofCron(cron, newest, around);
            case BarePod(Pod pod) -> ofPod(pod, around);
        };
    }

    private static ServingAnswer ofCron(CronJob cron, NewestRevision newest, Surroundings around) {
        List<Job> runs = around.place().jobsOf(cron.ref());
        boolean gone =
                cron.lastScheduleTime()
                        .filter(t -> runs.stream().allMatch(j -> j.createdAt().isBefore(t)))
                        .isPresent();
        if (gone && newest.pods().gap().isEmpty()) {
            return new ServingAnswer.Unseen(
                    new Gap.Expired("the newest run of " + cron.ref().slashed()),
                    Stage.ROLLOUT,
                    true,
                    List.of());
        }
        if (newest.run().isPresent()) {
            return ofRun(newest.run(), newest, around);
        }
        if (newest.pods().gap().isPresent()) {
            return new ServingAnswer.Unseen(
                    newest.pods().gap().get(), Stage.ROLLOUT, true, List.of());
        }
        Fact fact =
                Fact.deciding(
                        What.WORKLOAD_STATE,
                        Source.field(cron.ref(), ".spec.schedule"),
                        cron.schedule()
                                + (runs.isEmpty()
                                        ? ", no run yet"
                                        : ", no run with this image yet"),
                        Optional.of(cron.createdAt()));
        if (cron.suspended()) {
            return new ServingAnswer.Blocked(
                    Trouble.of(Cause.JOB_SUSPENDED, Confidence.PROVEN, List.of(fact)));
        }
        return new ServingAnswer.Converging(
                Stage.ROLLOUT, Optional.empty(), Optional.empty(), List.of(fact));
    }

    private static ServingAnswer ofRun(
            Optional<Job> job, NewestRevision newest, Surroundings around) {
        RunState state =
                RunQuestion.ask(
                        job,
                        job.orElseThrow().ref(),
                        newest.pods(),
                        around,
                        p -> failed(p, around));
        return switch (state) {
            case RunState.Completed(Optional<Instant> at, Fact fact) ->
                    new ServingAnswer.Serving(at, List.of(fact));
            case RunState.Failed failed ->
                    new ServingAnswer.Failing(
                            failed.last()
                                    .flatMap(p -> failed(p, around))
                                    .orElseGet(() -> unexplained(failed))
                                    .with(failed.fact()));
            case RunState.Blocked(Trouble trouble) -> new ServingAnswer.Blocked(trouble);
            case RunState.Active active ->
                    new ServingAnswer.Converging(
                            active.hurts().map(Trouble::stage).orElse(active.stage()),
                            active.hurts(),
                            active.lookAgain(),
                            active.facts());
            case RunState.Unseen(Gap gap) ->
                    new ServingAnswer.Unseen(gap, Stage.READY, true, List.of());
        };
    }

    private static Trouble unexplained(RunState.Failed failed) {
        return Trouble.unrecognised(
                Stage.START, Owner.DEVELOPER, Confidence.PROVEN, failed.reason(), List.of());
    }

    /// What ended a pod for good.
    private static Optional<Trouble> failed(Pod pod, Surroundings around) {
        return pod.containers().stream()
                .filter(c -> c.lastEnd().filter(e -> e.exitCode() != 0).isPresent())
                .min(Comparator.comparing(ServingQuestion::endOf))
                .map(c -> Crashes.trouble(pod, c, c.lastEnd().orElseThrow(), around));
    }

    private static Instant endOf(Container container) {
        return container
                .lastEnd()
                .flatMap(ContainerState.Terminated::finishedAt)
                .orElse(Instant.MAX);
    }

    private static ServingAnswer ofPod(Pod pod, Surroundings around) {
        if (pod.isTerminating()) {
            return new ServingAnswer.Unseen(
                    new Gap.Expired("the pod is being deleted"), Stage.READY, true, List.of());
        }
        if (!pod.hasEnded()) {
            return PodQuestion.ask(pod, around);
        }
        Fact fact =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".status.phase"),
                        pod.phase() == Pod.Phase.SUCCEEDED ? "Succeeded" : "Failed " + pod.reason(),
                        Optional.empty());
        if (pod.phase() == Pod.Phase.SUCCEEDED) {
            return new ServingAnswer.Serving(Optional.empty(), List.of(fact));
        }
        Supplier<ServingAnswer> crashed =
                () ->
                        new ServingAnswer.Failing(
                                failed(pod, around)
                                        .orElseGet(
                                                () ->
                                                        Trouble.unrecognised(
                                                                Stage.START,
                                                                Owner.DEVELOPER,
                                                                Confidence.PROVEN,
                                                                pod.message(),
                                                                List.of(fact))));
        if (RunQuestion.isTakenAway(pod)) {
            return new ServingAnswer.Blocked(
                    Trouble.of(Cause.NODE_PRESSURE, Confidence.PROVEN, List.of(fact)));
        }
        return pod.hasStartedAny()
                ? crashed.get()
                : NodeRefusal.diagnose(pod.reason(), pod.message())
                        .<ServingAnswer>map(
                                d ->
                                        new ServingAnswer.Blocked(
                                                Trouble.of(d, Confidence.PROVEN, List.of(fact))))
                        .orElseGet(crashed);
    }
}
