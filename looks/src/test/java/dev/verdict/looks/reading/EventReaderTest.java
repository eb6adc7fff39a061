package dev.verdict.looks.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.looks.json.Misread;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class EventReaderTest {
    private static final ObjectRef POD = new ObjectRef("Pod", "ns", "p", "u1");

    @Test
    void readsTheShapeOfKubeletAndControllers() {
        ClusterEvent event =
                Parsed.as(
                        Resource.EVENTS,
                        """
                        {"metadata":{"creationTimestamp":"2026-11-23T02:00:00Z"},
                         "involvedObject":{"kind":"Pod","namespace":"ns","name":"p","uid":"u1",
                           "fieldPath":"spec.containers{app}"},
                         "type":"Warning","reason":"BackOff","message":"back-off",
                         "source":{"component":"kubelet","host":"node-1"},
                         "firstTimestamp":"2026-11-23T02:00:00Z",
                         "lastTimestamp":"2026-11-23T02:05:00Z","count":7,"eventTime":null,
                         "reportingComponent":"kubelet"}
                        """);

        assertThat(event)
                .isEqualTo(
                        new ClusterEvent(
                                POD,
                                "spec.containers{app}",
                                true,
                                "BackOff",
                                "back-off",
                                "kubelet",
                                Instant.parse("2026-11-23T02:00:00Z"),
                                Instant.parse("2026-11-23T02:05:00Z"),
                                7));
        assertThat(event.container()).contains("app");
    }

    @Test
    void readsTheShapeOfTheScheduler() {
        ClusterEvent event =
                Parsed.as(
                        Resource.EVENTS,
                        """
                        {"metadata":{"creationTimestamp":"2026-11-23T02:00:01Z"},
                         "involvedObject":{"kind":"Pod","namespace":"ns","name":"p","uid":"u1"},
                         "type":"Warning","reason":"FailedScheduling","message":"0/1",
                         "source":{},"firstTimestamp":null,"lastTimestamp":null,
                         "eventTime":"2026-11-23T02:00:00.123456Z",
                         "series":{"count":4,"lastObservedTime":"2026-11-23T02:03:00.000001Z"},
                         "reportingComponent":"default-scheduler"}
                        """);

        assertThat(event)
                .isEqualTo(
                        new ClusterEvent(
                                POD,
                                "",
                                true,
                                "FailedScheduling",
                                "0/1",
                                "default-scheduler",
                                Instant.parse("2026-11-23T02:00:00.123456Z"),
                                Instant.parse("2026-11-23T02:03:00.000001Z"),
                                4));
    }

    @Test
    void readsTheNamesOfTheOtherGroup() {
        ClusterEvent event =
                Parsed.as(
                        Resource.EVENTS,
                        """
                        {"metadata":{"creationTimestamp":"2026-11-23T02:00:00Z"},
                         "regarding":{"kind":"Pod","namespace":"ns","name":"p","uid":"u1"},
                         "type":"Normal","reason":"Pulled","note":"pulled",
                         "deprecatedSource":{"component":"kubelet"},
                         "deprecatedFirstTimestamp":"2026-11-23T02:00:00Z",
                         "deprecatedLastTimestamp":"2026-11-23T02:01:00Z","deprecatedCount":2}
                        """);

        assertThat(event)
                .isEqualTo(
                        new ClusterEvent(
                                POD,
                                "",
                                false,
                                "Pulled",
                                "pulled",
                                "kubelet",
                                Instant.parse("2026-11-23T02:00:00Z"),
                                Instant.parse("2026-11-23T02:01:00Z"),
                                2));
    }

    @Test
    void whatIsWithoutAnyTimeIsNotUnderstood() {
        assertThatThrownBy(() -> Parsed.as(Resource.EVENTS, "{\"reason\":\"Pulled\"}"))
                .isInstanceOf(Misread.class);
    }

    @Test
    void anEventAboutNothingMuchIsStillOne() {
        ClusterEvent event =
                Parsed.as(
                        Resource.EVENTS,
                        "{\"metadata\":{\"creationTimestamp\":\"2026-11-23T02:00:00Z\"}}");

        assertThat(event.count()).isEqualTo(1);
        assertThat(event.regarding()).isEqualTo(new ObjectRef("", "", "", ""));
    }
}
