package dev.verdict.core.circumstance;

import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.build.KanikoTranscript;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance.Code;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.Pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What else is to be said of the build.
final class OfBuild {
    private OfBuild() {}

    /// A second try has begun.
    static Optional<Circumstance> retried(Case decided) {
        boolean pods = decided.buildPods().size() > 1;
        boolean counted =
                decided.build()
                        .flatMap(b -> b.job())
                        .filter(j -> j.failed() + j.succeeded() > 1)
                        .isPresent();
        boolean restarted =
                decided.buildPods().stream()
                        .filter(p -> !p.spec().restartPolicy().equals("Never"))
                        .flatMap(p -> builder(decided, p).stream())
                        .anyMatch(c -> c.restartCount() > 0);
        return when(pods || counted || restarted, Code.BUILD_RETRIED, "");
    }

    static Optional<Circumstance> pushRetrying(Case decided) {
        boolean retrying =
                decided.buildAnswer()
                        .filter(
                                a ->
                                        a instanceof BuildAnswer.Building building
                                                && building.stage() == Stage.PUSH
                                                && transcripts(decided).stream()
                                                        .anyMatch(t -> t.retrying().isPresent()))
                        .isPresent();
        return when(retrying, Code.PUSH_RETRYING, "");
    }

    /// Another destination lacks the image.
    static Optional<Circumstance> partialPush(Case decided) {
        return decided.buildAnswer()
                .flatMap(
                        a ->
                                a instanceof BuildAnswer.Pushed pushed
                                        ? pushed.failedElsewhere()
                                        : Optional.empty())
                .map(
                        e ->
                                new Circumstance(
                                        Code.PARTIAL_PUSH,
                                        e.failedDestination().orElse(""),
                                        List.of()));
    }

    static Optional<Circumstance> killedAfterPush(Case decided) {
        boolean killed =
                decided.buildAnswer()
                        .filter(a -> a instanceof BuildAnswer.Pushed pushed && pushed.killedAfter())
                        .isPresent();
        return when(killed, Code.BUILD_KILLED_AFTER_PUSH, "");
    }

    /// Something inside the build was killed and the build went on: the image may lack what it
    /// made.
    static Optional<Circumstance> stepKilled(Case decided) {
        boolean pushed =
                decided.buildAnswer()
                        .filter(
                                a ->
                                        a instanceof BuildAnswer.Pushed
                                                || a instanceof BuildAnswer.PushedDigestUnknown)
                        .isPresent();
        boolean killed =
                decided.buildPods().stream()
                        .flatMap(p -> builder(decided, p).stream())
                        .flatMap(c -> c.lastEnd().stream())
                        .anyMatch(e -> e.exitCode() == 0 && e.reason().equals("OOMKilled"));
        return when(pushed && killed, Code.BUILD_STEP_KILLED, "");
    }

    static Optional<Circumstance> stepLooksLikeNetworkFault(Case decided) {
        boolean step =
                decided.decision()
                        .trouble()
                        .filter((Trouble t) -> t.is(Cause.BUILD_STEP_FAILED))
                        .isPresent();
        return when(
                step && transcripts(decided).stream().anyMatch(KanikoTranscript::stepNetworkFault),
                Code.STEP_LOOKS_LIKE_NETWORK_FAULT,
                "");
    }

    /// A later build pushed something else to the same tag.
    static Optional<Circumstance> tagMoved(Case decided) {
        boolean moved = decided.chain().filter(c -> c.tagMoved()).isPresent();
        return when(moved, Code.TAG_MOVED_SINCE_BUILD, "");
    }

    private static Optional<Container> builder(Case decided, Pod pod) {
        return decided.build().flatMap(b -> pod.container(b.builder().name()));
    }

    private static List<KanikoTranscript> transcripts(Case decided) {
        List<String> pods = decided.buildPods().stream().map(p -> p.ref().uid()).toList();
        return decided.evidence().logs().entrySet().stream()
                .filter(e -> pods.contains(e.getKey().pod().uid()))
                .flatMap(
                        (Map.Entry<LogKey, Observation<ContainerLog>> e) ->
                                e.getValue().value().stream())
                .filter(ContainerLog.OfBuilder.class::isInstance)
                .map(l -> ((ContainerLog.OfBuilder) l).transcript())
                .toList();
    }

    static Optional<Circumstance> when(boolean holds, Code code, String subject) {
        return holds ? Optional.of(new Circumstance(code, subject, List.of())) : Optional.empty();
    }
}
