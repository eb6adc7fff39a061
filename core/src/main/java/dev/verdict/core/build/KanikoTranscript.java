package dev.verdict.core.build;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one Kaniko log says, without the steps' output.
///
/// @param pushes one a destination, in the order of the arguments
/// @param lastError the builder's own last word, when that is an error
/// @param overtakenError an own-looking error that other lines of the builder follow
/// @param beginsAtStart false when the front is lost
/// @param endCut the end was cut, or the builder's own last word is missing
/// @param truncatedEnd the reader knows that the end was cut
/// @param insideStep the log ends in a step's output
/// @param workAfterPush the builder worked on after the last destination's push line
/// @param skippedPush it was told not to push and says so
/// @param saysPushed an old release's `Pushed image to 1 destinations`
/// @param reachedPush a destination's push, or its permission check, was begun
/// @param stepKilled a process of a step was killed
/// @param stepNetworkFault the last lines of the failed step speak of the network
public record KanikoTranscript(
        List<Push> pushes,
        Optional<ErrorLine> lastError,
        Optional<ErrorLine> overtakenError,
        boolean beginsAtStart,
        boolean endCut,
        boolean truncatedEnd,
        boolean insideStep,
        boolean workAfterPush,
        List<UnpairedPush> unpaired,
        boolean skippedPush,
        boolean saysPushed,
        boolean reachedPush,
        boolean immutableTagIgnored,
        boolean stepKilled,
        boolean stepNetworkFault,
        Optional<Retry> retrying,
        long lines,
        Optional<LogLine> lastOwnLine,
        List<LogLine> tail,
        Optional<Instant> lastTimestamp) {
    public KanikoTranscript {
        pushes = List.copyOf(pushes);
        unpaired = List.copyOf(unpaired);
        tail = List.copyOf(tail);
    }
}
