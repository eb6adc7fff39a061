package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.finding.Fact;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.timeline.Moment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Verdicts for machines: `apiVersion: verdict.dev/v1`, described by
/// `docs/json-schema/verdict.schema.json`. What is absent is `null`, never an empty string; lists
/// are never absent.
public final class JsonReport {
    static final String API_VERSION = "verdict.dev/v1";

    private JsonReport() {}

    /// One `Verdict` as JSON.
    public static String of(Opinion opinion, Footing footing, Style style) {
        return JsonText.of(tree(opinion, footing, style));
    }

    public static String of(Verdict verdict, Footing footing, Style style) {
        return of(Opinion.of(verdict), footing, style);
    }

    /// A `VerdictList`, the worst first, also of none.
    public static String listOf(List<Opinion> opinions, Footing footing, Style style) {
        return JsonText.of(list(opinions, footing, style));
    }

    /// The same as [#of] in YAML.
    public static String yamlOf(Opinion opinion, Footing footing, Style style) {
        return YamlText.of(tree(opinion, footing, style));
    }

    /// The same as [#listOf] in YAML.
    public static String yamlListOf(List<Opinion> opinions, Footing footing, Style style) {
        return YamlText.of(list(opinions, footing, style));
    }

    static Tree.Fields head(String kind) {
        return Tree.fields()
                .with("apiVersion", Tree.text(API_VERSION))
                .with("kind", Tree.text(kind));
    }

    private static Tree list(List<Opinion> opinions, Footing footing, Style style) {
        return head("VerdictList")
                .with(
                        "items",
                        Tree.items(
                                Table.worstFirst(opinions).stream()
                                        .map(o -> tree(o, footing, style))
                                        .toList()));
    }

    private static Tree tree(Opinion opinion, Footing footing, Style style) {
        Verdict verdict = opinion.verdict();
        Optional<Cause> cause = verdict.trouble().flatMap(t -> t.cause());
        return head("Verdict")
                .with("cluster", cluster(footing))
                .with("subject", subject(verdict.question().subject()))
                .with("askedFor", Tree.orNothing(opinion.askedFor().map(JsonReport::subject)))
                .with("claim", Tree.orNothing(verdict.question().claim().map(JsonReport::claim)))
                .with("verdict", Tree.text(Sentence.word(verdict)))
                .with("part", Tree.text(verdict.part().word()))
                .with("stage", Tree.text(verdict.stage().word()))
                .with("cause", Tree.text(cause.map(Cause::word)))
                .with(
                        "causeConfidence",
                        Tree.confidence(
                                cause.flatMap(_ -> verdict.trouble())
                                        .map(t -> t.causeConfidence())))
                .with("owner", Tree.text(verdict.owners().getFirst().word()))
                .with("owners", owners(verdict.owners()))
                .with("confidence", Tree.confidence(verdict.confidence()))
                .with("digests", digests(verdict.built(), verdict.running()))
                .with("build", Tree.orNothing(verdict.build().map(JsonReport::build)))
                .with(
                        "containers",
                        Tree.items(
                                verdict.containers().stream().map(JsonReport::container).toList()))
                .with(
                        "circumstances",
                        Tree.items(
                                verdict.circumstances().stream()
                                        .map(
                                                c ->
                                                        Tree.fields()
                                                                .with(
                                                                        "code",
                                                                        Tree.text(c.code().word()))
                                                                .with(
                                                                        "message",
                                                                        Tree.text(
                                                                                CircumstanceWords
                                                                                        .of(c))))
                                        .toList()))
                .with("summary", Tree.text(Sentence.of(verdict)))
                .with(
                        "evidence",
                        Tree.items(verdict.evidence().stream().map(f -> fact(f, style)).toList()))
                .with(
                        "gaps",
                        Tree.items(NotLooked.in(verdict).stream().map(JsonReport::gap).toList()))
                .with(
                        "timeline",
                        Tree.items(verdict.timeline().stream().map(JsonReport::moment).toList()))
                .with("actions", actions(Advice.of(verdict, footing)))
                .with("lookAgainAt", Tree.time(verdict.lookAgain()))
                .with("evaluatedAt", Tree.time(Optional.of(verdict.at())));
    }

