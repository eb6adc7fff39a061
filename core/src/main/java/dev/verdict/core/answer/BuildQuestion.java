package dev.verdict.core.answer;

import dev.verdict.core.build.Exit;
import dev.verdict.core.build.KanikoTranscript;
import dev.verdict.core.build.LogLine;
import dev.verdict.core.build.LogOutcome;
import dev.verdict.core.build.Push;
import dev.verdict.core.build.PushRules;
import dev.verdict.core.build.Retry;
import dev.verdict.core.cause.BuilderErrors;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.observation.Source;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Container;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.ContainerState;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Template;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The first question: did the build push?
///
/// A builder container that ended with 0 answers first, whatever its Job says (a helper beside it
/// may have failed the Job). Then the Job: failed for good, blocked, or under way. What the log
/// says is decided by [PushRules].
final class BuildQuestion {
    private static final String TERMINATION_LOG = "/dev/termination-log";

    private final BuildRun build;
    private final Optional<ImageReference> wanted;
    private final Evidence evidence;
    private final Surroundings around;

    private BuildQuestion(BuildRun build, Optional<ImageReference> wanted, Evidence evidence) {
        this.build = build;
        this.wanted = wanted;
        this.evidence = evidence;
        this.around =
                new Surroundings(
                        evidence, build.place(), template(build), Set.of(), true, Duration.ZERO);
    }

    /// @param wanted what the workload's container names; empty to ask about any destination
    static BuildAnswer ask(BuildRun build, Optional<ImageReference> wanted, Evidence evidence) {
        return new BuildQuestion(build, wanted, evidence).answer();
    }

    private static Template template(BuildRun build) {
        return build.job()
                .map(Job::template)
                .orElseGet(
                        () ->
                                new Template(
                                        "",
                                        build.labels(),
                                        build.pods().value().orElse(List.of()).stream()
                                                .flatMap(p -> p.containers().stream())
                                                .map(Container::spec)
                                                .toList()));
    }

    private BuildAnswer answer() {
        Optional<Pod> good = succeeded();
        if (good.isPresent()) {
            return afterSuccess(good.get());
        }
        RunState state =
                RunQuestion.ask(build.job(), build.ref(), build.pods(), around, p -> why(p, ""));
        return switch (state) {
            case RunState.Completed(Optional<Instant> at, Fact fact) -> completed(at, fact);
            case RunState.Failed failed -> failed(failed);
            case RunState.Blocked(Trouble trouble) ->
                    new BuildAnswer.Held(build, trouble.ownedBy(Owner.PLATFORM));
            case RunState.Active active -> active(active);
            case RunState.Unseen(Gap gap) ->
                    new BuildAnswer.Unseen(Optional.of(build), gap, Stage.BUILD, true, List.of());
        };
    }

    // --- ended with 0

    private Optional<Pod> succeeded() {
        return build.pods().value().orElse(List.of()).stream()
                .filter(p -> exit(p).filter(Exit::isZero).isPresent())
                .max(Pod.OLDEST_FIRST);
    }

    private BuildAnswer afterSuccess(Pod pod) {
        ContainerState.Terminated end = end(pod).orElseThrow();
        List<Fact> facts = List.of(ended(pod, end));
        Observation<KanikoTranscript> log = log(pod);
        if (log.value().isEmpty()) {
            return withoutLog(pod, end, facts, log.gap());
        }
        LogOutcome outcome = outcome(log.value().get(), Exit.of(0, end.reason()));
        return switch (outcome) {
            case LogOutcome.PushedDigestUnknown _ when !exitProves() ->
                    of(new LogOutcome.Unseen(LogOutcome.Why.END_CUT), pod, end);
            case LogOutcome.PushedDigestUnknown _, LogOutcome.Unseen _ ->
                    byMessage(end, facts).orElseGet(() -> of(outcome, pod, end));
            case LogOutcome.PushedTo _,
                    LogOutcome.NotPushed _,
                    LogOutcome.NothingPushed _,
                    LogOutcome.KilledAfterPush _ ->
                    of(outcome, pod, end);
        };
    }

