package dev.verdict.core.evidence;

import dev.verdict.core.claim.Question;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.evidence.Look.Listing;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All observations for one question, with the moment they were taken.
///
/// @param places the subject's namespace first, then the others in scope
/// @param logs what was read; a log that is not in it was not asked for
public record Evidence(
        Question question,
        Instant at,
        Clock clock,
        List<Place> places,
        Observation<List<Node>> nodes,
        Map<LogKey, Observation<ContainerLog>> logs) {
    /// Whose clock says when the evidence was taken.
    public enum Clock {
        /// The API server's, or the recording's own.
        KNOWN,
        /// Nobody's: the newest time in what was read.
        GUESSED
    }

    public Evidence {
        places = List.copyOf(places);
    }

    /// The same evidence, for another question.
    public Evidence asking(Question other) {
        return new Evidence(other, at, clock, places, nodes, logs);
    }

    /// Events in sight about that very object, the latest last: they are in its own namespace.
    public List<ClusterEvent> eventsAbout(ObjectRef object) {
        return places.stream().flatMap(p -> p.eventsAbout(object).stream()).toList();
    }

    /// Every look that succeeded.
    public List<Look> looks() {
        List<Look> all = new ArrayList<>();
        for (Listing listing : Listing.values()) {
            if (places.stream().anyMatch(p -> p.of(listing).gap().isEmpty())) {
                all.add(listing);
            }
        }
        if (nodes.gap().isEmpty()) {
            all.add(new Look.Nodes());
        }
        logs.entrySet().stream()
                .filter(log -> log.getValue().gap().isEmpty())
                .map(log -> Look.Log.of(log.getKey()))
                .distinct()
                .forEach(all::add);
        return all;
    }

    /// The same evidence, had that look failed.
    public Evidence without(Look lost) {
        return switch (lost) {
            case Look.Nodes _ -> new Evidence(question, at, clock, places, Place.gone(), logs);
            case Listing listing ->
                    new Evidence(
                            question,
                            at,
                            clock,
                            places.stream().map(p -> p.without(listing)).toList(),
                            nodes,
                            logs);
            case Look.Log log -> {
                Map<LogKey, Observation<ContainerLog>> rest = new LinkedHashMap<>(logs);
                rest.replaceAll((key, read) -> Look.Log.of(key).equals(log) ? Place.gone() : read);
                yield new Evidence(question, at, clock, places, nodes, rest);
            }
        };
    }
}
