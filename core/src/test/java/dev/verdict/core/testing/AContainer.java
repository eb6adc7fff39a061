package dev.verdict.core.testing;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageId;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerSpec.Role;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.ContainerState.Terminated;
import dev.verdict.core.pod.Probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A container: what is asked for and what it does. It runs and is ready for ten minutes unless a
/// test says otherwise.
public final class AContainer {
    private final String name;
    private String image;
    private Role role = Role.APP;
    private List<String> command = List.of();
    private List<String> arguments = List.of();
    private Map<String, String> environment = Map.of();
    private final Map<String, String> limits = new TreeMap<>();
    private final Map<String, String> requests = new TreeMap<>();
    private Optional<Probe> readiness = Optional.empty();
    private Optional<Probe> liveness = Optional.empty();
    private Optional<Probe> startup = Optional.empty();
    private boolean ready = true;
    private int restarts;
    private Optional<ImageId> imageId = Optional.of(new ImageId.Manifest(Digests.BUILT));
    private ContainerState state = new ContainerState.Running(Optional.of(Times.ago("10m")));
    private Optional<Terminated> last = Optional.empty();

    private AContainer(String name, String image) {
        this.name = name;
        this.image = image;
    }

    public static AContainer container(String name, String image) {
        return new AContainer(name, image);
    }

    /// The same container in a pod of its own.
    static AContainer of(ContainerSpec spec) {
        AContainer made = new AContainer(spec.name(), spec.image());
        made.role = spec.role();
        made.command = spec.command();
        made.arguments = spec.arguments();
        made.environment = spec.environment();
        made.limits.putAll(spec.limits());
        made.requests.putAll(spec.requests());
        made.readiness = spec.readinessProbe();
        made.liveness = spec.livenessProbe();
        made.startup = spec.startupProbe();
        if (spec.role() == Role.INIT) {
            made.ended(0, "Completed", "11m", "10m30s");
        }
        return made;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    public AContainer image(String other) {
        image = other;
        return this;
    }

    public AContainer init() {
        role = Role.INIT;
        return this;
    }

    public AContainer sidecar() {
        role = Role.SIDECAR;
        return this;
    }

    public AContainer debug() {
        role = Role.DEBUG;
        return this;
    }

    public AContainer command(String... words) {
        command = List.of(words);
        return this;
    }

    public AContainer arguments(List<String> words) {
        arguments = new ArrayList<>(words);
        return this;
    }

    public AContainer arguments(String... words) {
        return arguments(List.of(words));
    }

    public AContainer environment(String key, String value) {
        environment = Map.of(key, value);
        return this;
    }

    public AContainer limit(String resource, String quantity) {
        limits.put(resource, quantity);
        return this;
    }

    public AContainer request(String resource, String quantity) {
        requests.put(resource, quantity);
        return this;
    }

    public AContainer readinessProbe() {
        readiness = Optional.of(new Probe(Duration.ZERO, Duration.ofSeconds(10), 3));
        return this;
    }

    public AContainer livenessProbe() {
        liveness = Optional.of(new Probe(Duration.ZERO, Duration.ofSeconds(10), 3));
        return this;
    }

    public AContainer startupProbe(String delay, String period, int threshold) {
        startup = Optional.of(new Probe(Times.length(delay), Times.length(period), threshold));
        return this;
    }

    // --- what it does

    public AContainer running(String since) {
        return runningSince(Optional.of(Times.ago(since)));
    }

    public AContainer runningSince(Optional<Instant> since) {
        state = new ContainerState.Running(since);
        return this;
    }

    public AContainer ready() {
        ready = true;
        return this;
    }

    public AContainer unready() {
        ready = false;
        return this;
    }

    public AContainer runs(Digest digest) {
        imageId = Optional.of(new ImageId.Manifest(digest));
        return this;
    }

    public AContainer runsConfig(Digest digest) {
        imageId = Optional.of(new ImageId.Config(digest));
        return this;
    }

    /// Created from nothing yet.
    public AContainer withoutImage() {
        imageId = Optional.empty();
        return this;
    }

    public AContainer waiting(String reason, String message) {
        state = new ContainerState.Waiting(reason, message);
        ready = false;
        if (last.isEmpty()) {
            imageId = Optional.empty();
        }
        return this;
    }

    public AContainer unreported() {
        state = new ContainerState.Unreported();
        ready = false;
        imageId = Optional.empty();
        return this;
    }

    public AContainer ended(int exit, String reason, String started, String ended) {
        state = end(exit, reason, "", started, ended);
        ready = false;
        return this;
    }

    /// Ended without having run: the API writes 1970.
    public AContainer couldNotStart(String reason, String message) {
        state =
                new Terminated(
                        128, reason, message, Optional.empty(), Optional.of(Times.ago("1m")));
        ready = false;
        return this;
    }

    public AContainer printed(String terminationMessage) {
        if (state instanceof Terminated end) {
            state =
                    new Terminated(
                            end.exitCode(),
                            end.reason(),
                            terminationMessage,
                            end.startedAt(),
                            end.finishedAt());
        }
        return this;
    }

    /// Its previous life.
    public AContainer before(int exit, String reason, String started, String ended) {
        last = Optional.of(end(exit, reason, "", started, ended));
        return this;
    }

    public AContainer before(Terminated end) {
        last = Optional.of(end);
        return this;
    }

    public AContainer restarted(int times) {
        restarts = times;
        return this;
    }

    /// Crashed so often, waits for the next try; each life took ten seconds.
    public AContainer crashLooping(int times) {
        return before(1, "Error", "1m10s", "1m")
                .restarted(times)
                .waiting(
                        "CrashLoopBackOff",
                        "back-off 40s restarting failed container=" + name + " pod=shop");
    }

    public static Terminated end(
            int exit, String reason, String message, String started, String ended) {
        return new Terminated(
                exit,
                reason,
                message,
                Optional.of(Times.ago(started)),
                Optional.of(Times.ago(ended)));
    }

    public ContainerSpec spec() {
        return new ContainerSpec(
                name,
                role,
                image,
                "IfNotPresent",
                command,
                arguments,
                environment,
                limits,
                requests,
                readiness,
                liveness,
                startup);
    }

    public Container made() {
        return new Container(spec(), ready, restarts, image, imageId, state, last);
    }
}