    private BuildAnswer completed(Optional<Instant> at, Fact fact) {
        return build.run().noPush()
                ? nothingPushed(List.of(fact))
                : exitProves()
                        ? new BuildAnswer.PushedDigestUnknown(build, at, List.of(fact))
                        : new BuildAnswer.Unseen(
                                Optional.of(build),
                                new Gap.Expired("the pod and log of " + build.ref().slashed()),
                                Stage.PUSH,
                                true,
                                List.of(fact));
    }

    private BuildAnswer withoutLog(
            Pod pod, ContainerState.Terminated end, List<Fact> facts, Optional<Gap> gap) {
        if (build.run().noPush()) {
            return nothingPushed(facts);
        }
        Gap missing = gap.orElse(new Gap.Expired("the log of " + pod.ref().slashed()));
        return byMessage(end, facts)
                .orElseGet(
                        () ->
                                exitProves() && !build.run().destinations().isEmpty()
                                        ? new BuildAnswer.PushedDigestUnknown(
                                                build, end.finishedAt(), facts)
                                        : new BuildAnswer.Unseen(
                                                Optional.of(build),
                                                missing,
                                                Stage.PUSH,
                                                true,
                                                facts));
    }

    private BuildAnswer nothingPushed(List<Fact> facts) {
        return new BuildAnswer.NotPushed(
                build, Trouble.of(Cause.NOTHING_PUSHED, Confidence.PROVEN, facts));
    }

    /// Whether exit 0 says that all was pushed: not when a script answers for the builder, nor when
    /// the builder was told to shrug at a refused tag.
    private boolean exitProves() {
        List<String> words = new ArrayList<>(build.builder().command());
        words.addAll(build.builder().arguments());
        boolean script =
                words.stream()
                        .anyMatch(w -> w.equals("-c") || w.equals("-ec") || w.endsWith("/sh"));
        boolean shrugs =
                words.stream().anyMatch(w -> w.contains("push-ignore-immutable-tag-errors"));
        return !script && !shrugs;
    }

    /// The digest in the termination message: written before the push, so it counts only with exit
    /// 0, and only where the builder was told to write it there.
    private Optional<BuildAnswer> byMessage(ContainerState.Terminated end, List<Fact> facts) {
        if (!writesMessage(build.builder())
                || build.run().noPush()
                || build.run().destinations().isEmpty()
                || !exitProves()) {
            return Optional.empty();
        }
        for (String line : end.message().lines().toList()) {
            Optional<Digest> digest = Digest.parse(line.substring(line.indexOf('@') + 1).strip());
            if (digest.isPresent()) {
                ImageReference destination = destination();
                Push.Pushed push =
                        new Push.Pushed(
                                destination, digest.get(), new LogLine(0, line, end.finishedAt()));
                return Optional.of(
                        new BuildAnswer.Pushed(
                                build,
                                List.of(push),
                                end.finishedAt(),
                                Confidence.PROVEN,
                                Optional.empty(),
                                false,
                                facts));
            }
        }
        return Optional.empty();
    }

    /// Whether the builder was told to leave its digest in its termination message.
    static boolean writesMessage(ContainerSpec builder) {
        return builder.arguments().stream().anyMatch(a -> a.contains(TERMINATION_LOG));
    }

    private ImageReference destination() {
        List<ImageReference> all = build.run().destinations();
        return wanted.flatMap(
                        w ->
                                all.stream()
                                        .filter(d -> d.repository().equals(w.repository()))
                                        .findFirst())
                .orElse(all.getFirst());
    }

    // --- ended badly

    private BuildAnswer failed(RunState.Failed failed) {
        if (build.pods().gap().isPresent()) {
            return new BuildAnswer.Unseen(
                    Optional.of(build),
                    build.pods().gap().get(),
                    Stage.BUILD,
                    true,
                    List.of(failed.fact()));
        }
        Optional<Pod> pod = failed.last().or(this::newestPod);
        Optional<KanikoTranscript> log = pod.flatMap(p -> log(p).value());
        Optional<ContainerState.Terminated> end = pod.flatMap(this::end);
        if (log.isPresent() && end.isPresent()) {
            LogOutcome outcome =
                    outcome(log.get(), Exit.of(end.get().exitCode(), end.get().reason()));
            boolean open =
                    outcome instanceof LogOutcome.Unseen(LogOutcome.Why why)
                            && (why == LogOutcome.Why.NO_LOG
                                    || why == LogOutcome.Why.END_CUT && !log.get().reachedPush());
            if (!open) {
                return withReason(of(outcome, pod.get(), end.get()), pod.get(), failed);
            }
        }
        Trouble trouble =
                pod.flatMap(p -> why(p, failed.reason()))
                        .orElseGet(() -> unexplained(failed))
                        .with(failed.fact())
                        .withConfidence(neverRan(pod) ? Confidence.PROVEN : Confidence.INFERRED);
        return new BuildAnswer.NotPushed(build, trouble);
    }

