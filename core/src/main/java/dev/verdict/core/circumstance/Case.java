package dev.verdict.core.circumstance;

import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.BuildRun;
import dev.verdict.core.answer.Chain;
import dev.verdict.core.answer.NewestRevision;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.verdict.Decision;

import java.util.List;
import java.util.Optional;

/// A decided question, for whoever explains the decision.
///
/// @param newest empty where there is no workload
/// @param chain the chain that decided, where one did
/// @param build the attempt's build, where there is one
public record Case(
        Evidence evidence,
        Decision decision,
        Optional<NewestRevision> newest,
        Optional<Chain> chain,
        Optional<BuildRun> build,
        Optional<BuildAnswer> buildAnswer) {
    /// The build's pods, the newest last.
    List<Pod> buildPods() {
        return build.flatMap(b -> b.pods().value()).orElse(List.of()).stream()
                .sorted(Pod.OLDEST_FIRST)
                .toList();
    }
}
