package dev.verdict.core;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.pushLines;
import static dev.verdict.core.testing.ABuild.work;
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

import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.AWorkload;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.workload.Replicated.Update;

import java.util.ArrayList;
import java.util.List;

/// Small clusters that between them say every word: what the properties are held against.
record Samples(String name, Evidence evidence) {
    private static final String REPO = "registry.test/team/shop";
    private static final String V1 = REPO + ":v1";
    private static final String V2 = REPO + ":v2";

    static List<Samples> all() {
        List<Samples> all = new ArrayList<>();
        workloads(all);
        builds(all);
        others(all);
        return all;
    }

    private static void add(List<Samples> all, String name, Cluster cluster) {
        add(all, name, cluster, "Deployment", "shop");
    }

    private static void add(
            List<Samples> all, String name, Cluster cluster, String kind, String subject) {
        all.add(
                new Samples(
                        name, cluster.with(node("node-1")).claimedAt("10m").asking(kind, subject)));
    }

    private static ABuild good() {
        return build("build-shop", V1).pushed(BUILT);
    }

    private static Cluster with(AWorkload shop) {
        return cluster().with(shop).with(good());
    }

    private static void workloads(List<Samples> all) {
        add(all, "a false alarm", with(deployment("shop", V1).pod(p -> {})));
        add(
                all,
                "a false alarm by digest",
                with(deployment("shop", REPO + "@" + BUILT).replicas(2).pod(p -> {}).pod(p -> {})));
        add(
                all,
                "a crash loop",
                with(deployment("shop", V1).pod(p -> p.unready().app(c -> c.crashLooping(4)))));
        add(
                all,
                "unready past its patience",
                with(
                        deployment("shop", V1)
                                .pod(p -> p.unready().app(c -> c.running("9m").unready()))));
        add(
                all,
                "no room on any node",
                with(
                        deployment("shop", V1)
                                .pod(
                                        p ->
                                                p.unschedulable(
                                                        "0/1 nodes are available: 1 Insufficient"
                                                                + " cpu.",
                                                        "2m"))));
        add(
                all,
                "no image",
                with(
                        deployment("shop", V1)
                                .pod(
                                        p ->
                                                p.placed()
                                                        .app(
                                                                c ->
                                                                        c.waiting(
                                                                                "ImagePullBackOff",
                                                                                "x: not found")))));
        AWorkload sandbox = deployment("shop", V1).pod(p -> p.placed());
        add(
                all,
                "no network",
                with(sandbox)
                        .with(
                                warning(
                                        sandbox.podRef(),
                                        "FailedCreatePodSandBox",
                                        "Failed to create pod sandbox: plugin type=\"calico\""
                                                + " failed (add): x")));
        add(
                all,
                "still starting",
                with(
                        deployment("shop", V1)
                                .pod(p -> p.unready("1m").app(c -> c.running("1m").unready()))));
        add(
                all,
                "one crash so far",
                with(deployment("shop", V1).pod(p -> p.unready("1m").app(c -> c.crashLooping(1)))));
        add(
                all,
                "old pods serve while new ones crash",
                with(
                        deployment("shop", V1)
                                .earlier(REPO + ":v0", "50m")
                                .olderPod(p -> {})
                                .pod(p -> p.unready().app(c -> c.crashLooping(4)))));
        add(
                all,
                "paused in the middle",
                with(
                        deployment("shop", V1)
                                .paused()
                                .replicas(2)
                                .scaledTo(1)
                                .earlier(REPO + ":v0", "50m")
                                .olderPod(p -> {})
                                .pod(p -> {})));
        AWorkload quota = deployment("shop", V1).replicaFailure("exceeded quota: q");
        add(all, "refused by a quota", with(quota));
        add(all, "scaled to zero", with(deployment("shop", V1).replicas(0)));
        add(
                all,
                "patched by hand",
                with(deployment("shop", V1).pod(p -> p.app(c -> c.image(V2).runs(OTHER)))));
        add(
                all,
                "a lost node",
                cluster()
                        .with(
                                deployment("shop", V1)
                                        .pod(
                                                p ->
                                                        p.on("node-2")
                                                                .condition(
                                                                        "Ready",
                                                                        Status.FALSE,
                                                                        "NodeStatusUnknown",
                                                                        "3m")))
                        .with(good())
                        .with(node("node-2").lost()));
        add(
                all,
                "held by a partition",
                with(
                        statefulSet("shop", V1)
                                .replicas(2)
                                .update(new Update.Partitioned(1))
                                .earlier(REPO + ":v0", "50m")
                                .olderPod(p -> {})
                                .pod(p -> {})),
                "StatefulSet",
                "shop");
    }

