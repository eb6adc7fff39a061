package dev.verdict.core;

import dev.verdict.core.answer.Choice;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.claim.Question;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.verdict.Part;
import dev.verdict.core.verdict.Row;
import dev.verdict.core.verdict.Word;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The second opinion on one question: what it says, why, whose move it is, and what it rests on.
///
/// @param at the moment of judging
/// @param row the row of the decision table that matched
/// @param owners whose move it is, the likelier first; never empty
/// @param confidence none for `INCONCLUSIVE`
/// @param built what the attempt pushed, where it is known
/// @param running what the newest revision's container was created from, where it has one
/// @param askedFor the image as the template names it; empty where there is no template
/// @param build the attempt's build
/// @param otherBuilds further builds of the same repository, which were not chosen
/// @param evidence deciding facts first
/// @param missing what would have decided, first; then everything else that was not looked at
/// @param lookAgain when the answer may change by itself
public record Verdict(
        Question question,
        Instant at,
        Evidence.Clock clock,
        Word word,
        Part part,
        Stage stage,
        Row row,
        Optional<Trouble> trouble,
        List<Owner> owners,
        Optional<Confidence> confidence,
        Optional<Digest> built,
        Optional<Digest> running,
        Optional<String> askedFor,
        Optional<FoundBuild> build,
        List<ObjectRef> otherBuilds,
        List<ContainerImages> containers,
        Rollout rollout,
        List<Circumstance> circumstances,
        List<Fact> evidence,
        List<Missing> missing,
        List<Moment> timeline,
        Optional<Instant> lookAgain) {
    /// The attempt's build and how it was found.
    public record FoundBuild(ObjectRef ref, Choice.FoundBy foundBy) {}

    /// What one container asks for, was built as and runs.
    public record ContainerImages(
            String name,
            String askedFor,
            Optional<Digest> built,
            Optional<Digest> running,
            Optional<FoundBuild> build) {}

    /// What could not be seen.
    ///
    /// @param look such as `events in team-a`, `log build-shop-x7k2p/kaniko`; empty for the gap
    ///   because of which nobody can tell, whichever look left it
    public record Missing(Optional<String> look, Gap gap) {
        public static Missing look(String look, Gap gap) {
            return new Missing(Optional.of(look), gap);
        }

        public static Missing deciding(Gap gap) {
            return new Missing(Optional.empty(), gap);
        }

        public boolean decides() {
            return look.isEmpty();
        }

        /// Whether it is a look of that kind: `log`, `pods`.
        public boolean isOf(String kind) {
            return look.filter(l -> l.startsWith(kind + " ")).isPresent();
        }
    }

    /// How far the newest revision is.
    ///
    /// @param desired pods wanted; empty where there is no workload
    /// @param ready pods of the newest revision that say they are ready
    /// @param older ready pods of earlier revisions
    /// @param since when the newest revision came to be complete
    public record Rollout(
            Optional<Integer> desired, int ready, int older, Optional<Instant> since) {}

    public Verdict {
        owners = List.copyOf(owners);
        otherBuilds = List.copyOf(otherBuilds);
        containers = List.copyOf(containers);
        circumstances = List.copyOf(circumstances);
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
        timeline = List.copyOf(timeline);
    }

    /// The same, trusted less.
    public Verdict inferred() {
        return new Verdict(
                question,
                at,
                clock,
                word,
                part,
                stage,
                row,
                trouble,
                owners,
                confidence.map(_ -> Confidence.INFERRED),
                built,
                running,
                askedFor,
                build,
                otherBuilds,
                containers,
                rollout,
                circumstances,
                evidence,
                missing,
                timeline,
                lookAgain);
    }

    /// Whether somebody claimed a failure; without a claim there is no alarm that could be false,
    /// and the same proof is called `HEALTHY`.
    public boolean isClaimed() {
        return question.claim().isPresent();
    }

    public boolean has(Circumstance.Code code) {
        return circumstances.stream().anyMatch(c -> c.code() == code);
    }
}
