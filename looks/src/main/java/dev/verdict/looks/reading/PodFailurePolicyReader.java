package dev.verdict.looks.reading;

import dev.verdict.core.workload.PodFailurePolicy;
import dev.verdict.core.workload.PodFailurePolicy.Action;
import dev.verdict.core.workload.PodFailurePolicy.ExitCodes;
import dev.verdict.core.workload.PodFailurePolicy.OnCondition;
import dev.verdict.core.workload.PodFailurePolicy.Rule;
import dev.verdict.looks.json.Field;

import java.util.Optional;
import java.util.stream.Collectors;

/// `spec.podFailurePolicy` of a Job.
final class PodFailurePolicyReader {
    private PodFailurePolicyReader() {}

    static PodFailurePolicy read(Field policy) {
        return new PodFailurePolicy(
                policy.at("rules").each().stream().map(PodFailurePolicyReader::rule).toList());
    }

    private static Rule rule(Field rule) {
        return new Rule(
                action(rule.at("action").textOrEmpty()),
                rule.at("onExitCodes").isWritten()
                        ? Optional.of(exitCodes(rule.at("onExitCodes")))
                        : Optional.empty(),
                rule.at("onPodConditions").each().stream()
                        .map(
                                c ->
                                        new OnCondition(
                                                c.at("type").textOrEmpty(),
                                                c.at("status").text().orElse("True")))
                        .toList());
    }

    private static Action action(String word) {
        return switch (word) {
            case "FailJob" -> Action.FAIL_JOB;
            case "FailIndex" -> Action.FAIL_INDEX;
            case "Ignore" -> Action.IGNORE;
            default -> Action.COUNT;
        };
    }

    private static ExitCodes exitCodes(Field codes) {
        return new ExitCodes(
                codes.at("containerName").text(),
                !codes.at("operator").textOrEmpty().equals("NotIn"),
                codes.at("values").each().stream()
                        .map(value -> value.integerOr(0))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
