package dev.verdict.core.answer;

import dev.verdict.core.evidence.Place;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What events still tell of builds that are gone, and whom each may have been for.
final class Traces {
    /// Each with whether its name carries the name of some workload in sight.
    private final SequencedMap<BuildTrace, Boolean> isSomebodys = new LinkedHashMap<>();

    private Traces(List<BuildTrace> traces, List<String> workloads) {
        for (BuildTrace trace : traces) {
            isSomebodys.put(trace, workloads.stream().anyMatch(trace::carries));
        }
    }

    static Traces in(List<Place> places, Askers askers) {
        return new Traces(BuildTrace.in(places), askers.names());
    }

    /// Those that may have built for that workload: unless their name carries another one's name.
    List<BuildTrace> of(String workload) {
        return isSomebodys.entrySet().stream()
                .filter(t -> t.getKey().carries(workload) || !t.getValue())
                .map(t -> t.getKey())
                .toList();
    }
}