    private Optional<Pod> newestPod() {
        return build.pods().value().orElse(List.of()).stream().max(Pod.OLDEST_FIRST);
    }

    /// A builder that never started pushed nothing, log or not.
    private boolean neverRan(Optional<Pod> pod) {
        List<Pod> pods = build.pods().value().orElse(List.of());
        return pod.isPresent()
                && pods.stream()
                        .allMatch(
                                p ->
                                        p.container(build.builder().name())
                                                .filter(
                                                        c ->
                                                                !c.hasRun()
                                                                        && c.state()
                                                                                instanceof
                                                                                ContainerState
                                                                                        .Waiting)
                                                .isPresent())
                && build.job().filter(j -> j.failed() > pods.size()).isEmpty();
    }

    /// What pod and Job say outranks the builder's own last line.
    private BuildAnswer withReason(BuildAnswer answer, Pod pod, RunState.Failed failed) {
        if (!(answer instanceof BuildAnswer.NotPushed(BuildRun _, Trouble trouble))) {
            return answer;
        }
        Trouble told =
                byStatus(pod, failed.reason(), trouble.facts())
                        .map(t -> t.withConfidence(trouble.confidence()))
                        .orElse(trouble);
        Trouble known =
                told.cause().isPresent()
                        ? told
                        : why(pod, failed.reason())
                                .map(t -> t.withConfidence(trouble.confidence()))
                                .orElse(told);
        return new BuildAnswer.NotPushed(build, known.with(failed.fact()));
    }

    private Trouble unexplained(RunState.Failed failed) {
        if (failed.reason().equals("DeadlineExceeded")) {
            return Trouble.of(
                    Cause.BUILD_DEADLINE_EXCEEDED, Confidence.PROVEN, List.of(failed.fact()));
        }
        return new Trouble(
                Optional.empty(),
                Stage.BUILD,
                List.of(Owner.PLATFORM, Owner.DEVELOPER),
                Confidence.INFERRED,
                Confidence.INFERRED,
                failed.reason(),
                List.of());
    }

    /// What ended one try.
    private Optional<Trouble> why(Pod pod, String jobReason) {
        Optional<ContainerState.Terminated> end = end(pod);
        List<Fact> facts = end.map(e -> List.of(ended(pod, e))).orElse(List.of());
        Optional<Trouble> stated = byStatus(pod, jobReason, facts);
        if (stated.isPresent()) {
            return stated;
        }
        if (end.isEmpty()) {
            return fetch(pod);
        }
        Optional<KanikoTranscript> log = log(pod).value();
        if (log.isPresent()
                && outcome(log.get(), Exit.of(end.get().exitCode(), end.get().reason()))
                        instanceof LogOutcome.NotPushed notPushed) {
            return Optional.of(trouble(notPushed, pod, facts));
        }
        Trouble unknown =
                new Trouble(
                        Optional.empty(),
                        Stage.BUILD,
                        List.of(Owner.PLATFORM, Owner.DEVELOPER),
                        Confidence.PROVEN,
                        Confidence.INFERRED,
                        end.get().reason(),
                        facts);
        return Optional.of(
                end.get().reason().equals("OOMKilled")
                        ? unknown.because(Cause.BUILD_OUT_OF_MEMORY, Confidence.PROVEN)
                        : unknown);
    }

