package dev.verdict.core.workload;

import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a Job does about a pod that failed: the first rule that matches says so. Empty where a Job
/// has none, as most.
///
/// <https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/job/pod_failure_policy.go>
public record PodFailurePolicy(List<Rule> rules) {
    /// What becomes of the Job.
    public enum Action {
        FAIL_JOB,
        /// Ends its index. A run with a single one ends with it.
        FAIL_INDEX,
        /// Makes another pod; the failed one does not count as a try.
        IGNORE,
        COUNT
    }

    /// Matches by exit codes or by conditions, whichever is written.
    public record Rule(Action action, Optional<ExitCodes> exitCodes, List<OnCondition> conditions) {
        public Rule {
            conditions = List.copyOf(conditions);
        }

        private boolean matches(Pod pod) {
            return exitCodes.isPresent()
                    ? pod.containers().stream().anyMatch(exitCodes.get()::match)
                    : conditions.stream().anyMatch(c -> c.matches(pod));
        }
    }

    /// With which code a container has to have ended. One that ended well never matches.
    ///
    /// @param container whose exit is meant; empty for any
    /// @param in whether the code has to be one of the values; else none of them
    public record ExitCodes(Optional<String> container, boolean in, Set<Integer> values) {
        public ExitCodes {
            values = Set.copyOf(values);
        }

        private boolean match(Container ended) {
            return container.filter(name -> !name.equals(ended.name())).isEmpty()
                    && ended.state() instanceof ContainerState.Terminated end
                    && end.exitCode() != 0
                    && values.contains(end.exitCode()) == in;
        }
    }

    /// Which condition the pod has to have.
    ///
    /// @param status `True` where none is written
    public record OnCondition(String type, String status) {
        private boolean matches(Pod pod) {
            return pod.condition(type)
                    .filter(c -> c.status().name().equalsIgnoreCase(status))
                    .isPresent();
        }
    }

    public PodFailurePolicy {
        rules = List.copyOf(rules);
    }

    public static PodFailurePolicy none() {
        return new PodFailurePolicy(List.of());
    }

    /// What becomes of the Job with this failed pod. A pod that no rule matches counts as a try.
    public Action about(Pod failed) {
        return rules.stream()
                .filter(rule -> rule.matches(failed))
                .map(Rule::action)
                .findFirst()
                .orElse(Action.COUNT);
    }
}
