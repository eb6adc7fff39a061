package dev.verdict.looks.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageId;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Probe;
import dev.verdict.core.pod.Volume;
import dev.verdict.looks.json.Misread;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PodReaderTest {
    private static final String DIGEST =
            "sha256:c65f16437574aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static final String POD =
            """
            {"metadata":{"name":"shop-1","namespace":"team-a","uid":"u1",
              "creationTimestamp":"2026-11-23T02:54:00Z","labels":{"app":"shop"},
              "managedFields":[{"manager":"kubelet"}],
              "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","who":"me"},
              "ownerReferences":[
                {"kind":"Thing","name":"t","uid":"u8"},
                {"kind":"ReplicaSet","name":"shop","uid":"u9","controller":true}]},
             "spec":{"nodeName":"node-1","schedulerName":"default-scheduler","restartPolicy":"Always",
              "serviceAccountName":"default","activeDeadlineSeconds":60,
              "imagePullSecrets":[{"name":"pull"}],"readinessGates":[{"conditionType":"lb"}],
              "schedulingGates":[{"name":"gate"}],"nodeSelector":{"disk":"ssd"},
              "tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute"}],
              "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"claim"}},
                {"name":"host","hostPath":{"path":"/srv","type":""}},
                {"name":"share","nfs":{"server":"10.0.0.1","path":"/x"}},
                {"name":"scratch","emptyDir":{}}],
              "initContainers":[
                {"name":"fetch","image":"git:1"},
                {"name":"mesh","image":"mesh:1","restartPolicy":"Always"}],
              "containers":[
                {"name":"web","image":"registry:5000/team/shop:1","imagePullPolicy":"IfNotPresent",
                 "command":["/web"],"args":["-v"],"unknownField":{"x":[1]},
                 "env":[{"name":"A","value":"1"},{"name":"EMPTY"},
                   {"name":"SECRET","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
                 "resources":{"limits":{"memory":"64Mi","cpu":2},"requests":{"cpu":"100m"}},
                 "readinessProbe":{"periodSeconds":5},
                 "startupProbe":{"initialDelaySeconds":2,"periodSeconds":1,"failureThreshold":30}},
                {"name":"app","image":"a:1"}],
              "ephemeralContainers":[{"name":"debug","image":"busybox"}]},
             "status":{"phase":"Running","startTime":"2026-11-23T02:54:01Z",
              "conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady",
                "message":"no","lastTransitionTime":"2026-11-23T02:54:09Z"},
                {"type":"Odd","status":"Perhaps","lastTransitionTime":null}],
              "containerStatuses":[
                {"name":"app","ready":false,"restartCount":2,"image":"a:1","imageID":"",
                 "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},
                 "lastState":{"terminated":{"exitCode":128,"reason":"StartError",
                   "startedAt":"1970-01-01T00:00:00Z","finishedAt":"2026-11-23T02:54:08Z"}}},
                {"name":"web","ready":true,"restartCount":0,"image":"sha256:abc",
                 "imageID":"registry:5000/team/shop@%s",
                 "state":{"running":{"startedAt":"2026-11-23T02:54:02Z"}},"lastState":{}}],
              "initContainerStatuses":[{"name":"fetch","state":{},"image":"","imageID":""}]}}
            """
                    .formatted(DIGEST);

    @Test
    void readsWhatIsThere() {
        Pod pod = Parsed.as(Resource.PODS, POD);

        assertThat(pod.ref()).isEqualTo(new ObjectRef("Pod", "team-a", "shop-1", "u1"));
        assertThat(pod.owner()).contains(new ObjectRef("ReplicaSet", "team-a", "shop", "u9"));
        assertThat(pod.annotations()).isEqualTo(Map.of("who", "me"));
        assertThat(pod.phase()).isEqualTo(Pod.Phase.RUNNING);
        assertThat(pod.deletedAt()).isEmpty();
        assertThat(pod.spec().activeDeadline()).contains(Duration.ofMinutes(1));
        assertThat(pod.spec().pullSecrets()).containsExactly("pull");
        assertThat(pod.spec().readinessGates()).containsExactly("lb");
        assertThat(pod.spec().schedulingGates()).containsExactly("gate");
        assertThat(pod.spec().tolerations())
                .containsExactly(new Pod.Toleration("k", "Exists", "", "NoExecute"));
        assertThat(pod.spec().volumes())
                .containsExactly(
                        new Volume("data", "persistentVolumeClaim", "claim"),
                        new Volume("host", "hostPath", "/srv"),
                        new Volume("share", "nfs", "10.0.0.1"),
                        new Volume("scratch", "emptyDir", ""));
        assertThat(pod.conditions())
                .containsExactly(
                        new Condition(
                                "Ready",
                                Condition.Status.FALSE,
                                "ContainersNotReady",
                                "no",
                                Optional.of(Instant.parse("2026-11-23T02:54:09Z")),
                                Optional.empty()),
                        new Condition(
                                "Odd",
                                Condition.Status.UNKNOWN,
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void givesEachContainerItsRole() {
        Pod pod = Parsed.as(Resource.PODS, POD);

        assertThat(pod.containers())
                .extracting(c -> c.name() + " " + c.spec().role())
                .containsExactly("fetch INIT", "mesh SIDECAR", "web APP", "app APP", "debug DEBUG");
    }

    @Test
    void joinsStatusesByNameWhateverTheirOrder() {
        Pod pod = Parsed.as(Resource.PODS, POD);
        Container web = pod.container("web").orElseThrow();
        Container app = pod.container("app").orElseThrow();

        assertThat(web.imageId()).contains(new ImageId.Manifest(new Digest(DIGEST)));
        assertThat(web.state())
                .isEqualTo(
                        new ContainerState.Running(
                                Optional.of(Instant.parse("2026-11-23T02:54:02Z"))));
        assertThat(web.lastState()).isEmpty();
        assertThat(app.restartCount()).isEqualTo(2);
        assertThat(app.state())
                .isEqualTo(new ContainerState.Waiting("CrashLoopBackOff", "back-off"));
    }

    @Test
    void aStartInTheYear1970NeverHappened() {
        Container app = Parsed.as(Resource.PODS, POD).container("app").orElseThrow();

        assertThat(app.lastState())
                .contains(
                        new ContainerState.Terminated(
                                128,
                                "StartError",
                                "",
                                Optional.empty(),
                                Optional.of(Instant.parse("2026-11-23T02:54:08Z"))));
        assertThat(app.hasRun()).isFalse();
    }

    @Test
    void anEmptyStateIsWaitingAndNoStatusIsUnreported() {
        Pod pod = Parsed.as(Resource.PODS, POD);

        assertThat(pod.container("fetch").orElseThrow().state())
                .isEqualTo(new ContainerState.Waiting("", ""));
        assertThat(pod.container("debug").orElseThrow().state())
                .isEqualTo(new ContainerState.Unreported());
    }

    @Test
    void readsOnlyLiteralEnvironment() {
        ContainerSpec web = Parsed.as(Resource.PODS, POD).container("web").orElseThrow().spec();

        assertThat(web.environment()).isEqualTo(Map.of("A", "1", "EMPTY", ""));
        assertThat(web.limits()).isEqualTo(Map.of("memory", "64Mi", "cpu", "2"));
        assertThat(web.readinessProbe())
                .contains(new Probe(Duration.ZERO, Duration.ofSeconds(5), 3));
        assertThat(web.startupProbe().orElseThrow().budget()).isEqualTo(Duration.ofSeconds(32));
        assertThat(web.livenessProbe()).isEmpty();
    }

    @Test
    void aPodThatNobodyHasTouchedIsReadable() {
        Pod pod =
                Parsed.as(
                        Resource.PODS,
                        """
                        {"metadata":{"name":"p","creationTimestamp":"2026-11-23T02:54:00.123456Z",
                          "labels":null,"ownerReferences":null},"spec":{"containers":null},
                         "status":null}
                        """);

        assertThat(pod.containers()).isEqualTo(List.of());
        assertThat(pod.phase()).isEqualTo(Pod.Phase.UNKNOWN);
    }

    @Test
    void saysWhereSomethingElseStands() {
        assertThatThrownBy(
                        () ->
                                Parsed.as(
                                        Resource.PODS,
                                        """
                                        {"metadata":{"name":"p","creationTimestamp":"2026-11-23T02:54:00Z"},
                                         "spec":{"containers":[{"name":"c","args":"--x"}]}}
                                        """))
                .isInstanceOf(Misread.class)
                .hasMessage(".spec.containers[0].args is not a list");
        assertThatThrownBy(() -> Parsed.as(Resource.PODS, "{\"metadata\":{\"name\":\"p\"}}"))
                .isInstanceOf(Misread.class)
                .hasMessage(".metadata.creationTimestamp is missing");
        assertThatThrownBy(
                        () ->
                                Parsed.as(
                                        Resource.PODS,
                                        "{\"metadata\":{\"name\":\"p\",\"creationTimestamp\":\"noon\"}}"))
                .isInstanceOf(Misread.class)
                .hasMessage(".metadata.creationTimestamp is not a time");
    }
}