    /// The pod's and the Job's own reasons.
    private Optional<Trouble> byStatus(Pod pod, String jobReason, List<Fact> facts) {
        Fact status =
                Fact.deciding(
                        What.POD_CONDITION,
                        Source.field(pod.ref(), ".status.reason"),
                        (pod.reason() + ": " + pod.message()).strip(),
                        Optional.empty());
        List<Fact> all = new ArrayList<>(facts);
        if (pod.reason().equals("Evicted")) {
            all.add(status);
            boolean memory = pod.message().toLowerCase(Locale.ROOT).contains("resource: memory");
            return Optional.of(
                    Trouble.of(
                            memory ? Cause.BUILD_OUT_OF_MEMORY : Cause.BUILD_STORAGE_EXHAUSTED,
                            Confidence.PROVEN,
                            all));
        }
        if (pod.reason().equals("DeadlineExceeded") || jobReason.equals("DeadlineExceeded")) {
            return Optional.of(Trouble.of(Cause.BUILD_DEADLINE_EXCEEDED, Confidence.PROVEN, all));
        }
        boolean taken =
                RunQuestion.isTakenAway(pod)
                        || pod.condition("DisruptionTarget").filter(Condition::isTrue).isPresent();
        boolean deleted = pod.isTerminating() && !hasOwnError(pod);
        return taken || deleted
                ? Optional.of(Trouble.of(Cause.BUILD_INTERRUPTED, Confidence.PROVEN, all))
                : Optional.empty();
    }

    private boolean hasOwnError(Pod pod) {
        return log(pod).value().filter(t -> t.lastError().isPresent()).isPresent();
    }

    /// An init container failed and the builder never ran: the sources did not come.
    private Optional<Trouble> fetch(Pod pod) {
        for (Container container : pod.containers(ContainerSpec.Role.INIT)) {
            Optional<ContainerState.Terminated> end =
                    container.lastEnd().filter(e -> e.exitCode() != 0);
            if (end.isPresent()) {
                List<String> words = around.lastWords(pod, container);
                List<Fact> facts = new ArrayList<>();
                facts.add(ContainerFacts.ended(pod, container, end.get()));
                words.reversed().stream()
                        .limit(2)
                        .forEach(
                                w ->
                                        facts.add(
                                                Fact.deciding(
                                                        What.CONTAINER_PRINTED,
                                                        new Source.Log(pod.ref(), container.name()),
                                                        w,
                                                        end.get().finishedAt())));
                return Optional.of(
                        BuilderErrors.ofSourceFetch(words)
                                .map(d -> Trouble.of(d, Confidence.PROVEN, facts))
                                .orElseGet(
                                        () ->
                                                Trouble.of(
                                                        Cause.SOURCE_FETCH_FAILED,
                                                        Confidence.PROVEN,
                                                        facts)));
            }
        }
        return Optional.empty();
    }

    // --- under way

    private BuildAnswer active(RunState.Active active) {
        Optional<KanikoTranscript> log = active.current().flatMap(p -> currentLog(p).value());
        Optional<Retry> retry = log.flatMap(KanikoTranscript::retrying);
        Optional<Instant> lastSign = lastSign(active, log);
        Duration patience = evidence.question().pins().buildPatience().orElse(Patience.BUILD);
        Optional<Gap> unread = active.current().flatMap(this::unreadLog);
        if (unread.isPresent() && isOver(started(active).map(t -> t.plus(patience)))) {
            return new BuildAnswer.Unseen(
                    Optional.of(build), unread.get(), Stage.BUILD, true, active.facts());
        }
        Optional<Instant> end = lastSign.map(t -> t.plus(patience));
        if (isOver(end)) {
            Fact silent =
                    Fact.deciding(
                            What.BUILDER_STATE,
                            new Source.Log(
                                    active.current().orElseThrow().ref(), build.builder().name()),
                            "no new line since",
                            lastSign);
            return new BuildAnswer.Hangs(
                    build, Trouble.of(Cause.BUILD_HANGS, Confidence.INFERRED, List.of(silent)));
        }
        if (retry.isPresent()) {
            Pod pod = active.current().orElseThrow();
            Fact said = said(pod, retry.get().line());
            Trouble hurts =
                    retry.get()
                            .diagnosis()
                            .filter(_ -> retry.get().atPush() || log.get().beginsAtStart())
                            .map(d -> Trouble.of(d, Confidence.PROVEN, List.of(said)))
                            .orElseGet(
                                    () ->
                                            Trouble.unrecognised(
                                                    retry.get().atPush() ? Stage.PUSH : Stage.BUILD,
                                                    Owner.PLATFORM,
                                                    Confidence.PROVEN,
                                                    retry.get().line().text(),
                                                    List.of(said)));
            return new BuildAnswer.Building(
                    build, hurts.stage(), Optional.of(hurts), end, hurts.facts());
        }
        Stage stage = active.hurts().map(Trouble::stage).orElse(Stage.BUILD);
        return new BuildAnswer.Building(build, stage, active.hurts(), end, active.facts());
    }

