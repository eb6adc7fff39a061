package dev.verdict.core;

import dev.verdict.core.answer.Answers;
import dev.verdict.core.answer.BuildAnswer;
import dev.verdict.core.answer.BuildRun;
import dev.verdict.core.answer.Builds;
import dev.verdict.core.answer.Chain;
import dev.verdict.core.answer.Choice;
import dev.verdict.core.answer.Found;
import dev.verdict.core.answer.NewestRevision;
import dev.verdict.core.answer.ServingAnswer;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.circumstance.Case;
import dev.verdict.core.circumstance.Circumstances;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Look;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.finding.What;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Timeline;
import dev.verdict.core.verdict.Adjudication;
import dev.verdict.core.verdict.Decision;
import dev.verdict.core.verdict.Word;
import dev.verdict.core.workload.Replicated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way in: evidence in, verdict out. The same evidence always gives the same verdict.
public final class SecondOpinion {
    private final Evidence evidence;
    private final Builds builds;
    private final Answers answers;

    private SecondOpinion(Evidence evidence, Builds builds) {
        this.evidence = evidence;
        this.builds = builds;
        this.answers = new Answers(evidence, builds);
    }

    public static Verdict on(Evidence evidence) {
        return on(evidence, Builds.in(evidence.places()));
    }

    /// The same, where the builds of these places are known already.
    public static Verdict on(Evidence evidence, Builds builds) {
        SecondOpinion opinion = new SecondOpinion(evidence, builds);
        Judged judged = opinion.judged();
        return opinion.verdict(
                judged, cited(facts(judged), opinion.deciding(judged)), opinion.timeline(judged));
    }

    /// The same verdict without what no table shows, for a third of the cost: of the timeline only
    /// what was asked for and when, and not found out which look decides; facts say of themselves
    /// only what their rules say.
    public static Verdict briefOn(Evidence evidence, Builds builds) {
        SecondOpinion opinion = new SecondOpinion(evidence, builds);
        Judged judged = opinion.judged();
        List<Moment> requests =
                opinion.timeline(judged).stream().filter(m -> m.what().isRequest()).toList();
        return opinion.verdict(judged, facts(judged), requests);
    }

