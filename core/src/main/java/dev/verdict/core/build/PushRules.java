package dev.verdict.core.build;

import static dev.verdict.core.observation.Confidence.INFERRED;
import static dev.verdict.core.observation.Confidence.PROVEN;

import dev.verdict.core.build.LogOutcome.Why;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Confidence;

import java.util.List;
import java.util.Optional;

/// What counts as pushed, from the log and the container's end together. With exit 0 a pair of push
/// lines is proof. With another exit the builder's own error after the pair outweighs it unless it
/// is another destination's; without an error somebody killed it, and what a step may have forged
/// is no proof. A `Pushed` whose `Pushing image to` is lost with the log's front counts only where
/// nothing else could have printed it. The exit alone never says why.
public final class PushRules {
    private final KanikoTranscript log;
    private final KanikoRun run;
    private final Exit exit;
    private final List<Push> asked;

    private PushRules(KanikoTranscript log, KanikoRun run, Exit exit, List<Push> asked) {
        this.log = log;
        this.run = run;
        this.exit = exit;
        this.asked = asked;
    }

    /// About all destinations: one that was pushed is enough.
    public static LogOutcome of(KanikoTranscript log, KanikoRun run, Exit exit) {
        return new PushRules(log, run, exit, log.pushes()).decide();
    }

    /// About the destination that a workload asks for: the one with its tag, else those of its
    /// repository, else all.
    public static LogOutcome of(
            KanikoTranscript log, KanikoRun run, Exit exit, ImageReference wanted) {
        List<Push> sameTag =
                log.pushes().stream().filter(p -> p.destination().isSameTagAs(wanted)).toList();
        List<Push> sameRepository =
                log.pushes().stream()
                        .filter(p -> p.destination().repository().equals(wanted.repository()))
                        .toList();
        List<Push> asked =
                !sameTag.isEmpty()
                        ? sameTag
                        : !sameRepository.isEmpty() ? sameRepository : log.pushes();
        return new PushRules(log, run, exit, asked).decide();
    }

    private LogOutcome decide() {
        List<Push.Pushed> pushed =
                asked.stream()
                        .filter(Push.Pushed.class::isInstance)
                        .map(Push.Pushed.class::cast)
                        .toList();
        boolean toldNotTo = run.noPush() || log.skippedPush();
        if (toldNotTo && !pushed.isEmpty()) {
            return new LogOutcome.Unseen(Why.CONTRADICTORY);
        }
        if (toldNotTo
                && usableError().isEmpty()
                && (exit.isZero() || exit.code().isEmpty() && log.skippedPush())) {
            return new LogOutcome.NothingPushed(
                    Diagnosis.of(Cause.NOTHING_PUSHED, "--no-push"),
                    log.skippedPush() ? log.lastOwnLine() : Optional.empty());
        }
        if (exit.isZero()) {
            return afterExitZero(pushed);
        }
        return exit.code().isEmpty() ? withoutExit(pushed) : afterFailure(pushed);
    }

    private LogOutcome afterExitZero(List<Push.Pushed> pushed) {
        if (!pushed.isEmpty()) {
            // Work after the pair: somebody else printed it, and the real one is lost.
            return log.workAfterPush() || log.insideStep()
                    ? new LogOutcome.PushedDigestUnknown(false)
                    : new LogOutcome.PushedTo(
                            pushed, log.truncatedEnd() ? INFERRED : PROVEN, Optional.empty());
        }
        Optional<Push.Pushed> alone = unpairedPush();
        if (alone.isPresent()) {
            return new LogOutcome.PushedTo(List.of(alone.get()), INFERRED, Optional.empty());
        }
        if (asked.stream().anyMatch(Push.DigestUnclear.class::isInstance)) {
            return new LogOutcome.PushedDigestUnknown(true);
        }
        if (log.immutableTagIgnored()) {
            return new LogOutcome.Unseen(Why.IMMUTABLE_TAG_IGNORED);
        }
        Optional<ErrorLine> error = usableError();
        if (error.isPresent() && !log.truncatedEnd()) {
            return notPushed(error.get(), INFERRED);
        }
        boolean told = !run.destinations().isEmpty() || log.reachedPush() || log.saysPushed();
        return told
                ? new LogOutcome.PushedDigestUnknown(false)
                : new LogOutcome.Unseen(Why.DESTINATION_UNKNOWN);
    }

