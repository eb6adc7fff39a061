package dev.verdict.core.answer;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Pod;

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

/// What events still tell of a build that is gone: that there was one, and when; not what it
/// pushed.
///
/// @param ref the builder's pod; or a Job that made a pod of which no event says what it ran, so
///   that it may have been a builder's
/// @param firstSeen the earliest event about it
record BuildTrace(ObjectRef ref, Instant firstSeen) {
    private static final String CREATED = "Created pod: ";

    static List<BuildTrace> in(List<Place> places) {
        List<BuildTrace> traces = new ArrayList<>();
        places.forEach(p -> traces.addAll(in(p)));
        return List.copyOf(traces);
    }

    private static Collection<BuildTrace> in(Place place) {
        List<Pod> pods = place.pods().value().orElse(List.of());
        Set<String> present = pods.stream().map(p -> p.ref().uid()).collect(Collectors.toSet());
        Set<String> known = pods.stream().map(Pod::name).collect(Collectors.toSet());
        List<String> jobs =
                place.jobs().value().orElse(List.of()).stream().map(j -> j.ref().name()).toList();
        List<ClusterEvent> events = place.events().value().orElse(List.of());
        SequencedMap<String, BuildTrace> gone = new LinkedHashMap<>();
        for (ClusterEvent event : events) {
            ObjectRef about = event.regarding();
            if (about.kind().equals("Pod") && speaksOfContainer(event)) {
                known.add(about.name());
                if (!present.contains(about.uid()) && speaksOfBuilder(event)) {
                    add(gone, event);
                }
            }
        }
        for (ClusterEvent event : events) {
            if (event.regarding().kind().equals("Job")
                    && event.message().startsWith(CREATED)
                    && !known.contains(event.message().substring(CREATED.length()))) {
                add(gone, event);
            }
        }
        gone.values().removeIf(t -> jobs.stream().anyMatch(t::isOf));
        return gone.values();
    }

    private static void add(SequencedMap<String, BuildTrace> gone, ClusterEvent event) {
        gone.merge(
                event.regarding().uid(),
                new BuildTrace(event.regarding(), event.firstSeen()),
                (a, b) -> a.firstSeen().isBefore(b.firstSeen()) ? a : b);
    }

    private boolean isOf(String job) {
        return ref.name().equals(job) || ref.name().startsWith(job + "-");
    }

    private static boolean speaksOfContainer(ClusterEvent event) {
        return event.container().isPresent() || images(event.message()).findAny().isPresent();
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
        return ref.name().contains(workload);
    }
}