    /// When the builder last printed, where lines carry times; a builder that has printed nothing
    /// last changed when it started.
    private Optional<Instant> lastSign(RunState.Active active, Optional<KanikoTranscript> log) {
        if (log.isEmpty() || build.run().quiet()) {
            return Optional.empty();
        }
        return log.get()
                .lastTimestamp()
                .or(() -> log.get().lines() == 0 ? started(active) : Optional.empty());
    }

    private boolean isOver(Optional<Instant> end) {
        return end.filter(t -> !evidence.at().isBefore(t)).isPresent();
    }

    /// Since when the builder runs that runs now.
    private Optional<Instant> started(RunState.Active active) {
        return active.current()
                .flatMap(p -> p.container(build.builder().name()))
                .flatMap(
                        c ->
                                c.state() instanceof ContainerState.Running(Optional<Instant> at)
                                        ? at
                                        : Optional.empty());
    }

    /// Why nobody can tell whether the builder is silent. A table does not ask.
    private Optional<Gap> unreadLog(Pod pod) {
        return build.run().quiet()
                ? Optional.empty()
                : currentLog(pod).gap().filter(gap -> !(gap instanceof Gap.NotAsked));
    }

    // --- shared

    private LogOutcome outcome(KanikoTranscript log, Exit exit) {
        return wanted.map(w -> PushRules.of(log, build.run(), exit, w))
                .orElseGet(() -> PushRules.of(log, build.run(), exit));
    }

    private BuildAnswer of(LogOutcome outcome, Pod pod, ContainerState.Terminated end) {
        List<Fact> facts = new ArrayList<>(List.of(ended(pod, end)));
        return switch (outcome) {
            case LogOutcome.PushedTo pushed -> {
                pushed.pushes().forEach(p -> facts.add(said(pod, p)));
                pushed.failedElsewhere().ifPresent(e -> facts.add(said(pod, e.line())));
                yield new BuildAnswer.Pushed(
                        build,
                        pushed.pushes(),
                        pushed.pushes().getFirst().line().at().or(end::finishedAt),
                        pushed.confidence(),
                        pushed.failedElsewhere(),
                        false,
                        facts);
            }
            case LogOutcome.PushedDigestUnknown _ ->
                    new BuildAnswer.PushedDigestUnknown(build, end.finishedAt(), facts);
            case LogOutcome.NotPushed notPushed ->
                    new BuildAnswer.NotPushed(build, trouble(notPushed, pod, facts));
            case LogOutcome.NothingPushed(var diagnosis, var line) -> {
                line.ifPresent(l -> facts.add(said(pod, l)));
                yield new BuildAnswer.NotPushed(
                        build, Trouble.of(diagnosis, Confidence.PROVEN, facts));
            }
            case LogOutcome.KilledAfterPush(List<Push.Pushed> pushes) -> {
                pushes.forEach(p -> facts.add(said(pod, p)));
                yield new BuildAnswer.KilledAfterPush(build, pushes, end.finishedAt(), facts);
            }
            case LogOutcome.Unseen(LogOutcome.Why why) ->
                    new BuildAnswer.Unseen(
                            Optional.of(build), gap(why, pod), Stage.PUSH, true, facts);
        };
    }

    private static Gap gap(LogOutcome.Why why, Pod pod) {
        String log = "the log of " + pod.ref().slashed();
        return switch (why) {
            case NO_LOG -> new Gap.Expired(log);
            case END_CUT, FRONT_CUT, KILLED_DURING_PUSH, KILLED_AFTER_PUSH, NOT_ENDED ->
                    new Gap.Truncated(log);
            case IMMUTABLE_TAG_IGNORED ->
                    new Gap.Unreadable("the tag exists and kept its earlier image");
            case CONTRADICTORY -> new Gap.Unreadable("lines of " + log + " contradict each other");
            case DESTINATION_UNKNOWN ->
                    new Gap.Unreadable("the builder's destination is not known");
        };
    }