    /// A `Pushed` alone: nothing but the lost front may be missing beside it.
    private Optional<Push.Pushed> unpairedPush() {
        List<ImageReference> destinations = run.destinations();
        boolean possible = !log.beginsAtStart() && !log.truncatedEnd() && !run.cacheConfigured();
        if (!possible || log.unpaired().isEmpty() || destinations.size() != 1) {
            return Optional.empty();
        }
        UnpairedPush last = log.unpaired().getLast();
        boolean isLastWord = log.lastOwnLine().filter(last.line()::equals).isPresent();
        boolean isDestination = last.repository().equals(destinations.getFirst().repository());
        boolean nothingBegun = asked.stream().allMatch(Push.Missing.class::isInstance);
        return isLastWord && isDestination && nothingBegun && !log.insideStep()
                ? Optional.of(new Push.Pushed(destinations.getFirst(), last.digest(), last.line()))
                : Optional.empty();
    }

    private LogOutcome withoutExit(List<Push.Pushed> pushed) {
        Optional<ErrorLine> error = usableError();
        if (log.lines() == 0) {
            return new LogOutcome.Unseen(Why.NO_LOG);
        }
        if (log.truncatedEnd()) {
            return new LogOutcome.Unseen(Why.END_CUT);
        }
        if (error.isPresent()) {
            return isOfAnother(error.get(), pushed)
                    ? new LogOutcome.PushedTo(pushed, INFERRED, error)
                    : notPushed(error.get(), PROVEN);
        }
        if (pushed.isEmpty()) {
            return new LogOutcome.Unseen(Why.NOT_ENDED);
        }
        boolean complete =
                !log.workAfterPush() && !log.insideStep() && log.overtakenError().isEmpty();
        return complete
                ? new LogOutcome.PushedTo(pushed, INFERRED, Optional.empty())
                : new LogOutcome.Unseen(Why.CONTRADICTORY);
    }

    private LogOutcome afterFailure(List<Push.Pushed> pushed) {
        Optional<ErrorLine> error = usableError();
        if (log.lines() == 0) {
            return new LogOutcome.Unseen(Why.NO_LOG);
        }
        if (error.isPresent() && isAfterUnseenPush(error.get())) {
            return new LogOutcome.Unseen(Why.FRONT_CUT);
        }
        if (error.isPresent()) {
            return exit.is(1) && isOfAnother(error.get(), pushed)
                    ? new LogOutcome.PushedTo(pushed, PROVEN, error)
                    : notPushed(error.get(), PROVEN);
        }
        if (!pushed.isEmpty()) {
            return pushedThenFailed(pushed);
        }
        boolean begun = asked.stream().anyMatch(p -> !(p instanceof Push.Missing));
        if (begun) {
            return new LogOutcome.Unseen(exit.mayBeKilled() ? Why.KILLED_DURING_PUSH : Why.END_CUT);
        }
        if (log.truncatedEnd() || !log.unpaired().isEmpty() && !log.beginsAtStart()) {
            return new LogOutcome.Unseen(Why.END_CUT);
        }
        return silentEnd();
    }

    private LogOutcome pushedThenFailed(List<Push.Pushed> pushed) {
        boolean contradicts =
                log.overtakenError().isPresent() || log.workAfterPush() || log.insideStep();
        if (contradicts || log.lastError().isPresent()) {
            return new LogOutcome.Unseen(Why.CONTRADICTORY);
        }
        if (log.truncatedEnd()) {
            return new LogOutcome.Unseen(Why.END_CUT);
        }
        if (exit.mayBeKilled() || exit.isOutOfMemory()) {
            return new LogOutcome.KilledAfterPush(pushed);
        }
        // A failing builder prints its error: what failed is what a script ran after it.
        return new LogOutcome.PushedTo(pushed, INFERRED, Optional.empty());
    }