    /// One decision and what it was made from.
    ///
    /// @param newest empty where there is no workload
    /// @param chain the one that decided
    /// @param chains all of the workload's
    private record Judged(
            Decision decision,
            Optional<NewestRevision> newest,
            Optional<Chain> chain,
            Optional<BuildRun> build,
            Optional<BuildAnswer> answer,
            List<Chain> chains) {
        static Judged of(Decision decision) {
            return new Judged(
                    decision,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }

        static Judged of(Decision decision, BuildRun build, BuildAnswer answer) {
            return new Judged(
                    decision,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(build),
                    Optional.of(answer),
                    List.of());
        }

        /// Whether a person would be told the same.
        boolean saysTheSameAs(Judged other) {
            return decision.word() == other.decision.word()
                    && decision.stage() == other.decision.stage()
                    && decision.confidence().equals(other.decision.confidence())
                    && cause().equals(other.cause())
                    && owners().equals(other.owners());
        }

        Optional<Cause> cause() {
            return decision.trouble().flatMap(Trouble::cause);
        }

        List<Owner> owners() {
            return decision.trouble().map(Trouble::owners).orElse(List.of(Owner.NOBODY));
        }

        Judged amongst(List<Chain> all) {
            return new Judged(decision, newest, chain, build, answer, all);
        }

        Judged inTime(Evidence evidence) {
            return new Judged(
                    Adjudication.inTime(decision, evidence), newest, chain, build, answer, chains);
        }
    }

    private Judged judged() {
        Judged judged =
                switch (Found.in(evidence)) {
                    case Found.AWorkload(var workload, Place place) ->
                            ofWorkload(answers.ofWorkload(workload, place));
                    case Found.ABuild(List<BuildRun> runs) -> ofBuild(runs);
                    case Found.Missing _ -> ofMissing();
                    case Found.Unseen(Gap gap) -> Judged.of(Adjudication.subjectUnseen(gap));
                };
        return judged.inTime(evidence);
    }

    private Judged ofWorkload(Answers.OfWorkload workload) {
        if (workload.chains().isEmpty()) {
            return Judged.of(
                    Adjudication.subjectUnseen(
                            new Gap.Unreadable("the template has no containers")));
        }
        return worst(judge(workload)).amongst(workload.chains());
    }

    private List<Judged> judge(Answers.OfWorkload workload) {
        List<Judged> all = new ArrayList<>();
        for (Chain chain : workload.chains()) {
            all.add(
                    new Judged(
                            Adjudication.of(chain, evidence.at()),
                            Optional.of(workload.newest()),
                            Optional.of(chain),
                            chain.chosen(),
                            Optional.of(chain.build()),
                            List.of()));
        }
        return all;
    }

    /// The worst decides; of equals the named build's, else the newest requested.
    private static Judged worst(List<Judged> all) {
        return all.stream().min(SecondOpinion::worstFirst).orElseThrow();
    }

    private static int worstFirst(Judged a, Judged b) {
        int order = a.decision().word().compareTo(b.decision().word());
        return order != 0 ? order : requestedAt(b).compareTo(requestedAt(a));
    }

    private static Instant requestedAt(Judged judged) {
        return judged.build().map(BuildRun::requestedAt).orElse(Instant.MIN);
    }

    private Judged ofBuild(List<BuildRun> runs) {
        List<Judged> all = new ArrayList<>();
        List<Chain> chains = new ArrayList<>();
        for (BuildRun run : runs) {
            Answers.OfBuild build = answers.ofBuild(run);
            Optional<Decision> alone = Adjudication.ofBuildAlone(build);
            if (alone.isPresent()) {
                all.add(Judged.of(alone.get(), run, build.answer()));
                continue;
            }
            for (Answers.OfWorkload asker : build.askers()) {
                all.addAll(judge(asker));
                chains.addAll(asker.chains());
            }
        }
        return worst(all).amongst(chains);
    }

    private Judged ofMissing() {
        List<BuildRun> suggested = answers.suggestedFor(evidence.question().subject().name());
        if (suggested.size() != 1) {
            return Judged.of(Adjudication.subjectAbsent());
        }
        BuildRun run = suggested.getFirst();
        BuildAnswer answer = answers.answerOf(run);
        Decision decision =
                Adjudication.ofAbsentSubject(answer, answers.wasSubjectThere(), evidence.at());
        return Judged.of(answers.isNamed() ? decision : decision.inferred(), run, answer);
    }

    private List<Moment> timeline(Judged judged) {
        return Timeline.of(evidence, judged.newest(), judged.build(), judged.answer());
    }

    private Verdict verdict(Judged judged, List<Fact> facts, List<Moment> timeline) {
        Decision decision = judged.decision();
        Case decided =
                new Case(
                        evidence,
                        decision,
                        judged.newest(),
                        judged.chain(),
                        judged.build(),
                        judged.answer());
        return new Verdict(
                evidence.question(),
                evidence.at(),
                evidence.clock(),
                decision.word(),
                decision.part(),
                decision.stage(),
                decision.row(),
                decision.trouble(),
                judged.owners(),
                decision.confidence(),
                built(judged),
                judged.chain().flatMap(c -> c.image().running()),
                judged.chain().map(c -> c.container().image()),
                found(judged.chain(), judged.build()),
                others(judged.chain()),
                judged.chains().stream().map(SecondOpinion::images).toList(),
                rollout(judged),
                Circumstances.of(decided),
                facts,
                missing(decision),
                timeline,
                decision.lookAgain());
    }

    /// The looks without any one of which the answer would be another.
    private List<Look> deciding(Judged judged) {
        return evidence.looks().stream()
                .filter(
                        look ->
                                !new SecondOpinion(evidence.without(look), builds.without(look))
                                        .judged()
                                        .saysTheSameAs(judged))
                .toList();
    }

    /// Facts decide if the look does that they are from. A look that decides by what is not in it
    /// is cited as a whole.
    private static List<Fact> cited(List<Fact> facts, List<Look> deciding) {
        List<Fact> all = new ArrayList<>();
        Set<Look> untold = new LinkedHashSet<>(deciding);
        for (Fact fact : facts) {
            Optional<Look> look = Look.behind(fact.source());
            boolean decides = fact.decides() && (look.isEmpty() || deciding.contains(look.get()));
            all.add(decides ? fact : fact.telling());
            if (decides) {
                look.ifPresent(untold::remove);
            }
        }
        untold.forEach(
                look ->
                        all.add(
                                Fact.deciding(
                                        What.LOOKED_AT,
                                        look.source(),
                                        "as a whole",
                                        Optional.empty())));
        return all;
    }

    private static Optional<Digest> built(Judged judged) {
        return judged.answer()
                .flatMap(
                        a ->
                                a instanceof BuildAnswer.Pushed pushed
                                        ? Optional.of(pushed.digest())
                                        : Optional.empty());
    }

    private static Optional<Verdict.FoundBuild> found(
            Optional<Chain> chain, Optional<BuildRun> build) {
        return build.map(
                b ->
                        new Verdict.FoundBuild(
                                b.ref(),
                                chain.flatMap(
                                                c ->
                                                        c.choice()
                                                                        instanceof
                                                                        Choice.Chosen(
                                                                                BuildRun _,
                                                                                Choice.FoundBy by,
                                                                                List<BuildRun> _)
                                                                ? Optional.of(by)
                                                                : Optional.empty())
                                        .orElse(Choice.FoundBy.NAME)));
    }

    private static List<ObjectRef> others(Optional<Chain> chain) {
        return chain.map(Chain::choice)
                .map(
                        c ->
                                c
                                                instanceof
                                                Choice.Chosen(
                                                        BuildRun _,
                                                        Choice.FoundBy _,
                                                        List<BuildRun> all)
                                        ? all.stream().map(BuildRun::ref).toList()
                                        : List.<ObjectRef>of())
                .orElse(List.of());
    }

    private static Verdict.ContainerImages images(Chain chain) {
        return new Verdict.ContainerImages(
                chain.container().name(),
                chain.container().image(),
                chain.built(),
                chain.image().running(),
                found(Optional.of(chain), chain.chosen()));
    }

    private static Verdict.Rollout rollout(Judged judged) {
        if (judged.newest().isEmpty()) {
            return new Verdict.Rollout(Optional.empty(), 0, 0, Optional.empty());
        }
        NewestRevision newest = judged.newest().get();
        Optional<Integer> desired =
                newest.workload() instanceof Replicated r
                        ? Optional.of(r.counts().desired())
                        : Optional.of(1);
        int ready = (int) newest.alive().stream().filter(Pod::isReady).count();
        int older = (int) newest.older().stream().filter(Pod::isReady).count();
        Optional<Instant> since =
                judged.chain()
                        .map(Chain::serving)
                        .flatMap(
                                s ->
                                        s instanceof ServingAnswer.Serving serving
                                                ? serving.since()
                                                : Optional.empty());
        return new Verdict.Rollout(desired, ready, older, since);
    }

    /// What the verdict rests on first, then what the other answers saw.
    private static List<Fact> facts(Judged judged) {
        Set<Fact> facts = new LinkedHashSet<>();
        judged.decision().trouble().ifPresent(t -> facts.addAll(t.facts()));
        boolean byImage =
                judged.decision().trouble().isEmpty() || judged.decision().word() == Word.STALE;
        Stream<Fact> others =
                Stream.of(
                                judged.answer().stream().flatMap(a -> a.facts().stream()),
                                judged.chain().stream().flatMap(c -> c.image().facts().stream()),
                                judged.chain().stream().flatMap(c -> c.serving().facts().stream()))
                        .flatMap(s -> s);
        others.map(f -> byImage ? f : new Fact(f.what(), f.source(), f.value(), f.at(), false))
                .filter(f -> facts.stream().noneMatch(f::isAs))
                .forEach(facts::add);
        return List.copyOf(facts);
    }

    private List<Verdict.Missing> missing(Decision decision) {
        List<Verdict.Missing> all = new ArrayList<>();
        decision.missing().map(Verdict.Missing::deciding).ifPresent(all::add);
        for (Place place : evidence.places()) {
            for (Look.Listing listing : Look.Listing.values()) {
                String what =
                        listing == Look.Listing.NAMESPACES
                                ? "namespace " + place.namespace()
                                : listing.word() + " in " + place.namespace();
                add(all, what, place.of(listing));
            }
        }
        add(all, "nodes", evidence.nodes());
        evidence.logs().forEach((key, log) -> add(all, Look.Log.of(key).word(), log));
        return all;
    }

    private static void add(List<Verdict.Missing> all, String what, Observation<?> observation) {
        observation.gap().ifPresent(g -> all.add(Verdict.Missing.look(what, g)));
    }
}
