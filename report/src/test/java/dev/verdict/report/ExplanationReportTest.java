package dev.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.verdict.Word;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

class ExplanationReportTest {
    @Test
    void everyWordHasItsPage() {
        Stream.of(
                        Arrays.stream(Cause.values()).map(Cause::word),
                        Arrays.stream(Circumstance.Code.values()).map(Circumstance.Code::word),
                        Arrays.stream(Word.values()).map(Word::name),
                        Stream.of("HEALTHY"))
                .flatMap(s -> s)
                .forEach(
                        word ->
                                assertThat(Pages.of(word.toLowerCase(java.util.Locale.ROOT)))
                                        .as(word)
                                        .hasValueSatisfying(
                                                p -> {
                                                    assertThat(p.word()).isEqualTo(word);
                                                    assertThat(p.text())
                                                            .startsWith("# " + word + "\n");
                                                }));
    }

    @Test
    void anUnknownWordHasNone() {
        assertThat(Pages.of("NoSuchThing")).isEmpty();
    }

    @Test
    void theListNamesEveryWordInEightyColumns() {
        String list = Pages.list(Style.plain());

        assertThat(list).contains("ImageNotFound", "PartialPush", "FALSE_ALARM");
        assertThat(list.lines())
                .allSatisfy(l -> assertThat(Cut.columns(l)).isLessThanOrEqualTo(80));
    }

    @Test
    void aMessageIsDecoded() {
        String message =
                "pods \"web-1\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1,"
                        + " limited: pods=1";
        Explanation explanation = of("FailedCreate", message);

        assertThat(explanation.isKnown()).isTrue();
        assertThat(ExplanationReport.json(explanation))
                .isEqualTo(
                        """
                        {
                            "apiVersion": "verdict.dev/v1",
                            "kind": "Explanation",
                            "message": "pods \\"web-1\\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1",
                            "reason": "FailedCreate",
                            "cause": "QuotaExceeded",
                            "stage": "admission",
                            "owner": "platform",
                            "owners": [
                                "platform"
                            ],
                            "heals": "sometimes",
                            "confidence": "proven"
                        }
                        """);
        assertThat(ExplanationReport.of(explanation, Style.plain(), "verdict"))
                .startsWith(
                        """
                        QuotaExceeded   stage admission
                        The namespace's quota has no room for the pod.
                        """);
    }

    @Test
    void whatIsNotRecognisedIsSaidToBeSo() {
        Explanation explanation = of("", "flux capacitor \u001b[31mmisaligned");

        assertThat(explanation.isKnown()).isFalse();
        assertThat(ExplanationReport.of(explanation, Style.plain(), "verdict"))
                .isEqualTo(
                        """
                        Not recognised
                        No meaning of this text is known here:
                          flux capacitor \\x1b[31mmisaligned
                        """);
    }

    @Test
    void aReasonNamesTheCausesItCanBe() {
        Explanation explanation = Explanation.ofReason("CrashLoopBackOff").orElseThrow();

        assertThat(ExplanationReport.of(explanation, Style.plain(), "verdict"))
                .isEqualTo(
                        """
                        CrashLoopBackOff
                        The reason of a waiting container. The container ended again and again; the
                        kubelet waits before the next start, at most 5 minutes. A symptom: how the last
                        run ended is the cause.

                        It can be:
                          ContainerCrashes            the program starts and ends with an error
                          ContainerExits              the program ends without an error, though it shou…
                          OutOfMemory                 the container was killed for using too much memory
                          LivenessProbeKills          the liveness probe fails, and the container is ki…
                          StartupProbeFailing         the program is not up within its start-up probe's…
                          InitContainerFails          an init container fails or does not end
                          CommandNotFound             the program to start is not there or cannot be ex…
                          WrongArchitecture           the program is built for another processor
                          PostStartHookFailed         the hook that runs after the start failed

                        Next       Explain the message beside it: verdict explain 'MESSAGE'
                        """);
        assertThat(Schema.faults(new JsonMapper().readTree(ExplanationReport.json(explanation))))
                .isEmpty();
        assertThat(Explanation.ofReason("NoSuchReason")).isEmpty();
    }

    private static Explanation of(String reason, String message) {
        return new Explanation.OfMessage(
                message,
                reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                EventMessage.read(reason, message));
    }
}
