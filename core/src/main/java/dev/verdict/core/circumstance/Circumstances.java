package dev.verdict.core.circumstance;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Every circumstance of a case, in reporting order. Each is looked for by itself: one more is one
/// more line here.
public final class Circumstances {
    private static final List<Function<Case, Optional<Circumstance>>> ALL =
            List.of(
                    OfClaim::platformGaveUpEarly,
                    OfTrouble::selfResolved,
                    OfWorkload::oldRevisionServes,
                    OfWorkload::rolledBack,
                    OfWorkload::imagePatchedOnPod,
                    OfBuild::tagMoved,
                    OfBuild::retried,
                    OfBuild::pushRetrying,
                    OfBuild::partialPush,
                    OfBuild::killedAfterPush,
                    OfBuild::stepKilled,
                    OfBuild::stepLooksLikeNetworkFault,
                    OfWorkload::serviceSelectsNothing,
                    OfWorkload::progressDeadlinePassed,
                    OfWorkload::containerRestarted,
                    OfTrouble::sidecarFailing,
                    OfTrouble::podEvicted,
                    OfTrouble::podPreempted);

    private Circumstances() {}

    public static List<Circumstance> of(Case decided) {
        return ALL.stream().map(f -> f.apply(decided)).flatMap(Optional::stream).toList();
    }
}
