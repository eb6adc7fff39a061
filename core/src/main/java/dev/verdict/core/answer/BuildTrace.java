package dev.verdict.core.answer;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.ObjectRef;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What events still tell of a builder's pod that is gone, with its Job: that there was a build,
/// and when; not what it pushed.
///
/// @param firstSeen the earliest event about it
record BuildTrace(ObjectRef pod, Instant firstSeen) {
    static List<BuildTrace> in(List<Place> places) {
        List<BuildTrace> traces = new ArrayList<>();
        places.forEach(p -> traces.addAll(in(p)));
        return List.copyOf(traces);
    }

    private static Collection<BuildTrace> in(Place place) {
        Set<String> present =
                place.pods().value().orElse(List.of()).stream()
                        .map(p -> p.ref().uid())
                        .collect(Collectors.toSet());
        List<String> jobs =
                place.jobs().value().orElse(List.of()).stream().map(j -> j.ref().name()).toList();
        SequencedMap<String, BuildTrace> gone = new LinkedHashMap<>();
        for (ClusterEvent event : place.events().value().orElse(List.of())) {
            ObjectRef pod = event.regarding();
            if (pod.kind().equals("Pod")
                    && !present.contains(pod.uid())
                    && speaksOfBuilder(event)) {
                gone.merge(
                        pod.uid(),
                        new BuildTrace(pod, event.firstSeen()),
                        (a, b) -> a.firstSeen().isBefore(b.firstSeen()) ? a : b);
            }
        }
        gone.values()
                .removeIf(t -> jobs.stream().anyMatch(j -> t.pod().name().startsWith(j + "-")));
        return gone.values();
    }

    private static boolean speaksOfBuilder(ClusterEvent event) {
        return event.container()
                        .filter(c -> c.toLowerCase(Locale.ROOT).contains("kaniko"))
                        .isPresent()
                || images(event.message()).anyMatch(KanikoContainer::isImage);
    }

    /// Image names in quotes, as the kubelet writes them.
    private static Stream<String> images(String message) {
        String[] parts = message.split("\"", 8);
        return Stream.iterate(1, i -> i < parts.length, i -> i + 2).map(i -> parts[i]);
    }

    /// Whether its name carries that workload's.
    boolean carries(String workload) {
        return pod.name().contains(workload);
    }
}