    private Trouble trouble(LogOutcome.NotPushed outcome, Pod pod, List<Fact> facts) {
        List<Fact> all = new ArrayList<>(facts);
        outcome.line().ifPresent(l -> all.add(said(pod, l)));
        return outcome.diagnosis()
                .map(
                        d ->
                                Trouble.of(d, outcome.confidence(), all)
                                        .withCauseConfidence(outcome.causeConfidence()))
                .map(t -> owned(t, outcome.line().map(LogLine::text).orElse("")))
                .orElseGet(
                        () ->
                                new Trouble(
                                        Optional.empty(),
                                        Stage.BUILD,
                                        List.of(Owner.PLATFORM, Owner.DEVELOPER),
                                        outcome.confidence(),
                                        Confidence.INFERRED,
                                        outcome.line().map(LogLine::text).orElse(""),
                                        all));
    }

    /// A base image's host that does not resolve: whose that is, others in sight tell.
    private Trouble owned(Trouble trouble, String line) {
        Optional<String> host = RegistryHosts.inMessage(line);
        if (!trouble.is(Cause.BASE_IMAGE_UNAVAILABLE)
                || trouble.owners().size() < 2
                || host.isEmpty()) {
            return trouble;
        }
        return trouble.ownedBy(
                RegistryHosts.isPlatforms(host.get(), evidence) ? Owner.PLATFORM : Owner.DEVELOPER);
    }

    private Fact said(Pod pod, Push.Pushed push) {
        return Fact.deciding(
                What.PUSHED,
                new Source.LogLine(pod.ref(), build.builder().name(), push.line().number()),
                push.destination().repository() + "@" + push.digest(),
                push.line().at());
    }

    private Fact said(Pod pod, LogLine line) {
        return Fact.deciding(
                What.BUILDER_SAID,
                new Source.LogLine(pod.ref(), build.builder().name(), line.number()),
                line.text(),
                line.at());
    }

    private Fact ended(Pod pod, ContainerState.Terminated end) {
        String reason = end.reason().isEmpty() ? "" : ", " + end.reason();
        return Fact.deciding(
                What.BUILDER_STATE,
                Source.field(
                        pod.ref(),
                        ".status.containerStatuses[" + build.builder().name() + "].state"),
                "exit " + end.exitCode() + reason,
                end.finishedAt());
    }

    private Optional<ContainerState.Terminated> end(Pod pod) {
        return pod.container(build.builder().name()).flatMap(Container::lastEnd);
    }

    private Optional<Exit> exit(Pod pod) {
        return end(pod).map(e -> Exit.of(e.exitCode(), e.reason()));
    }

    /// The log of the builder's last life that ended.
    private Observation<KanikoTranscript> log(Pod pod) {
        boolean previous =
                pod.container(build.builder().name())
                        .filter(c -> !(c.state() instanceof ContainerState.Terminated))
                        .filter(c -> c.lastState().isPresent())
                        .isPresent();
        return transcript(evidence, pod, build.builder().name(), previous);
    }

    /// The log of the life that goes on.
    private Observation<KanikoTranscript> currentLog(Pod pod) {
        return transcript(evidence, pod, build.builder().name(), false);
    }

    private static Observation<KanikoTranscript> transcript(
            Evidence evidence, Pod pod, String container, boolean previous) {
        Observation<ContainerLog> log =
                evidence.logs()
                        .get(new LogKey(pod.ref(), container, previous, LogKey.Purpose.BUILD));
        if (log == null) {
            return Observation.unavailable(new Gap.NotAsked("not needed"));
        }
        return switch (log) {
            case Observation.Seen<ContainerLog>(
                            ContainerLog.OfBuilder(KanikoTranscript transcript)) ->
                    Observation.seen(transcript);
            case Observation.Seen<ContainerLog>(ContainerLog.LastWords _) ->
                    Observation.unavailable(new Gap.NotAsked("not read as a builder's"));
            case Observation.Absent<ContainerLog>() -> Observation.absent();
            case Observation.Unavailable<ContainerLog>(Gap gap) -> Observation.unavailable(gap);
        };
    }
}
