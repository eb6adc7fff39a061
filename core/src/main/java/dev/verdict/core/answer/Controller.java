package dev.verdict.core.answer;

import dev.verdict.core.cause.AdmissionMessage;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What controllers say, in events alone, about pods that they cannot create.
final class Controller {
    private Controller() {}

    /// The controller's last refusal that no later creation has refuted.
    static Optional<ServingAnswer> refusal(
            ObjectRef creator, Instant lastCreation, Surroundings around) {
        Optional<ClusterEvent> last = Optional.empty();
        for (ClusterEvent event : around.about(creator)) {
            if (event.reason().equals("FailedCreate")) {
                last = Optional.of(event);
            } else if (event.reason().equals("SuccessfulCreate")) {
                last = last.filter(e -> e.lastSeen().isAfter(event.lastSeen()));
            }
        }
        return last.filter(e -> !e.lastSeen().isBefore(lastCreation))
                .map(
                        e ->
                                new ServingAnswer.Blocked(
                                        trouble(creator, e)
                                                .withConfidence(
                                                        isOverdue(lastCreation, around)
                                                                ? Confidence.PROVEN
                                                                : Confidence.INFERRED)));
    }

    /// Whether the missing pod alone, without any event, shows that something is wrong.
    static boolean isOverdue(Instant lastCreation, Surroundings around) {
        return !around.now().isBefore(lastCreation.plus(Patience.CONTROLLER));
    }

    private static Trouble trouble(ObjectRef creator, ClusterEvent event) {
        Fact fact =
                Fact.deciding(
                        What.EVENT,
                        new Source.Event(creator, event.reason()),
                        event.message(),
                        Optional.of(event.lastSeen()));
        return AdmissionMessage.diagnose(event.message())
                .map(d -> Trouble.of(d, Confidence.INFERRED, List.of(fact)))
                .orElseGet(
                        () ->
                                Trouble.unrecognised(
                                        Stage.ADMISSION,
                                        Owner.PLATFORM,
                                        Confidence.INFERRED,
                                        event.message(),
                                        List.of(fact)));
    }
}
