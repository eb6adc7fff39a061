package dev.verdict.core.evidence;

import dev.verdict.core.claim.Question;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Node;

import java.time.Instant;
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
}
