package dev.verdict.core;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.ANode.node;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.AWorkload.statefulSet;
import static dev.verdict.core.testing.AnEvent.normal;
import static dev.verdict.core.testing.AnEvent.warning;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.EARLIER;
import static dev.verdict.core.testing.Digests.LATER;
import static dev.verdict.core.testing.Digests.OTHER;
import static dev.verdict.core.testing.Times.in;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AContainer;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// The traps that comparable tools fall into, as far as the judge can: `facts/neighbours.md`,
/// section 6.
class TrapsTest {
    private static final String REPO = "registry.test/team/shop";
    private static final String V1 = REPO + ":v1";
    private static final String FINE = "FALSE_ALARM workload ready - nobody proven";

    private static ABuild good() {
        return build("build-shop", V1).pushed(BUILT);
    }

    private static Cluster with(AWorkload shop) {
        return cluster().with(shop).with(good());
    }

    @Test
    void trap1APassedDeadlineThenCompletion() {
        AWorkload late =
                deployment("shop", V1)
                        .condition(
                                "Progressing", Status.FALSE, "ProgressDeadlineExceeded", "", "10m")
                        .pod(p -> p.readySince("1s"));
        Verdict verdict = with(late).claimedAt("10m").judge("Deployment", "shop");

        assertThat(Said.of(verdict)).isEqualTo(FINE);
        assertThat(Said.circumstances(verdict))
                .isEqualTo("PlatformGaveUpEarly ProgressDeadlinePassed");
    }

    @Test
    void trap2ACompletedRolloutThatBrokeLater() {
        AWorkload broke =
                deployment("shop", V1)
                        .condition("Progressing", Status.TRUE, "NewReplicaSetAvailable", "", "9h")
                        .condition("Available", Status.TRUE, "MinimumReplicasAvailable", "", "9h")
                        .pod(p -> p.unready("2m").app(c -> c.crashLooping(3)));

        assertThat(with(broke).says("shop"))
                .isEqualTo("FAILED workload start ContainerCrashes developer proven");
    }

    @Test
    void trap3UnschedulableWhileANodeIsMade() {
        AWorkload waits =
                deployment("shop", V1)
                        .pod(
                                p ->
                                        p.unschedulable(
                                                "0/1 nodes are available: 1 Insufficient cpu.",
                                                "8m"));

        assertThat(
                        with(waits)
                                .with(normal(waits.podRef(), "TriggeredScaleUp", "1->2").at("7m"))
                                .says("shop"))
                .isEqualTo("IN_PROGRESS workload schedule - nobody inferred");
    }

    @Test
    void trap4APullThatFailsRightAfterThePushAndThenComesThrough() {
        AWorkload shop = deployment("shop", V1).pod(p -> {});
        Verdict verdict =
                with(shop)
                        .with(
                                warning(
                                                shop.podRef(),
                                                "Failed",
                                                "Failed to pull image \"x\": x: not found")
                                        .container("app")
                                        .at("10m50s")
                                        .times(3))
                        .judge("Deployment", "shop");

        assertThat(Said.of(verdict)).isEqualTo(FINE);
        assertThat(Said.circumstances(verdict)).isEqualTo("TroubleSelfResolved");
    }

    @Test
    void trap5CrashesUntilADatabaseIsUpAndThenCalm() {
        AWorkload shop =
                deployment("shop", V1)
                        .pod(
                                p ->
                                        p.app(
                                                c ->
                                                        c.restarted(6)
                                                                .running("8m")
                                                                .before(1, "Error", "10m", "9m")));

        assertThat(with(shop).says("shop")).isEqualTo(FINE);
    }

    @Test
    void trap6TheSameTagAndATriviallySuccessfulRolloutOnTheOldDigest() {
        AWorkload unchanged =
                deployment("shop", V1)
                        .revised("50m")
                        .condition("Progressing", Status.TRUE, "NewReplicaSetAvailable", "", "49m")
                        .pod(p -> p.app(c -> c.runs(EARLIER).running("49m")));

        assertThat(with(unchanged).says("shop"))
                .isEqualTo("STALE workload rollout NotRolledOut platform proven");
    }

    @Test
    void trap7IndexPlatformAndConfigDigests() {
        AWorkload index =
                deployment("shop", REPO + "@" + OTHER).pod(p -> p.app(c -> c.runs(BUILT)));
        AWorkload platform =
                deployment("shop", REPO + "@" + BUILT).pod(p -> p.app(c -> c.runs(OTHER)));
        AWorkload config =
                deployment("shop", V1).pod(p -> p.app(c -> c.runsConfig(OTHER).running("5m")));
        AWorkload waiting =
                deployment("shop", V1)
                        .pod(
                                p ->
                                        p.unready("1m")
                                                .app(
                                                        c ->
                                                                c.runs(EARLIER)
                                                                        .before(
                                                                                1, "Error", "5m",
                                                                                "2m")
                                                                        .restarted(2)
                                                                        .waiting(
                                                                                "ImagePullBackOff",
                                                                                "x: not found")));

        assertThat(with(index).says("shop")).startsWith("INCONCLUSIVE workload rollout");
        assertThat(with(platform).says("shop"))
                .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
        assertThat(with(config).says("shop")).startsWith("INCONCLUSIVE workload rollout");
        assertThat(with(waiting).says("shop"))
                .isEqualTo("BLOCKED workload pull ImageNotFound platform proven");
    }

