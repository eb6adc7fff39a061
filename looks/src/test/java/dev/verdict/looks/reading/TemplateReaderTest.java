package dev.verdict.looks.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;

import org.junit.jupiter.api.Test;

class TemplateReaderTest {
    private static final String META =
            "\"metadata\":{\"name\":\"x\",\"creationTimestamp\":\"2026-11-23T02:00:00Z\"}";
    private static final String SPEC =
            "\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"a:1\",\"resources\":{}}],"
                    + "\"restartPolicy\":\"Always\"}";

    private static Replicated workload(Resource<Replicated> resource, String template) {
        return Parsed.as(resource, "{" + META + ",\"spec\":{\"template\":" + template + "}}");
    }

    @Test
    void aDeploymentAndItsReplicaSetHaveEqualTemplates() {
        Replicated deployment =
                workload(
                        Resource.DEPLOYMENTS,
                        "{\"metadata\":{\"creationTimestamp\":null,\"labels\":{\"app\":\"x\"}},"
                                + SPEC
                                + "}");
        Replicated replicaSet =
                workload(
                        Resource.REPLICA_SETS,
                        "{"
                                + SPEC
                                + ",\"metadata\":{\"labels\":{\"pod-template-hash\":\"abc\",\"app\":\"x\"}}}");

        assertThat(replicaSet.template().fingerprint())
                .isEqualTo(deployment.template().fingerprint())
                .hasSize(64);
        assertThat(replicaSet.template().labels()).containsEntry("pod-template-hash", "abc");
    }

    @Test
    void aControllerRevisionHasTheTemplateItPutsBack() {
        Replicated set =
                workload(
                        Resource.STATEFUL_SETS,
                        "{\"metadata\":{\"labels\":{\"app\":\"x\"}}," + SPEC + "}");
        Revision revision =
                Parsed.as(
                        Resource.REVISIONS,
                        "{"
                                + META
                                + ",\"revision\":3,\"data\":{\"spec\":{\"template\":{\"$patch\":\"replace\","
                                + "\"metadata\":{\"labels\":{\"app\":\"x\"}},"
                                + SPEC
                                + "}}}}");

        assertThat(revision.template()).isEqualTo(set.template());
        assertThat(revision.number()).isEqualTo(3);
    }

    @Test
    void anythingElseThatDiffersMakesAnotherTemplate() {
        String fingerprint =
                workload(Resource.DEPLOYMENTS, "{" + SPEC + "}").template().fingerprint();

        assertThat(
                        workload(Resource.DEPLOYMENTS, "{" + SPEC.replace("a:1", "a:2") + "}")
                                .template()
                                .fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(
                        workload(
                                        Resource.DEPLOYMENTS,
                                        "{\"metadata\":{\"annotations\":{\"restartedAt\":\"now\"}},"
                                                + SPEC
                                                + "}")
                                .template()
                                .fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aRevisionOfSomethingElseHasNoFingerprint() {
        Revision revision = Parsed.as(Resource.REVISIONS, "{" + META + ",\"data\":{}}");

        assertThat(revision.template().fingerprint()).isEmpty();
    }
}
