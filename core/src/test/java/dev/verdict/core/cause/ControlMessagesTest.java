package dev.verdict.core.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What controllers, the API server, kubelets at the door and probes say.
class ControlMessagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Created pod: web-1",
                "pods \"web-1\" is forbidden: the stars say no",
                "would violate PodSecurity \"restricted:latest\": x",
                "the quota was exceeded",
                "webhook \"x\" called",
                "serviceaccount is fine",
                "Error creating: pods \"quota\" already exists",
                "RuntimeClass found"
            })
    void admissionStaysQuiet(String message) {
        assertEquals(Optional.empty(), AdmissionMessage.diagnose(message));
    }

    @Test
    void aWebhooksOwnTextNeverWins() {
        assertEquals(
                Optional.of(Cause.POLICY_DENIED),
                AdmissionMessage.diagnose(
                                "Error creating: admission webhook \"a.b\" denied the request:"
                                        + " serviceaccount \"x\" not found, is forbidden: exceeded"
                                        + " quota: q, requested: x")
                        .map(Diagnosis::cause));
    }

    @ParameterizedTest
    @CsvSource({"shop/default, PLATFORM", "shop/web, DEVELOPER", "default/default2, DEVELOPER"})
    void theDefaultAccountIsThePlatforms(String account, Owner owner) {
        String name = account.substring(account.indexOf('/') + 1);
        assertEquals(
                Optional.of(List.of(owner)),
                AdmissionMessage.diagnose(
                                "Error creating: pods \"w\" is forbidden: error looking up service"
                                        + " account "
                                        + account
                                        + ": serviceaccount \""
                                        + name
                                        + "\" not found")
                        .map(Diagnosis::owners));
    }

    @ParameterizedTest
    @CsvSource({
        "Evicted, The node was low on resource: memory.",
        "Evicted, 'Pod was rejected: The node had condition: [DiskPressure]. '",
        "Preempting, Preempted in order to admit critical pod",
        "Terminated, Pod was terminated in response to imminent node shutdown.",
        "DeadlineExceeded, Pod was active on the node longer than the specified deadline",
        "'', ''",
        "'', Pod is fine",
        "'', Preempted by a pod on node x",
        "Running, all is well"
    })
    void aPodTakenAwayWasNotRefused(String reason, String message) {
        assertEquals(Optional.empty(), NodeRefusal.diagnose(reason, message));
    }

    @ParameterizedTest
    @CsvSource({
        "OutOfcpu, '', PodRefusedByNode",
        "OutOfpods, '', PodRefusedByNode",
        "OutOfnvidia.com/gpu, '', PodRefusedByNode",
        "NodeAffinity, '', PodRefusedByNode",
        "UnexpectedAdmissionError, '', PodRefusedByNode",
        "NodeShutdown, '', PodRefusedByNode",
        "SysctlForbidden, '', SecurityContextInvalid",
        "AppArmor, '', SecurityContextInvalid",
        "'', 'Pod was rejected: forbidden sysctl: \"a\" not allowlisted', SecurityContextInvalid",
        "NewReason, Pod was rejected: for a new reason, PodRefusedByNode"
    })
    void refusals(String reason, String message, String cause) {
        assertEquals(
                Optional.of(cause),
                NodeRefusal.diagnose(reason, message).map(said -> said.cause().word()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "waiting for first consumer to be created before binding",
                "waiting for pod web-0 to be scheduled",
                "External provisioner is provisioning volume for claim \"shop/data\"",
                "Successfully provisioned volume pvc-1"
            })
    void claimStaysQuiet(String message) {
        assertEquals(Optional.empty(), VolumeClaimMessage.diagnose(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Readiness probe failed: HTTP probe failed with statuscode: 503 | READINESS | ANSWERED
                    Liveness probe error: HTTP probe failed with statuscode: 500 | LIVENESS | ANSWERED
                    Readiness probe failed: service unhealthy (responded with "NOT_SERVING") | READINESS | ANSWERED
                    Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory | LIVENESS | ANSWERED
                    Readiness probe failed: | READINESS | ANSWERED
                    Readiness probe failed: Get "http://10.0.1.7:80/": dial tcp 10.0.1.7:80: connect: connection refused | READINESS | REFUSED
                    Startup probe failed: dial tcp 10.0.1.7:8080: connect: connection refused | STARTUP | REFUSED
                    Readiness probe failed: Get "http://10.0.1.7:80/": EOF | READINESS | REFUSED
                    Liveness probe failed: timeout: failed to connect service "10.0.1.7:9090" within 1s: connection error: desc = "transport: error while dialing: dial tcp 10.0.1.7:9090: connect: connection refused" | LIVENESS | REFUSED
                    Liveness probe failed: timeout: failed to connect service "10.0.1.7:9090" within 1s: context deadline exceeded | LIVENESS | TIMED_OUT
                    Readiness probe failed: Get "http://10.0.1.7:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers) | READINESS | TIMED_OUT
                    Readiness probe failed: command "sleep 9" timed out | READINESS | TIMED_OUT
                    Readiness probe failed: OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH | READINESS | OTHER
                    Readiness probe errored and resulted in unknown state: rpc error: code = NotFound | READINESS | OTHER
                    Container web failed liveness probe, will be restarted | LIVENESS | OTHER
                    Container web failed startup probe, will be restarted | STARTUP | OTHER
                    """)
    void probes(String message, ProbeMessage.Kind kind, ProbeMessage.Outcome outcome) {
        ProbeMessage probe = ProbeMessage.of(message).orElseThrow();

        assertEquals(kind, probe.kind());
        assertEquals(outcome, probe.outcome());
    }

    @Test
    void aProbesDetailIsWhatItGot() {
        assertEquals(
                Optional.of(
                        new ProbeMessage(
                                ProbeMessage.Kind.READINESS,
                                ProbeMessage.Outcome.ANSWERED,
                                "HTTP probe failed with statuscode: 404")),
                EventMessage.probe(
                        "Readiness probe failed: HTTP probe failed with statuscode: 404"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Stopping container app",
                "Container web definition changed, will be restarted",
                "Readiness probe warning: Probe terminated redirects, Response body: x",
                "Readiness probe",
                "the Readiness probe failed: x",
                "Liveliness probe failed: x"
            })
    void whatIsNoProbesFailure(String message) {
        assertEquals(Optional.empty(), ProbeMessage.of(message));
    }

    @Test
    void everyReasonStandsInOneRowOnlyAndIsComparedExactly() {
        List<String> all =
                Arrays.stream(EventReason.values()).flatMap(row -> row.words().stream()).toList();

        assertEquals(all.size(), Set.copyOf(all).size());
        assertEquals(Optional.of(EventReason.START), EventReason.of("Failed"));
        assertEquals(Optional.empty(), EventReason.of("failed"));
        assertEquals(Optional.empty(), EventReason.of("FailedX"));
    }
}