    @Test
    void trap8AJobThatRunsFailedOrWasRemoved() {
        Cluster running = cluster().with(job("report", V1).pod("r", p -> {}));
        Cluster failed =
                cluster()
                        .with(
                                pod("solo")
                                        .with(container("app", V1).ended(255, "Error", "9m", "1m"))
                                        .failed("", ""));
        Cluster removed =
                cluster()
                        .with(deployment("shop", V1).pod(p -> p.app(c -> c.runs(OTHER))))
                        .with(
                                normal(
                                                new ObjectRef(
                                                        "Pod",
                                                        Cluster.HERE,
                                                        "build-shop-1",
                                                        "uid-gone"),
                                                "Started",
                                                "Started container kaniko")
                                        .container("kaniko"));

        assertThat(Said.of(running.judge("Job", "report")))
                .isEqualTo("IN_PROGRESS workload ready - nobody proven");
        assertThat(Said.of(failed.judge("Pod", "solo")))
                .isEqualTo("FAILED workload start ContainerCrashes developer proven");
        assertThat(removed.says("shop")).isEqualTo("INCONCLUSIVE build build - nobody -");
    }

    @Test
    void trap9ANativeSidecarIsNotInitialisingAndIsBlamedItself() {
        AWorkload runs =
                deployment("shop", V1)
                        .container(container("proxy", "proxy:1").sidecar())
                        .pod(p -> {});
        AWorkload blocks =
                deployment("shop", V1)
                        .container(
                                container("proxy", "proxy:1")
                                        .sidecar()
                                        .startupProbe("0s", "10s", 3))
                        .pod(
                                p ->
                                        p.unready("2m")
                                                .app(c -> c.waiting("PodInitializing", ""))
                                                .container(
                                                        "proxy", c -> c.running("2m").unready()));

        assertThat(with(runs).says("shop")).isEqualTo(FINE);
        assertThat(
                        with(blocks)
                                .with(normal(blocks.podRef(), "Scheduled", "").at("3m"))
                                .says("shop"))
                .isEqualTo("FAILED workload ready StartupProbeFailing developer proven");
    }

    @Test
    void trap10ZeroReplicasAreNoProof() {
        assertThat(with(deployment("shop", V1).replicas(0)).says("shop"))
                .isEqualTo("INCONCLUSIVE workload ready - nobody -");
    }

    @Test
    void trap11ReadyForABlinkWithoutAReadinessProbe() {
        AWorkload blink =
                deployment("shop", V1)
                        .pod(
                                p ->
                                        p.readySince("3s")
                                                .app(
                                                        c ->
                                                                c.running("3s")
                                                                        .restarted(5)
                                                                        .before(
                                                                                1, "Error", "40s",
                                                                                "30s")));

        assertThat(with(blink).says("shop"))
                .isEqualTo("FAILED workload start ContainerCrashes developer proven");
    }

    @Test
    void trap12ForeignPodsThatMatchTheSelectorAreNotItsOwn() {
        AWorkload shop = deployment("shop", V1).pod(p -> p.unready().app(c -> c.crashLooping(3)));

        assertThat(
                        with(shop)
                                .with(
                                        pod("foreign")
                                                .label("app", "shop")
                                                .with(container("app", V1)))
                                .says("shop"))
                .isEqualTo("FAILED workload start ContainerCrashes developer proven");
    }

    @Test
    void trap13EventsOfAnEarlierPodOfTheSameName() {
        AWorkload set = statefulSet("shop", V1).pod(p -> p.placed());
        ObjectRef before = new ObjectRef("Pod", Cluster.HERE, set.podRef().name(), "uid-before");
        Cluster cluster =
                with(set)
                        .with(normal(set.podRef(), "Scheduled", "").at("20s"))
                        .with(
                                warning(
                                        before,
                                        "FailedMount",
                                        "MountVolume.SetUp failed for volume \"x\" : configmap"
                                                + " \"x\" not found"));

        assertThat(Said.of(cluster.judge("StatefulSet", "shop")))
                .isEqualTo("IN_PROGRESS workload sandbox - nobody proven");
    }

    @Test
    void trap14HundredsOfRepeatedEventsSayNoMoreThanOne() {
        AWorkload shop =
                deployment("shop", V1).pod(p -> p.unready("1m").app(c -> c.crashLooping(1)));

        assertThat(
                        with(shop)
                                .with(
                                        warning(shop.podRef(), "BackOff", "Back-off restarting")
                                                .container("app")
                                                .times(400))
                                .says("shop"))
                .isEqualTo("IN_PROGRESS workload start ContainerCrashes developer proven");
    }

