package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.answer.Choice;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Source;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Moment.Clock;
import dev.verdict.core.timeline.Moment.Happened;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A verdict told step by step: `Told.of(Word.FAILED, Row.BUILD_FAILED).built('c')...`. Without
/// more it is about `deployment/shop` in `team-a`, judged at 02:54:12.
final class Told {
    static final Instant NOW = Instant.parse("2026-11-23T02:54:12Z");
    static final Footing LIVE =
            new Footing(
                    Footing.Live.in("prod-eu", "https://10.0.0.1:6443"),
                    7,
                    48_213,
                    Duration.ofMillis(312),
                    Optional.empty(),
                    "verdict");
    static final Footing DISK =
            new Footing(
                    new Footing.Recording("shop.zip"),
                    24,
                    48_213,
                    Duration.ofMillis(95),
                    Optional.empty(),
                    "verdict");

    private final Word word;
    private final Row row;
    private Part part = Part.WORKLOAD;
    private Stage stage = Stage.READY;
    private String kind = "Deployment";
    private String namespace = "team-a";
    private String name = "shop";
    private Optional<Claim> claim = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<Confidence> confidence = Optional.of(Confidence.PROVEN);
    private Optional<Digest> built = Optional.empty();
    private Optional<Digest> running = Optional.empty();
    private Optional<String> asked = Optional.empty();
    private Optional<Verdict.FoundBuild> build = Optional.empty();
    private final List<Verdict.ContainerImages> containers = new ArrayList<>();
    private Verdict.Rollout rollout = new Verdict.Rollout(Optional.empty(), 0, 0, Optional.empty());
    private final List<Circumstance> circumstances = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Verdict.Missing> missing = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private Optional<Instant> lookAgain = Optional.empty();

    private Told(Word word, Row row) {
        this.word = word;
        this.row = row;
        if (word == Word.INCONCLUSIVE) {
            confidence = Optional.empty();
        }
    }

    static Told of(Word word, Row row) {
        return new Told(word, row);
    }

    static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    static Digest digest(char c) {
        return new Digest("sha256:" + String.valueOf(c).repeat(64));
    }

    Told named(String newKind, String newNamespace, String newName) {
        kind = newKind;
        namespace = newNamespace;
        name = newName;
        return this;
    }

    Told in(Part newPart, Stage newStage) {
        part = newPart;
        stage = newStage;
        return this;
    }

    Told claimed(String time, String message) {
        claim =
                Optional.of(
                        new Claim(Optional.empty(), Optional.of(at(time)), Optional.of(message)));
        return moment(
                time,
                Clock.PLATFORM,
                Happened.PLATFORM_GAVE_UP,
                message,
                new Source.Claim("madeAt"));
    }

    Told trouble(Cause cause, Fact... shown) {
        return trouble(Trouble.of(cause, Confidence.PROVEN, List.of(shown)));
    }

    Told trouble(Trouble newTrouble) {
        trouble = Optional.of(newTrouble);
        stage = newTrouble.stage();
        facts.addAll(newTrouble.facts());
        return this;
    }

    Told inferred() {
        confidence = Optional.of(Confidence.INFERRED);
        return this;
    }

    Told built(char digest) {
        built = Optional.of(digest(digest));
        build = Optional.of(new Verdict.FoundBuild(job(), Choice.FoundBy.DESTINATION));
        return this;
    }

    Told build() {
        build = Optional.of(new Verdict.FoundBuild(job(), Choice.FoundBy.DESTINATION));
        return this;
    }

    Told asks(String image) {
        asked = Optional.of(image);
        return this;
    }

    Told runs(char digest) {
        running = Optional.of(digest(digest));
        return this;
    }

    Told container(String container, String image) {
        containers.add(new Verdict.ContainerImages(container, image, built, running, build));
        return this;
    }

    Told rollout(int desired, int ready, int older) {
        rollout = new Verdict.Rollout(Optional.of(desired), ready, older, Optional.empty());
        return this;
    }

