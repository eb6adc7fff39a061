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
import dev.verdict.core.cause.Owner;
import dev.verdict.core.circumstance.Case;
import dev.verdict.core.circumstance.Circumstances;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.finding.Trouble;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.timeline.Timeline;
import dev.verdict.core.verdict.Adjudication;
import dev.verdict.core.verdict.Decision;
import dev.verdict.core.verdict.Word;
import dev.verdict.core.workload.Replicated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way in: evidence in, verdict out. The same evidence always gives the same verdict.
public final class SecondOpinion {
    private final Evidence evidence;
    private final Answers answers;

    private SecondOpinion(Evidence evidence, Builds builds) {
        this.evidence = evidence;
        this.answers = new Answers(evidence, builds);
    }

    public static Verdict on(Evidence evidence) {
        return on(evidence, Builds.in(evidence.places()));
    }

    /// The same, where the builds of these places are known already.
    public static Verdict on(Evidence evidence, Builds builds) {
        SecondOpinion opinion = new SecondOpinion(evidence, builds);
        return switch (Found.in(evidence)) {
            case Found.AWorkload(var workload, Place place) ->
                    opinion.ofWorkload(opinion.answers.ofWorkload(workload, place));
            case Found.ABuild(List<BuildRun> runs) -> opinion.ofBuild(runs);
            case Found.Missing _ -> opinion.ofMissing();
            case Found.Unseen(Gap gap) ->
                    opinion.verdict(
                            new Judged(
                                    Adjudication.subjectUnseen(gap),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            List.of());
        };
    }

    /// One decision and what it was made from.
    private record Judged(
            Decision decision,
            Optional<NewestRevision> newest,
            Optional<Chain> chain,
            Optional<BuildRun> build,
            Optional<BuildAnswer> answer) {}

    private Verdict ofWorkload(Answers.OfWorkload workload) {
        if (workload.chains().isEmpty()) {
            return verdict(
                    new Judged(
                            Adjudication.subjectUnseen(
                                    new Gap.Unreadable("the template has no containers")),
                            Optional.of(workload.newest()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    List.of());
        }
        return verdict(worst(judge(workload)), workload.chains());
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
                            Optional.of(chain.build())));
        }
        return all;
    }

    /// The worst decides; of equals the named build's, else the newest requested.
    private static Judged worst(List<Judged> all) {
        return all.stream()
                .min(
                        Comparator.comparing((Judged j) -> j.decision().word())
                                .thenComparing(
                                        j ->
                                                j.build()
                                                        .map(BuildRun::requestedAt)
                                                        .orElse(Instant.MIN),
                                        Comparator.reverseOrder()))
                .orElseThrow();
    }

    private Verdict ofBuild(List<BuildRun> runs) {
        List<Judged> all = new ArrayList<>();
        List<Chain> chains = new ArrayList<>();
        for (BuildRun run : runs) {
            Answers.OfBuild build = answers.ofBuild(run);
            Optional<Decision> alone = Adjudication.ofBuildAlone(build);
            if (alone.isPresent()) {
                all.add(
                        new Judged(
                                alone.get(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(run),
                                Optional.of(build.answer())));
                continue;
            }
            for (Answers.OfWorkload asker : build.askers()) {
                all.addAll(judge(asker));
                chains.addAll(asker.chains());
            }
        }
        return verdict(worst(all), chains);
    }

    private Verdict ofMissing() {
        List<BuildRun> suggested = answers.suggestedFor(evidence.question().subject().name());
        if (suggested.size() != 1) {
            return verdict(
                    new Judged(
                            Adjudication.subjectAbsent(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    List.of());
        }
        BuildRun run = suggested.getFirst();
        BuildAnswer answer = answers.answerOf(run);
        Decision decision =
                Adjudication.ofAbsentSubject(answer, answers.wasSubjectThere(), evidence.at());
        return verdict(
                new Judged(
                        answers.isNamed() ? decision : decision.inferred(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(run),
                        Optional.of(answer)),
                List.of());
    }

    private Verdict verdict(Judged judged, List<Chain> chains) {
        Decision decision = Adjudication.inTime(judged.decision(), evidence);
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
                decision.trouble().map(Trouble::owners).orElse(List.of(Owner.NOBODY)),
                decision.confidence(),
                built(judged),
                judged.chain().flatMap(c -> c.image().running()),
                judged.chain().map(c -> c.container().image()),
                found(judged.chain(), judged.build()),
                others(judged.chain()),
                chains.stream().map(SecondOpinion::images).toList(),
                rollout(judged),
                Circumstances.of(decided),
                facts(judged),
                missing(decision),
                Timeline.of(evidence, judged.newest(), judged.build(), judged.answer()),
                decision.lookAgain());
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
                .filter(f -> facts.stream().noneMatch(known -> isSame(known, f)))
                .forEach(facts::add);
        return List.copyOf(facts);
    }

    private static boolean isSame(Fact a, Fact b) {
        return a.source().equals(b.source()) && a.value().equals(b.value());
    }

    private List<Verdict.Missing> missing(Decision decision) {
        List<Verdict.Missing> all = new ArrayList<>();
        decision.missing().ifPresent(g -> all.add(new Verdict.Missing("what decides", g)));
        for (Place place : evidence.places()) {
            String in = " in " + place.namespace();
            add(all, "pods" + in, place.pods());
            add(all, "events" + in, place.events());
            add(all, "jobs" + in, place.jobs());
            add(all, "deployments" + in, place.deployments());
            add(all, "replicasets" + in, place.replicaSets());
            add(all, "statefulsets" + in, place.statefulSets());
            add(all, "daemonsets" + in, place.daemonSets());
            add(all, "cronjobs" + in, place.cronJobs());
            add(all, "controllerrevisions" + in, place.revisions());
            add(all, "services" + in, place.services());
            add(all, "namespace " + place.namespace(), place.terminating());
        }
        add(all, "nodes", evidence.nodes());
        evidence.logs()
                .forEach(
                        (key, log) ->
                                add(all, "log " + key.pod().name() + "/" + key.container(), log));
        return all;
    }

    private static void add(List<Verdict.Missing> all, String what, Observation<?> observation) {
        observation.gap().ifPresent(g -> all.add(new Verdict.Missing(what, g)));
    }
}
