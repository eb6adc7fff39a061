package dev.verdict.core.answer;

import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules' own clocks: how long a wait is only a wait.
final class Patience {
    /// Unready without a crash, from the latest start of the container that is not ready.
    private static final Duration UNREADY = Duration.ofMinutes(5);

    /// A build that neither prints nor changes.
    static final Duration BUILD = Duration.ofMinutes(15);

    /// An autoscaler's node: cluster-autoscaler's `max-node-provision-time`.
    static final Duration AUTOSCALER = Duration.ofMinutes(15);

    /// A controller or scheduler that says nothing about a pod that is due.
    static final Duration CONTROLLER = Duration.ofSeconds(30);

    /// A pushed image that nobody rolls out yet.
    static final Duration ROLLOUT = Duration.ofMinutes(5);

    /// Different clocks are ordered only when this far apart.
    static final Duration ALLOWANCE = Duration.ofSeconds(5);

    /// Events live that long.
    static final Duration EVENTS = Duration.ofHours(1);

    private static final Duration CALM_LEAST = Duration.ofMinutes(1);
    private static final Duration CALM_MOST = Duration.ofMinutes(10);

    private Patience() {}

    /// How long this container may be unready: the whole budget of a start-up probe that has not
    /// passed, else five minutes, unless the person asking said otherwise.
    static Duration unready(Container container, Optional<Duration> pinned) {
        return pinned.orElseGet(
                () -> container.spec().startupProbe().map(Probe::budget).orElse(UNREADY));
    }

    static Duration unready(Optional<Duration> pinned) {
        return pinned.orElse(UNREADY);
    }

    /// How long a container that crashed must run before that counts as calm: twice the longest
    /// life that a crash is known to have ended, at least a minute, at most ten, and
    /// `minReadySeconds`.
    static Duration calm(Container container, Duration minReady) {
        Duration longest =
                Stream.concat(container.lastState().stream(), ended(container))
                        .map(Patience::life)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        Duration calm = longest.multipliedBy(2);
        calm = calm.compareTo(CALM_LEAST) < 0 ? CALM_LEAST : calm;
        calm = calm.compareTo(CALM_MOST) > 0 ? CALM_MOST : calm;
        return calm.compareTo(minReady) < 0 ? minReady : calm;
    }

    private static Stream<ContainerState.Terminated> ended(Container container) {
        return container.state() instanceof ContainerState.Terminated terminated
                ? Stream.of(terminated)
                : Stream.empty();
    }

    private static Duration life(ContainerState.Terminated end) {
        if (end.startedAt().isEmpty() || end.finishedAt().isEmpty()) {
            return Duration.ZERO;
        }
        Duration life = Duration.between(end.startedAt().get(), end.finishedAt().get());
        return life.isNegative() ? Duration.ZERO : life;
    }

    /// Whether `later` is clearly after `earlier` although different clocks wrote them.
    static boolean isClearlyAfter(Instant later, Instant earlier) {
        return !later.isBefore(earlier.plus(ALLOWANCE));
    }
}
