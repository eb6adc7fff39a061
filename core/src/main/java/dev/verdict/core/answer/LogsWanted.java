package dev.verdict.core.answer;

import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which logs would decide, given everything else: a log costs a request through the kubelet, so
/// only those are read.
public final class LogsWanted {
    /// Builds of one repository whose logs are read: the attempt's own and those it is told apart
    /// from.
    private static final int BUILDS = 4;

    private static final int CRASHES = 2;

    private LogsWanted() {}

    /// All logs wanted for the question, those already read included.
    public static List<LogKey> in(Evidence evidence) {
        return in(evidence, Builds.in(evidence.places()));
    }

    /// The same, where the builds of these places are known already.
    public static List<LogKey> in(Evidence evidence, Builds builds) {
        Set<LogKey> keys = new LinkedHashSet<>();
        switch (Found.in(evidence)) {
            case Found.AWorkload(Workload workload, Place place) -> {
                for (BuildRun build : ofWorkload(workload, builds, evidence)) {
                    keys.addAll(ofBuild(build));
                }
                keys.addAll(ofCrashes(workload, place, evidence));
            }
            case Found.ABuild(List<BuildRun> runs) -> runs.forEach(r -> keys.addAll(ofBuild(r)));
            case Found.Missing _ ->
                    new Answers(evidence, builds)
                            .suggestedFor(evidence.question().subject().name()).stream()
                                    .limit(BUILDS)
                                    .forEach(b -> keys.addAll(ofBuild(b)));
            case Found.Unseen _ -> {}
        }
        return List.copyOf(keys);
    }

    private static List<BuildRun> ofWorkload(Workload workload, Builds builds, Evidence evidence) {
        var pins = evidence.question().pins();
        if (pins.noBuild()) {
            return List.of();
        }
        List<BuildRun> named =
                builds.tiedBy(pins.builds().stream().map(n -> new Tie.Named(n.name())));
        List<BuildRun> into =
                builds
                        .tiedBy(
                                workload.template().containers().stream()
                                        .flatMap(c -> c.reference().stream())
                                        .map(r -> new Tie.Into(r.repository())))
                        .stream()
                        .filter(b -> named.stream().noneMatch(b::isSameAs))
                        .toList();
        List<BuildRun> wanted = Stream.concat(named.stream(), into.stream()).toList();
        return (wanted.isEmpty() ? builds.all() : wanted.stream()).limit(BUILDS).toList();
    }

    private static List<LogKey> ofBuild(BuildRun build) {
        List<Pod> pods =
                build.pods().value().orElse(List.of()).stream()
                        .sorted(Pod.OLDEST_FIRST.reversed())
                        .toList();
        Optional<Pod> decisive =
                pods.stream()
                        .filter(p -> endedWell(p, build))
                        .findFirst()
                        .or(() -> pods.stream().filter(p -> hasRun(p, build)).findFirst());
        if (decisive.isPresent()) {
            Container builder = decisive.get().container(build.builder().name()).orElseThrow();
            List<LogKey> keys = new ArrayList<>();
            if (!(builder.state() instanceof ContainerState.Waiting)) {
                keys.add(key(decisive.get(), builder, false));
            }
            if (!(builder.state() instanceof ContainerState.Terminated)
                    && builder.lastState().isPresent()) {
                keys.add(key(decisive.get(), builder, true));
            }
            return keys;
        }
        return pods.stream()
                .flatMap(
                        p ->
                                p.containers(ContainerSpec.Role.INIT).stream()
                                        .filter(
                                                c ->
                                                        c.lastEnd()
                                                                .filter(e -> e.exitCode() != 0)
                                                                .isPresent())
                                        .map(c -> lastWords(p, c)))
                .limit(1)
                .toList();
    }

    private static LogKey key(Pod pod, Container builder, boolean previous) {
        return new LogKey(pod.ref(), builder.name(), previous, LogKey.Purpose.BUILD);
    }

    private static boolean endedWell(Pod pod, BuildRun build) {
        return pod.container(build.builder().name())
                .flatMap(Container::lastEnd)
                .filter(e -> e.exitCode() == 0)
                .isPresent();
    }

    private static boolean hasRun(Pod pod, BuildRun build) {
        return pod.container(build.builder().name()).filter(Container::hasRun).isPresent();
    }

    private static List<LogKey> ofCrashes(Workload workload, Place place, Evidence evidence) {
        NewestRevision newest = NewestRevision.of(workload, place);
        boolean ends = !(workload instanceof Replicated) && !(workload instanceof BarePod);
        Surroundings around =
                new Surroundings(
                        evidence, place, workload.template(), Set.of(), ends, Duration.ZERO);
        if (ServingQuestion.ask(newest, around) instanceof ServingAnswer.Serving) {
            return List.of();
        }
        return newest.pods().value().orElse(List.of()).stream()
                .flatMap(
                        p ->
                                p.containers().stream()
                                        .filter(c -> !c.ready())
                                        .filter(c -> hasCrashed(c))
                                        .map(c -> lastWords(p, c)))
                .limit(CRASHES)
                .toList();
    }

    private static boolean hasCrashed(Container container) {
        return container
                .lastEnd()
                .filter(e -> e.startedAt().isPresent())
                .filter(e -> container.restartCount() > 0 || e.exitCode() != 0)
                .isPresent();
    }

    /// Of a running container the previous life's, else the one that ended.
    private static LogKey lastWords(Pod pod, Container container) {
        return new LogKey(
                pod.ref(), container.name(), container.isRunning(), LogKey.Purpose.LAST_WORDS);
    }
}
