package dev.verdict.core.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class EventMessageTest {
    /// Reasons that say what their text does not: without them the text is nobody's.
    private static final List<String> ALWAYS_WITH_REASON =
            List.of("Failed", "FailedCreate", "FailedScheduling", "FailedMount", "Unhealthy");

    @TestFactory
    Stream<DynamicTest> everyReviewedMessageIsReadAsReviewed() {
        return ReviewedMessages.all().stream()
                .map(
                        line ->
                                dynamicTest(
                                        line.id(),
                                        () ->
                                                assertEquals(
                                                        line.expected(),
                                                        ReviewedMessages.words(
                                                                EventMessage.read(
                                                                        line.reason(),
                                                                        line.message())))));
    }

    @TestFactory
    Stream<DynamicTest> aMessageOfTheseReasonsIsKnownWithoutItsReasonToo() {
        return ReviewedMessages.all().stream()
                .filter(line -> ALWAYS_WITH_REASON.contains(line.reason()))
                .map(
                        line ->
                                dynamicTest(
                                        line.id(),
                                        () ->
                                                assertEquals(
                                                        line.expected(),
                                                        ReviewedMessages.words(
                                                                EventMessage.read(
                                                                        "", line.message())))));
    }

    @Test
    void everyMessageOfTheCatalogueIsReviewed() {
        List<String> catalogue =
                ReviewedMessages.resource("/messages/kubernetes-messages.jsonl")
                        .lines()
                        .map(line -> line.substring(8, line.indexOf('"', 8)))
                        .toList();
        List<String> reviewed = ReviewedMessages.all().stream().map(ReviewedMessages::id).toList();

        assertEquals(List.of(), catalogue.stream().filter(id -> !reviewed.contains(id)).toList());
        assertEquals(194, catalogue.size());
    }

    @Test
    void unknownTextIsCarriedAsWritten() {
        assertEquals(
                new EventMessage.Reading.Unrecognised("the Moon\u001b[31m is full"),
                EventMessage.read("Lunar", "the Moon\u001b[31m is full"));
    }

    @Test
    void theSaidPartIsWhatDecided() {
        assertEquals(
                new EventMessage.Reading.Known(
                        Diagnosis.of(Cause.REGISTRY_RATE_LIMITED, "429 Too Many Requests")),
                EventMessage.read(
                        "ErrImagePull",
                        "failed to resolve image: unexpected status from HEAD request to"
                                + " https://r/v2/a/manifests/1: 429 Too Many Requests"));
    }

    @Test
    void aMegabyteOfHostileTextIsReadInTime() {
        List<String> seeds =
                List.of(
                        "0/9 nodes are available: 1 ",
                        "Failed to pull image \"a\": [rpc error: code = X desc = ",
                        "exec \"/",
                        "error mounting \"a\" to rootfs at \"b\": ",
                        "node(s) had untolerated taint {a: ",
                        "failed calling webhook \"a\": ",
                        "couldn't find key ",
                        "MountVolume.SetUp failed for volume \"a\" : ",
                        "(combined from similar events): ",
                        "rpc error: code = Unknown desc = ",
                        "Error: ");
        assertTimeout(
                Duration.ofSeconds(20),
                () -> {
                    for (String seed : seeds) {
                        String text = seed.repeat(1_000_000 / seed.length());
                        EventMessage.read("", text);
                        EventMessage.read("Failed", text);
                        EventMessage.read("FailedMount", text);
                        EventMessage.read("FailedCreate", text);
                        EventMessage.read("FailedScheduling", text);
                        EventMessage.read("Unhealthy", "Readiness probe failed: " + text);
                    }
                });
    }

    @Test
    void everyTextHasAReadingAndTheLocaleDoesNotMatter() {
        Random random = new Random(20_261_125);
        List<ReviewedMessages> lines = ReviewedMessages.all();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            for (ReviewedMessages line : lines) {
                assertEquals(
                        line.expected(),
                        ReviewedMessages.words(EventMessage.read(line.reason(), line.message())));
            }
        } finally {
            Locale.setDefault(before);
        }
        for (int i = 0; i < 2000; i++) {
            ReviewedMessages line = lines.get(random.nextInt(lines.size()));
            int cut = random.nextInt(line.message().length() + 1);
            String other = lines.get(random.nextInt(lines.size())).message();
            EventMessage.Reading reading =
                    EventMessage.read(line.reason(), line.message().substring(0, cut) + other);
            assertTrue(!ReviewedMessages.words(reading).isEmpty());
        }
    }

    @Test
    void idsAreUnique() {
        List<String> ids = ReviewedMessages.all().stream().map(ReviewedMessages::id).toList();
        assertEquals(
                List.of(),
                ids.stream()
                        .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(e -> e.getValue() > 1)
                        .toList());
    }
}