    /// It ended without a word of its own, before any push. Why, only the container's reason may
    /// say here.
    private LogOutcome silentEnd() {
        Confidence confidence =
                log.endCut() || log.insideStep() || log.lastOwnLine().isEmpty() ? INFERRED : PROVEN;
        Optional<Diagnosis> diagnosis =
                exit.isOutOfMemory()
                        ? Optional.of(Diagnosis.of(Cause.BUILD_OUT_OF_MEMORY, exit.reason()))
                        : Optional.empty();
        Confidence cause = exit.isOutOfMemory() && exit.isBySignal() ? PROVEN : INFERRED;
        return new LogOutcome.NotPushed(diagnosis, log.lastOwnLine(), confidence, cause);
    }

    private LogOutcome notPushed(ErrorLine error, Confidence whole) {
        Confidence confidence = log.truncatedEnd() ? INFERRED : whole;
        Optional<Diagnosis> diagnosis =
                log.truncatedEnd()
                        ? error.diagnosis().map(PushRules::ofBrokenLine)
                        : error.diagnosis();
        boolean saysMemory =
                diagnosis.filter(d -> d.cause() == Cause.BUILD_OUT_OF_MEMORY).isPresent();
        if (exit.isOutOfMemory() && error.isOfStep() && !saysMemory) {
            Diagnosis memory = Diagnosis.of(Cause.BUILD_OUT_OF_MEMORY, exit.reason());
            return new LogOutcome.NotPushed(
                    Optional.of(memory), Optional.of(error.line()), confidence, INFERRED);
        }
        return new LogOutcome.NotPushed(
                diagnosis, Optional.of(error.line()), confidence, confidence);
    }

    /// The line may be broken off, and with it the words that say whose it is.
    private static Diagnosis ofBrokenLine(Diagnosis diagnosis) {
        return diagnosis.owners().getFirst() == Owner.DEVELOPER
                ? diagnosis.ownedBy(Owner.DEVELOPER, Owner.PLATFORM)
                : diagnosis.ownedBy(Owner.PLATFORM, Owner.DEVELOPER);
    }

    /// The builder's own last word. One that the exit refutes was printed by a step; a failed
    /// step's own that a wrapper's words follow is known by the exit they share.
    private Optional<ErrorLine> usableError() {
        if (log.lastError().isPresent()) {
            return log.lastError().filter(e -> e.insideStep() ? isStepsOwn(e) : isBuildersOwn(e));
        }
        return log.overtakenError()
                .filter(e -> log.insideStep() && e.isOfStep())
                .filter(e -> exit.code().isPresent() && !exit.isZero() && e.fits(exit));
    }

    private boolean isStepsOwn(ErrorLine error) {
        return exit.code().isEmpty() ? !error.isCrash() : error.fits(exit);
    }

    private boolean isBuildersOwn(ErrorLine error) {
        boolean memory =
                error.diagnosis().filter(d -> d.cause() == Cause.BUILD_OUT_OF_MEMORY).isPresent();
        return !exit.isBySignal() || memory || error.fits(exit);
    }

    /// Whether the error is about the push of a destination that is none of these: the first
    /// failure ends the builder, so these came before it.
    private static boolean isOfAnother(ErrorLine error, List<Push.Pushed> pushed) {
        Optional<ImageReference> failed = error.failedDestination().flatMap(ImageReference::parse);
        return failed.isPresent()
                && !pushed.isEmpty()
                && pushed.stream().noneMatch(p -> p.destination().isSameTagAs(failed.get()));
    }

    /// Whether another destination's push failed, of which the one asked about comes before in the
    /// arguments, and so was pushed where the log does not show it any more.
    private boolean isAfterUnseenPush(ErrorLine error) {
        if (!error.line().text().contains("failed to push to destination ")
                || !asked.stream().allMatch(Push.Missing.class::isInstance)) {
            return false;
        }
        Optional<ImageReference> failed = error.failedDestination().flatMap(ImageReference::parse);
        for (ImageReference destination : run.destinations()) {
            if (failed.filter(destination::isSameTagAs).isPresent()) {
                return false;
            }
            if (asked.stream().anyMatch(p -> p.destination().isSameTagAs(destination))) {
                return failed.isPresent();
            }
        }
        return false;
    }
}
