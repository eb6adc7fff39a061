package dev.verdict.core.testing;

import dev.verdict.core.build.KanikoLog;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.KanikoTranscript;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod.Phase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A Kaniko Job with its pod and log. Requested twenty minutes ago, it pushed [Digests#BUILT]
/// fifteen minutes ago unless a test says otherwise.
public final class ABuild {
    public static final String KANIKO = "gcr.io/kaniko-project/executor:v1.24.0";

    /// The name of the builder's container.
    public static final String BUILDER = "kaniko";

    private final String name;
    private final List<String> destinations;
    private final AJob job;
    private final List<String> more = new ArrayList<>();
    private final Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>();
    private String[] command = {};
    private boolean templated;

    private ABuild(String name, List<String> destinations) {
        this.name = name;
        this.destinations = destinations;
        this.job = AJob.empty(name).counts(0, 0, 0);
    }

    /// A Job without a pod and without an end yet.
    public static ABuild build(String name, String... destinations) {
        return new ABuild(name, List.of(destinations));
    }

    // --- the Job

    public ABuild flags(String... flags) {
        more.addAll(List.of(flags));
        return this;
    }

    public ABuild command(String... words) {
        command = words;
        return this;
    }

    /// The Job itself.
    public ABuild job(Consumer<AJob> change) {
        change.accept(job());
        return this;
    }

    AJob job() {
        if (!templated) {
            templated = true;
            job.with(builder(BUILDER, arguments()).command(command));
        }
        return job;
    }

    private static AContainer builder(String container, List<String> arguments) {
        return AContainer.container(container, KANIKO).arguments(arguments);
    }

    private List<String> arguments() {
        List<String> all = new ArrayList<>(List.of("--context=dir:///workspace"));
        destinations.forEach(d -> all.add("--destination=" + d));
        all.addAll(more);
        return all;
    }

    public ABuild requested(String when) {
        job().created(when);
        return this;
    }

    public ABuild in(String namespace) {
        job().in(namespace);
        return this;
    }

    public ABuild label(String key, String value) {
        job().label(key, value);
        return this;
    }

    // --- its pods

    public String podName() {
        return name + "-x7k2p";
    }

    public ABuild pod(Consumer<APod> change) {
        return pod(podName(), change);
    }

    public ABuild pod(String podName, Consumer<APod> change) {
        job().pod(podName, change);
        return this;
    }

    public ObjectRef podRef() {
        return podRef(podName());
    }

    public ObjectRef podRef(String podName) {
        return new ObjectRef("Pod", job().namespace(), podName, "uid-pod-" + podName);
    }

    public ObjectRef ref() {
        return job().ref();
    }

    /// Its pod ended with that exit so long ago, after a start nineteen minutes ago.
    public ABuild ended(int exit, String reason, String when) {
        return pod(
                p ->
                        p.phase(exit == 0 ? Phase.SUCCEEDED : Phase.FAILED)
                                .unready()
                                .app(c -> c.ended(exit, reason, "19m", when)));
    }

    /// It runs since nineteen minutes ago.
    public ABuild running() {
        job().counts(1, 0, 0);
        return pod(p -> p.app(c -> c.running("19m")));
    }

    // --- its log

    public ABuild log(String... lines) {
        return log(podName(), false, lines);
    }

    public ABuild log(String podName, boolean previous, String... lines) {
        KanikoLog log = new KanikoLog(run());
        Arrays.stream(lines).forEach(log::line);
        return log(podName, previous, log.end(false));
    }

    public ABuild cutLog(String... lines) {
        KanikoLog log = new KanikoLog(run());
        Arrays.stream(lines).forEach(log::line);
        return log(podName(), false, log.end(true));
    }

    private ABuild log(String podName, boolean previous, KanikoTranscript transcript) {
        logs.put(key(podName, previous), Observation.seen(new ContainerLog.OfBuilder(transcript)));
        return this;
    }

    public ABuild unreadableLog(Gap gap) {
        logs.put(key(podName(), false), Observation.unavailable(gap));
        return this;
    }

    public ABuild absentLog() {
        logs.put(key(podName(), false), Observation.absent());
        return this;
    }

    private LogKey key(String podName, boolean previous) {
        return new LogKey(podRef(podName), BUILDER, previous, LogKey.Purpose.BUILD);
    }

    private KanikoRun run() {
        return KanikoRun.parse(List.of(command), arguments(), Map.of());
    }

    Map<LogKey, Observation<ContainerLog>> logs() {
        return logs;
    }

    /// A line of the builder's own, as Kaniko prints it.
    public static String info(String message) {
        return "\u001b[36mINFO\u001b[0m[0007] %-44s".formatted(message);
    }

    private static final String[] BEGINNING = {
        info("Retrieving image manifest alpine:3.20"),
        info("Unpacking rootfs as cmd RUN make requires it."),
        info("RUN make"),
        info("Running: [/bin/sh -c make]"),
        "making",
        info("Taking snapshot of full filesystem...")
    };

    /// A build's first lines, and then those.
    public static String[] work(String... then) {
        String[] all = Arrays.copyOf(BEGINNING, BEGINNING.length + then.length);
        System.arraycopy(then, 0, all, BEGINNING.length, then.length);
        return all;
    }

    /// The pair of lines of one destination.
    public static String[] pushLines(String destination, Digest digest) {
        String repository = ImageReference.parse(destination).orElseThrow().repository().toString();
        return new String[] {
            info("Pushing image to " + destination), info("Pushed " + repository + "@" + digest)
        };
    }

    /// The whole good end: exit 0, the log, the Job complete.
    public ABuild pushed(Digest digest) {
        return pushed(digest, "15m");
    }

    public ABuild pushed(Digest digest, String when) {
        return pushedWithoutCondition(digest, when).job(j -> j.complete(when));
    }

    /// As [#pushed(Digest, String)], before the controller has noticed.
    public ABuild pushedWithoutCondition(Digest digest, String when) {
        List<String> lines = new ArrayList<>();
        destinations.forEach(d -> lines.addAll(List.of(pushLines(d, digest))));
        return ended(0, "Completed", when).log(work(lines.toArray(String[]::new)));
    }

    /// The bad end: exit 1 with the builder's own last word, the Job failed for good.
    public ABuild failed(String lastWord) {
        return ended(1, "Error", "15m")
                .log(work(lastWord))
                .job(j -> j.failed("BackoffLimitExceeded", "15m"));
    }
}
