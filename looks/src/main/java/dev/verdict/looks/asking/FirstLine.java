package dev.verdict.looks.asking;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Holds back a log's first line until it is known not to be the only one: the kubelet's own excuse
/// is no log, but a container may print the same words among others.
final class FirstLine {
    /// What the kubelet hands out as if it were the log, with status 200.
    /// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kuberuntime/kuberuntime_container.go
    private static final List<String> NO_LOG =
            List.of(
                    "unable to retrieve container logs for ",
                    "failed to try resolving symlinks in path ");

    private final Consumer<String> next;
    private Optional<String> held = Optional.empty();
    private boolean isPast;

    FirstLine(Consumer<String> next) {
        this.next = next;
    }

    void accept(String line) {
        if (!isPast) {
            isPast = true;
            if (NO_LOG.stream().anyMatch(line::startsWith)) {
                held = Optional.of(line);
                return;
            }
        }
        held.ifPresent(next);
        held = Optional.empty();
        next.accept(line);
    }

    /// To be asked when all lines are read.
    Optional<String> refusal() {
        return held;
    }
}
