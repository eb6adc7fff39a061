package dev.verdict.looks.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Node;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.PodFailurePolicy.Action;
import dev.verdict.core.workload.PodFailurePolicy.ExitCodes;
import dev.verdict.core.workload.PodFailurePolicy.OnCondition;
import dev.verdict.core.workload.PodFailurePolicy.Rule;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Replicated.Counts;
import dev.verdict.core.workload.Replicated.Update;
import dev.verdict.core.workload.Service;
import dev.verdict.looks.json.Misread;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class WorkloadReadersTest {
    private static final String META =
            "\"metadata\":{\"name\":\"x\",\"namespace\":\"ns\",\"uid\":\"u\",\"generation\":4,"
                    + "\"annotations\":{\"deployment.kubernetes.io/revision\":\"7\"},"
                    + "\"creationTimestamp\":\"2026-11-23T02:00:00Z\"}";

    private static <T> T read(Resource<T> resource, String rest) {
        return Parsed.as(resource, "{" + META + "," + rest + "}");
    }

    @Test
    void readsADeployment() {
        Replicated deployment =
                read(
                        Resource.DEPLOYMENTS,
                        """
                        "spec":{"replicas":3,"paused":true,"minReadySeconds":5,
                          "selector":{"matchLabels":{"app":"x"}},"strategy":{"type":"Recreate"}},
                        "status":{"observedGeneration":3,"replicas":4,"updatedReplicas":1,
                          "readyReplicas":2,"availableReplicas":2,
                          "conditions":[{"type":"Progressing","status":"True",
                            "lastUpdateTime":"2026-11-23T02:01:00Z"}]}
                        """);

        assertThat(deployment.kind()).isEqualTo(Replicated.Kind.DEPLOYMENT);
        assertThat(deployment.counts()).isEqualTo(new Counts(3, 4, 1, 2, 2));
        assertThat(deployment.update()).isEqualTo(new Update.Recreate());
        assertThat(deployment.paused()).isTrue();
        assertThat(deployment.isObserved()).isFalse();
        assertThat(deployment.revision()).isEqualTo("7");
        assertThat(deployment.minReady()).isEqualTo(Duration.ofSeconds(5));
        assertThat(deployment.selector()).isEqualTo(Map.of("app", "x"));
        assertThat(deployment.condition("Progressing").orElseThrow().updatedAt())
                .contains(Instant.parse("2026-11-23T02:01:00Z"));
    }

    @Test
    void zeroReplicasAreNotOne() {
        assertThat(read(Resource.DEPLOYMENTS, "\"spec\":{\"replicas\":0}").counts().desired())
                .isZero();
        assertThat(read(Resource.DEPLOYMENTS, "\"spec\":{}").counts().desired()).isOne();
    }

    @Test
    void readsAStatefulSetsWayOfUpdating() {
        assertThat(
                        read(
                                Resource.STATEFUL_SETS,
                                "\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\","
                                        + "\"rollingUpdate\":{\"partition\":2}}},"
                                        + "\"status\":{\"updateRevision\":\"x-6\"}"))
                .satisfies(
                        set -> {
                            assertThat(set.update()).isEqualTo(new Update.Partitioned(2));
                            assertThat(set.revision()).isEqualTo("x-6");
                            assertThat(set.ordered()).isTrue();
                        });
        assertThat(
                        read(
                                Resource.STATEFUL_SETS,
                                "\"spec\":{\"podManagementPolicy\":\"Parallel\","
                                        + "\"updateStrategy\":{\"type\":\"OnDelete\"}}"))
                .satisfies(
                        set -> {
                            assertThat(set.update()).isEqualTo(new Update.OnDelete());
                            assertThat(set.ordered()).isFalse();
                        });
    }

    @Test
    void readsADaemonSetsOwnCounts() {
        Replicated set =
                read(
                        Resource.DAEMON_SETS,
                        """
                        "spec":{"updateStrategy":{"type":"OnDelete"}},
                        "status":{"desiredNumberScheduled":5,"currentNumberScheduled":4,
                          "updatedNumberScheduled":3,"numberReady":2,"numberAvailable":1}
                        """);

        assertThat(set.counts()).isEqualTo(new Counts(5, 4, 3, 2, 1));
        assertThat(set.update()).isEqualTo(new Update.OnDelete());
    }

    @Test
    void readsAJob() {
        Job job =
                read(
                        Resource.JOBS,
                        """
                        "spec":{"suspend":true,"backoffLimit":0,"activeDeadlineSeconds":600,
                          "podFailurePolicy":{"rules":[
                            {"action":"FailJob","onExitCodes":
                              {"containerName":"kaniko","operator":"In","values":[1,42]}},
                            {"action":"Ignore","onPodConditions":[{"type":"DisruptionTarget"}]},
                            {"action":"Count","onExitCodes":{"operator":"NotIn","values":[3]}}]},
                          "template":{"spec":{"restartPolicy":"OnFailure"}}},
                        "status":{"active":1,"failed":2,"succeeded":3,
                          "startTime":"2026-11-23T02:00:01Z",
                          "conditions":[{"type":"FailureTarget","status":"True"}]}
                        """);

        assertThat(job.suspended()).isTrue();
        assertThat(job.backoffLimit()).isZero();
        assertThat(job.completions()).isOne();
        assertThat(job.activeDeadline()).contains(Duration.ofMinutes(10));
        assertThat(job.failurePolicy().rules())
                .containsExactly(
                        new Rule(
                                Action.FAIL_JOB,
                                Optional.of(
                                        new ExitCodes(Optional.of("kaniko"), true, Set.of(1, 42))),
                                List.of()),
                        new Rule(
                                Action.IGNORE,
                                Optional.empty(),
                                List.of(new OnCondition("DisruptionTarget", "True"))),
                        new Rule(
                                Action.COUNT,
                                Optional.of(new ExitCodes(Optional.empty(), false, Set.of(3))),
                                List.of()));
        assertThat(job.restartPolicy()).isEqualTo("OnFailure");
        assertThat(job.active() + "/" + job.failed() + "/" + job.succeeded()).isEqualTo("1/2/3");
        assertThat(job.failure()).isPresent();
        assertThat(job.complete()).isEmpty();
    }

    @Test
    void aJobThatDoesNotSayHasTheLimitOfTheApi() {
        assertThat(read(Resource.JOBS, "\"spec\":{}").backoffLimit()).isEqualTo(6);
    }

    @Test
    void readsACronJob() {
        CronJob cronJob =
                read(
                        Resource.CRON_JOBS,
                        """
                        "spec":{"schedule":"*/5 * * * *","timeZone":"Europe/Berlin","suspend":false,
                          "jobTemplate":{"spec":{"template":{"spec":{"containers":[
                            {"name":"run","image":"r:1"}]}}}}},
                        "status":{"lastScheduleTime":"2026-11-23T01:55:00Z"}
                        """);

        assertThat(cronJob.schedule()).isEqualTo("*/5 * * * *");
        assertThat(cronJob.timeZone()).contains("Europe/Berlin");
        assertThat(cronJob.lastScheduleTime()).contains(Instant.parse("2026-11-23T01:55:00Z"));
        assertThat(cronJob.template().container("run").orElseThrow().image()).isEqualTo("r:1");
    }

    @Test
    void readsANode() {
        Node node =
                Parsed.as(
                        Resource.NODES,
                        """
                        {"metadata":{"name":"node-1","uid":"n","creationTimestamp":"2026-11-23T01:00:00Z"},
                         "spec":{"unschedulable":true,"taints":[{"key":"k","effect":"NoSchedule"}]},
                         "status":{"allocatable":{"cpu":"2","memory":"4Gi","pods":110},
                           "conditions":[{"type":"Ready","status":"Unknown"}]}}
                        """);

        assertThat(node.unschedulable()).isTrue();
        assertThat(node.taints()).containsExactly(new Node.Taint("k", "", "NoSchedule"));
        assertThat(node.allocatable()).containsEntry("pods", "110");
        assertThat(node.isLost()).isTrue();
    }

    @Test
    void readsAServiceAndANamespace() {
        assertThat(read(Resource.SERVICES, "\"spec\":{\"selector\":{\"app\":\"x\"}}"))
                .isEqualTo(
                        new Service(new ObjectRef("Service", "ns", "x", "u"), Map.of("app", "x")));
        assertThat(read(Resource.SERVICES, "\"spec\":{}").selector()).isEmpty();
        assertThat(read(Resource.NAMESPACES, "\"status\":{\"phase\":\"Active\"}").terminating())
                .isFalse();
        assertThat(
                        read(Resource.NAMESPACES, "\"status\":{\"phase\":\"Terminating\"}")
                                .terminating())
                .isTrue();
    }

    @Test
    void numbersThatAreNoneAreNotUnderstood() {
        assertThatThrownBy(() -> read(Resource.DEPLOYMENTS, "\"spec\":{\"replicas\":1.5}"))
                .isInstanceOf(Misread.class)
                .hasMessage(".spec.replicas is not a whole number");
        assertThatThrownBy(() -> read(Resource.DEPLOYMENTS, "\"spec\":{\"replicas\":99999999999}"))
                .isInstanceOf(Misread.class)
                .hasMessage(".spec.replicas is not a number of 32 bits");
        assertThatThrownBy(() -> read(Resource.JOBS, "\"spec\":{\"suspend\":\"yes\"}"))
                .isInstanceOf(Misread.class)
                .hasMessage(".spec.suspend is not true or false");
    }
}