    Told ready(int desired, String since) {
        rollout = new Verdict.Rollout(Optional.of(desired), desired, 0, Optional.of(at(since)));
        return this;
    }

    Told circumstance(Circumstance.Code code, String subject) {
        circumstances.add(new Circumstance(code, subject, List.of()));
        return this;
    }

    Told fact(Fact fact) {
        facts.add(fact);
        return this;
    }

    Told missing(String what, Gap gap) {
        missing.add(Verdict.Missing.look(what, gap));
        return this;
    }

    Told undecided(Gap gap) {
        missing.add(Verdict.Missing.deciding(gap));
        return this;
    }

    Told moment(String time, Clock clock, Happened what, String detail) {
        return moment(
                time, clock, what, detail, Source.field(workload(), ".metadata.creationTimestamp"));
    }

    private Told moment(String time, Clock clock, Happened what, String detail, Source source) {
        moments.add(new Moment(at(time), clock, what, detail, source));
        moments.sort(java.util.Comparator.comparing(Moment::at).thenComparing(Moment::what));
        return this;
    }

    Told lookAgain(String time) {
        lookAgain = Optional.of(at(time));
        return this;
    }

    /// The timeline of a build and a rollout that went well.
    Told wellBuilt() {
        return moment("02:53:43", Clock.CONTROL_PLANE, Happened.BUILD_REQUESTED, "job/build-shop")
                .moment("02:54:05", Clock.NODE, Happened.BUILDER_STARTED, "")
                .moment("02:54:06", Clock.LOG, Happened.PUSHED, digest('c').value())
                .moment("02:54:09", Clock.CONTROL_PLANE, Happened.ROLLOUT_REQUESTED, name);
    }

    ObjectRef workload() {
        return new ObjectRef(kind, namespace, name, "w");
    }

    ObjectRef job() {
        return new ObjectRef("Job", namespace, "build-" + name, "b");
    }

    ObjectRef pod() {
        return new ObjectRef("Pod", namespace, name + "-7c9b955b5c-wfvkf", "p");
    }

    ObjectRef buildPod() {
        return new ObjectRef("Pod", namespace, "build-" + name + "-bw86n", "q");
    }

    Fact state(String value) {
        return Fact.deciding(
                What.CONTAINER_STATE,
                Source.field(pod(), ".status.containerStatuses[app].state"),
                value,
                Optional.of(at("02:54:10")));
    }

    Fact restarts(int count) {
        return Fact.deciding(
                What.RESTARTS,
                Source.field(pod(), ".status.containerStatuses[app].restartCount"),
                String.valueOf(count),
                Optional.empty());
    }

    Fact printed(String line) {
        return Fact.telling(
                What.CONTAINER_PRINTED,
                new Source.Log(pod(), "app"),
                line,
                Optional.of(at("02:54:10")));
    }

    Fact event(String reason, String message) {
        return Fact.deciding(
                What.EVENT, new Source.Event(pod(), reason), message, Optional.of(at("02:54:11")));
    }

    Fact pushed(char digest) {
        return Fact.deciding(
                What.PUSHED,
                new Source.LogLine(buildPod(), "kaniko", 41),
                "registry.test:5000/team/shop@" + digest(digest).value(),
                Optional.empty());
    }

    Fact builderSaid(String line) {
        return Fact.deciding(
                What.BUILDER_SAID,
                new Source.LogLine(buildPod(), "kaniko", 23),
                line,
                Optional.of(at("02:54:06")));
    }

    Verdict verdict() {
        return new Verdict(
                new Question(new Subject(kind, namespace, name), claim, Question.Pins.none()),
                NOW,
                Evidence.Clock.KNOWN,
                word,
                part,
                stage,
                row,
                trouble,
                trouble.map(Trouble::owners).orElse(List.of(Owner.NOBODY)),
                confidence,
                built,
                running,
                asked,
                build,
                List.of(),
                containers,
                rollout,
                circumstances,
                facts,
                missing,
                moments,
                lookAgain);
    }
}
