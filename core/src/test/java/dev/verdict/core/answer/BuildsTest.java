package dev.verdict.core.answer;

import static dev.verdict.core.testing.ABuild.build;
import static dev.verdict.core.testing.ABuild.work;
import static dev.verdict.core.testing.AContainer.container;
import static dev.verdict.core.testing.AJob.job;
import static dev.verdict.core.testing.APod.pod;
import static dev.verdict.core.testing.AWorkload.deployment;
import static dev.verdict.core.testing.Cluster.cluster;
import static dev.verdict.core.testing.Digests.BUILT;
import static dev.verdict.core.testing.Digests.EARLIER;
import static dev.verdict.core.testing.Times.ago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Pod.Phase;
import dev.verdict.core.testing.ABuild;
import dev.verdict.core.testing.Cluster;
import dev.verdict.core.testing.Cluster.Look;
import dev.verdict.core.testing.Said;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class BuildsTest {
    private static final String V1 = "registry.test/team/shop:v1";

    private static List<BuildRun> in(Cluster cluster) {
        return Builds.in(cluster.asking("Deployment", "shop").places()).all().toList();
    }

    private static List<String> names(List<BuildRun> builds) {
        return builds.stream().map(b -> b.ref().kind() + " " + b.ref().name()).toList();
    }

    @Test
    void theNewestRequestedComesFirstAndEqualsByName() {
        assertThat(
                        names(
                                in(
                                        cluster()
                                                .with(build("c", V1).requested("30m"))
                                                .with(build("b", V1).requested("20m"))
                                                .with(build("a", V1).requested("20m")))))
                .containsExactly("Job a", "Job b", "Job c");
    }

    @Test
    void whatBuildsNothingIsNone() {
        assertThat(
                        in(
                                cluster()
                                        .with(job("report", "report:1").pod("report-1", p -> {}))
                                        .with(pod("solo").with(container("app", "app:1")))))
                .isEmpty();
    }

    @Test
    void aJobWithSeveralBuildersIsOneBuildAContainer() {
        List<BuildRun> both =
                in(
                        cluster()
                                .with(
                                        build("build-shop", V1)
                                                .job(
                                                        j ->
                                                                j.with(
                                                                        container(
                                                                                        "second",
                                                                                        ABuild
                                                                                                .KANIKO)
                                                                                .arguments(
                                                                                        "--destination=registry.test/side:v1")))));

        assertThat(both.stream().map(b -> b.builder().name())).containsExactly("kaniko", "second");
        assertThat(both.getFirst().isSameAs(both.getLast())).isFalse();
        assertThat(both.getFirst().isSameAs(both.getFirst())).isTrue();
        assertThat(both.stream().flatMap(b -> b.run().destinations().stream())).hasSize(2);
    }

    @Test
    void theTriesOfAJobThatIsNotListedAreOneBuild() {
        ABuild twice =
                build("build-shop", V1)
                        .pod(
                                "first",
                                p ->
                                        p.created("20m")
                                                .phase(Phase.FAILED)
                                                .app(c -> c.ended(1, "Error", "20m", "19m")))
                        .pod("second", p -> p.created("18m"));
        List<BuildRun> builds = in(cluster().withoutJob(twice));

        assertThat(names(builds)).containsExactly("Job build-shop");
        assertThat(builds.getFirst().requestedAt()).isEqualTo(ago("20m"));
        assertThat(builds.getFirst().pods().value().orElse(List.of()).stream().map(Pod::name))
                .containsExactly("first", "second");
        assertThat(builds.getFirst().job()).isEmpty();
    }

    @Test
    void aPodOfAListedJobIsNoBuildByItself() {
        assertThat(names(in(cluster().with(build("build-shop", V1).pushed(BUILT)))))
                .containsExactly("Job build-shop");
    }

    @Test
    void aNameThatSeveralBuildsShareMeansTheOneThatIsMeant() {
        Cluster shared =
                cluster()
                        .with(build("build-shop", V1).requested("30m").pushed(BUILT))
                        .with(pod("build-shop").with(container("x", ABuild.KANIKO)))
                        .with(build("other", V1).requested("20m"));
        Builds all = Builds.in(shared.asking("Deployment", "shop").places());
        BuildRun job = all.all().filter(b -> b.ref().kind().equals("Job")).toList().getLast();
        Builds sight = all.meaning(job);

        assertThat(names(all.all().toList())).contains("Pod build-shop");
        assertThat(names(sight.all().toList())).containsExactly("Job other", "Job build-shop");
        assertThat(names(sight.tiedBy(Stream.of(new Tie.Named("build-shop")))))
                .containsExactly("Job build-shop");
        assertThat(names(all.tiedBy(Stream.of(new Tie.Named("build-shop")))))
                .containsExactlyInAnyOrder("Job build-shop", "Pod build-shop");
    }

    @Test
    void aBarePodIsABuild() {
        assertThat(names(in(cluster().with(pod("builder").with(container("x", ABuild.KANIKO))))))
                .containsExactly("Pod builder");
    }

    @Test
    void whetherAFailedTryWasTheLastOnlyTheJobTells() {
        ABuild failed =
                build("build-shop", V1)
                        .ended(1, "Error", "15m")
                        .log(work("error building image: x"));
        Cluster cluster =
                cluster()
                        .with(deployment("shop", V1).pod(p -> p.app(c -> c.runs(EARLIER))))
                        .withoutJob(failed)
                        .unreadable(Look.JOBS);

        assertThat(cluster.says("shop")).startsWith("INCONCLUSIVE build");
    }

    /// Another Job may wait without a pod.
    @Test
    void aGoodTryMayNotBeTheNewestWhereJobsCannotBeListed() {
        Cluster cluster =
                cluster()
                        .with(deployment("shop", V1).pod(p -> {}))
                        .withoutJob(build("build-shop", V1).pushedWithoutCondition(BUILT, "15m"));

        assertThat(cluster.says("shop")).isEqualTo("FALSE_ALARM workload ready - nobody proven");
        assertThat(cluster.unreadable(Look.JOBS).says("shop")).startsWith("INCONCLUSIVE build");
    }

    @Test
    void knownPushesAreThoseWhoseDigestIsKnown() {
        Cluster cluster =
                cluster()
                        .with(build("good", V1, "mirror.test/shop:v1").pushed(BUILT))
                        .with(build("bad", V1).failed("error building image: x"))
                        .with(build("unknown", V1).ended(0, "", "15m").job(j -> j.complete("15m")));
        List<KnownPush> pushes = KnownPush.in(in(cluster), cluster.asking("Deployment", "shop"));

        assertThat(pushes.stream().map(p -> p.build().ref().name() + " " + p.destination()))
                .containsExactly("good " + V1, "good mirror.test/shop:v1");
        assertThat(KnownPush.of(pushes, BUILT)).hasSize(2);
        assertThat(KnownPush.of(pushes, EARLIER)).isEmpty();
        assertThat(Said.of(cluster.judge("Job", "good")))
                .isEqualTo("FALSE_ALARM build push - nobody proven");
    }
}