    private static void builds(List<Samples> all) {
        add(
                all,
                "a failed build while the old image serves",
                cluster()
                        .with(
                                deployment("shop", V1)
                                        .revised("50m")
                                        .pod(p -> p.app(c -> c.runs(EARLIER))))
                        .with(build("build-shop", V1).failed("error building image: x")));
        add(
                all,
                "a failed build of one of two containers",
                cluster()
                        .with(
                                deployment("shop", V1)
                                        .container(container("side", "registry.test/side:v1"))
                                        .pod(p -> p.container("side", c -> c.runs(OTHER))))
                        .with(good())
                        .with(
                                build("bad", "registry.test/side:v1")
                                        .failed("error building image: x")));
        add(
                all,
                "a build that runs",
                cluster()
                        .with(deployment("shop", V1).revised("50m").pod(p -> {}))
                        .with(build("build-shop", V1).running()));
        add(
                all,
                "a build that is suspended",
                cluster()
                        .with(deployment("shop", V1).revised("50m").pod(p -> {}))
                        .with(build("build-shop", V1).job(j -> j.suspended())));
        add(
                all,
                "stale: not rolled out",
                cluster()
                        .with(
                                deployment("shop", V1)
                                        .revised("50m")
                                        .pod(p -> p.app(c -> c.runs(EARLIER).running("49m"))))
                        .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                        .with(good()));
        add(
                all,
                "stale: cached",
                cluster()
                        .with(
                                deployment("shop", V1)
                                        .pod(p -> p.app(c -> c.runs(EARLIER).running("5m"))))
                        .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                        .with(good()));
        add(
                all,
                "superseded by a later attempt",
                cluster()
                        .with(
                                deployment("shop", REPO + "@" + LATER)
                                        .pod(p -> p.app(c -> c.runs(LATER))))
                        .with(good())
                        .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                        .naming("build-shop"));
        add(
                all,
                "a failed build, superseded by a later attempt",
                cluster()
                        .with(
                                deployment("shop", REPO + "@" + LATER)
                                        .pod(p -> p.app(c -> c.runs(LATER))))
                        .with(build("build-shop", V1).failed("error building image: x"))
                        .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                        .naming("build-shop"));
        add(
                all,
                "a failed build, superseded by a later attempt's tag",
                cluster()
                        .with(deployment("shop", V2).pod(p -> p.app(c -> c.runs(LATER))))
                        .with(build("build-shop", V1).failed("error building image: x"))
                        .with(build("later", V2).requested("18m").pushed(LATER, "14m"))
                        .naming("build-shop"));
        add(
                all,
                "rolled back",
                cluster()
                        .with(
                                deployment("shop", REPO + "@" + EARLIER)
                                        .earlier(REPO + "@" + BUILT, "14m")
                                        .revised("50m")
                                        .revision("3")
                                        .pod(p -> p.app(c -> c.runs(EARLIER))))
                        .with(build("old", V1).requested("55m").pushed(EARLIER, "52m"))
                        .with(build("build-shop", V2).pushed(BUILT)));
        AWorkload killed = deployment("shop", V1).pod(p -> {});
        add(
                all,
                "killed after its push",
                cluster()
                        .with(killed)
                        .with(
                                normal(killed.podRef(), "Pulled", "Successfully pulled image")
                                        .container("app")
                                        .at("10m"))
                        .with(
                                build("build-shop", V1)
                                        .ended(137, "Error", "15m")
                                        .log(work(pushLines(V1, BUILT)))
                                        .job(j -> j.failed("BackoffLimitExceeded", "15m"))));
        AWorkload pulled = deployment("shop", V1).pod(p -> {});
        add(
                all,
                "a push of an unknown digest, freshly pulled",
                cluster()
                        .with(pulled)
                        .with(
                                build("build-shop", V1)
                                        .ended(0, "Completed", "15m")
                                        .job(j -> j.complete("15m")))
                        .with(
                                normal(pulled.podRef(), "Pulled", "Successfully pulled image")
                                        .container("app")
                                        .at("10m")));
    }

    private static void others(List<Samples> all) {
        add(
                all,
                "no build",
                cluster().with(deployment("shop", V1).pod(p -> p.app(c -> c.runs(OTHER)))));
        add(all, "nothing there", cluster());
        add(all, "a build alone", cluster().with(good()), "Job", "build-shop");
        add(
                all,
                "a failed build alone",
                cluster().with(build("build-shop", V1).failed("error building image: x")),
                "Job",
                "build-shop");
        add(
                all,
                "a missing subject with one failed build",
                cluster().with(build("build-shop", V1).failed("error building image: x")));
        add(
                all,
                "a failed run",
                cluster()
                        .with(
                                job("report", "report:1")
                                        .pod(
                                                "report-1",
                                                p ->
                                                        p.phase(Phase.FAILED)
                                                                .app(
                                                                        c ->
                                                                                c.ended(
                                                                                        3, "Error",
                                                                                        "9m",
                                                                                        "8m")))
                                        .failed("BackoffLimitExceeded", "8m")),
                "Job",
                "report");
        add(
                all,
                "a bare pod",
                cluster().with(pod("solo").with(container("app", V1).runs(OTHER))),
                "Pod",
                "solo");
    }
}
