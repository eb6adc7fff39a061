package dev.verdict.looks.reading;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Misread;
import dev.verdict.looks.json.Sharing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Events, in all their shapes: kubelet and controllers write `firstTimestamp`, `lastTimestamp` and
/// `count`; the scheduler `eventTime` and, when it repeats itself, `series`; and the group
/// `events.k8s.io` has other names for the same fields.
/// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/v1/conversion.go
final class EventReader {
    private EventReader() {}

    static ClusterEvent read(Field event, Sharing sharing) {
        Field metadata = event.at("metadata");
        Optional<Instant> created = metadata.at("creationTimestamp").time();
        Optional<Instant> at = event.at("eventTime").time();
        Optional<Instant> first =
                either(event, "firstTimestamp", "deprecatedFirstTimestamp").time();
        Optional<Instant> last = either(event, "lastTimestamp", "deprecatedLastTimestamp").time();
        Field series = event.at("series");
        Instant lastSeen =
                Stream.of(series.at("lastObservedTime").time(), last, at, first, created)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(() -> new Misread(event.path() + " has no time at all"));
        return new ClusterEvent(
                regarding(either(event, "involvedObject", "regarding"), sharing),
                either(event, "involvedObject", "regarding").at("fieldPath").textOrEmpty(),
                event.at("type").textOrEmpty().equals("Warning"),
                event.at("reason").textOrEmpty(),
                either(event, "message", "note").textOrEmpty(),
                component(event),
                first.or(() -> at).or(() -> created).orElse(lastSeen),
                lastSeen,
                count(event, series));
    }

    private static ObjectRef regarding(Field object, Sharing sharing) {
        return sharing.share(
                new ObjectRef(
                        object.at("kind").textOrEmpty(),
                        object.at("namespace").textOrEmpty(),
                        object.at("name").textOrEmpty(),
                        object.at("uid").textOrEmpty()));
    }

    /// An event that counts nothing happened once.
    private static int count(Field event, Field series) {
        int counted = either(event, "count", "deprecatedCount").integerOr(1);
        return Math.max(1, Math.max(counted, series.at("count").integerOr(1)));
    }

    private static String component(Field event) {
        return Stream.of(
                        either(event, "source", "deprecatedSource").at("component"),
                        event.at("reportingComponent"),
                        event.at("reportingController"))
                .map(Field::textOrEmpty)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Field either(Field event, String first, String second) {
        Field one = event.at(first);
        return one.isWritten() ? one : event.at(second);
    }
}