    private static Tree cluster(Footing footing) {
        return switch (footing.origin()) {
            case Footing.Live(Optional<String> context, Optional<String> server, var _, var _) ->
                    Tree.fields()
                            .with("context", Tree.text(context))
                            .with("server", Tree.text(server));
            case Footing.Recording _ ->
                    Tree.fields()
                            .with("context", new Tree.Nothing())
                            .with("server", new Tree.Nothing());
        };
    }

    private static Tree.Fields subject(Subject subject) {
        return named(subject.kind(), subject.namespace(), subject.name());
    }

    private static Tree.Fields named(String kind, String namespace, String name) {
        return Tree.fields()
                .with("kind", Tree.text(kind))
                .with("namespace", Tree.text(namespace))
                .with("name", Tree.text(name));
    }

    private static Tree claim(Claim claim) {
        return Tree.fields()
                .with("platform", Tree.text(claim.platform()))
                .with("madeAt", Tree.time(claim.madeAt()))
                .with("message", Tree.text(claim.message()));
    }

    static Tree owners(List<Owner> owners) {
        return Tree.items(owners.stream().map(o -> Tree.text(o.word())).toList());
    }

    private static Tree digests(Optional<Digest> built, Optional<Digest> running) {
        return Tree.fields()
                .with("built", Tree.text(built.map(Digest::value)))
                .with("running", Tree.text(running.map(Digest::value)));
    }

    private static Tree build(Verdict.FoundBuild build) {
        ObjectRef ref = build.ref();
        return named(ref.kind(), ref.namespace(), ref.name())
                .with("foundBy", Tree.text(build.foundBy().word()));
    }

    private static Tree container(Verdict.ContainerImages container) {
        return Tree.fields()
                .with("name", Tree.text(container.name()))
                .with("digests", digests(container.built(), container.running()))
                .with("build", Tree.orNothing(container.build().map(JsonReport::build)));
    }

    private static Tree fact(Fact fact, Style style) {
        boolean hidden = FactWords.isPrinted(fact.what()) && !style.showLogs();
        return Tree.fields()
                .with("what", Tree.text(FactWords.of(fact.what())))
                .with("source", Tree.text(FactWords.of(fact.source())))
                .with("value", hidden ? new Tree.Nothing() : Tree.text(fact.value()))
                .with("at", Tree.time(fact.at()))
                .with("decides", new Tree.Truth(fact.decides()));
    }

    private static Tree gap(NotLooked gap) {
        return gap(gap.what(), gap.why(), gap.remedy());
    }

    static Tree gap(String what, String why, Optional<String> remedy) {
        return Tree.fields()
                .with("what", Tree.text(what))
                .with("why", Tree.text(why))
                .with("remedy", Tree.text(remedy));
    }

    private static Tree moment(Moment moment) {
        String detail = moment.detail().isEmpty() ? "" : ": " + moment.detail();
        return Tree.fields()
                .with("at", Tree.time(Optional.of(moment.at())))
                .with("clock", Tree.text(moment.clock().word()))
                .with(
                        "what",
                        Tree.text(FactWords.of(moment.what()).toLowerCase(Locale.ROOT) + detail))
                .with("source", Tree.text(FactWords.of(moment.source())));
    }

    private static Tree actions(List<Action> actions) {
        return Tree.items(
                actions.stream()
                        .map(
                                a ->
                                        Tree.fields()
                                                .with("text", Tree.text(a.text()))
                                                .with(
                                                        "command",
                                                        Tree.text(a.command().map(Command::text))))
                        .toList());
    }
}