    @Test
    void trap15ARefusedPodIsNotJustProgressing() {
        AWorkload refused =
                deployment("shop", V1)
                        .condition("Progressing", Status.TRUE, "ReplicaSetUpdated", "")
                        .replicaFailure(
                                "pods \"x\" is forbidden: violates PodSecurity"
                                        + " \"restricted:latest\": x");

        assertThat(with(refused).says("shop"))
                .isEqualTo("BLOCKED workload admission PolicyDenied developer proven");
    }

    @Test
    void trap16ARedRunWithItsImageAndAGreenOneWithout() {
        ABuild red =
                build("build-shop", V1)
                        .job(j -> j.with(container("helper", "proxy:1")))
                        .pod(
                                p ->
                                        p.phase(Phase.FAILED)
                                                .app(c -> c.ended(0, "Completed", "19m", "15m"))
                                                .container(
                                                        "helper",
                                                        c -> c.ended(1, "Error", "19m", "15m")))
                        .log(ABuild.work(ABuild.pushLines(V1, BUILT)))
                        .job(j -> j.failed("BackoffLimitExceeded", "15m"));
        ABuild green =
                build("build-shop", V1)
                        .flags("--no-push")
                        .ended(0, "Completed", "15m")
                        .job(j -> j.complete("15m"));
        AWorkload shop = deployment("shop", V1).pod(p -> {});

        assertThat(cluster().with(shop).with(red).says("shop")).isEqualTo(FINE);
        assertThat(cluster().with(shop).with(green).says("shop"))
                .isEqualTo("FAILED build build NothingPushed platform proven");
    }

    @Test
    void trap17SurgePodsAndLoweredReplicas() {
        AWorkload surge = deployment("shop", V1).replicas(1).pod(p -> {}).pod(p -> {});

        assertThat(with(surge).says("shop")).isEqualTo(FINE);
    }

    @Test
    void trap18WhatCouldNotBeReadIsNeitherFineNorBroken() {
        for (Look look : new Look[] {Look.PODS, Look.REPLICA_SETS, Look.DEPLOYMENTS}) {
            assertThat(with(deployment("shop", V1).pod(p -> {})).unreadable(look).says("shop"))
                    .startsWith("INCONCLUSIVE");
        }
    }

    @Test
    void trap19ANewerRolloutThanTheClaimedOne() {
        AWorkload newer =
                deployment("shop", REPO + "@" + LATER)
                        .earlier(REPO + "@" + BUILT, "14m")
                        .revised("5m")
                        .pod(p -> p.app(c -> c.runs(LATER)));

        assertThat(
                        with(newer)
                                .with(build("later", V1).requested("9m").pushed(LATER, "6m"))
                                .claimedAt("10m")
                                .says("shop"))
                .isEqualTo("SUPERSEDED workload rollout - nobody proven");
    }

    @Test
    void trap20ADeploymentDeletedAndMadeAnewUnderTheSameName() {
        AWorkload before = deployment("shop", V1).uid("uid-before").pod(p -> {});
        AWorkload anew = deployment("shop", V1).created("5s").revised("5s");

        assertThat(
                        with(anew)
                                .with(
                                        pod("orphan")
                                                .ownedBy(before.replicaSet())
                                                .with(container("app", V1)))
                                .says("shop"))
                .isEqualTo("IN_PROGRESS workload rollout - nobody proven");
    }

    @Test
    void trap21ClocksThatDoNotAgree() {
        AWorkload shop = deployment("shop", V1).pod(p -> {});

        assertThat(with(shop).claimed(Optional.of(in("4s"))).says("shop")).isEqualTo(FINE);
        assertThat(with(shop).claimed(Optional.of(in("1m"))).says("shop"))
                .isEqualTo("INCONCLUSIVE workload ready - nobody -");
        assertThat(with(shop).withoutClock().says("shop"))
                .isEqualTo("FALSE_ALARM workload ready - nobody inferred");
    }

    @Test
    void aForeignDumpSaysNotWhetherAWaitIsOver() {
        AWorkload waits =
                deployment("shop", V1)
                        .app(AContainer::readinessProbe)
                        .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()));

        assertThat(with(waits).says("shop")).startsWith("IN_PROGRESS");
        assertThat(with(waits).withoutClock().says("shop"))
                .startsWith("INCONCLUSIVE workload ready");
    }

    @Test
    void aLostNodeUnderANewPod() {
        assertThat(
                        with(deployment("shop", V1).pod(p -> p.on("gone")))
                                .with(node("gone").lost())
                                .says("shop"))
                .isEqualTo("BLOCKED workload sandbox NodeLost platform proven");
    }
}
