package dev.verdict.report;

import dev.verdict.core.build.BuildReport;
import dev.verdict.core.build.LogLine;
import dev.verdict.core.build.LogOutcome;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.observation.Confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a builder's log alone says, for `verdict log`.
public final class BuildLogReport {
    /// Lines of the log that are shown as evidence.
    private static final int MOST_LINES = 6;

    private static final int LABEL = 11;

    private BuildLogReport() {}

    /// The answer for people.
    ///
    /// @param builder its name in small letters: `kaniko`; empty where the log does not show who
    ///   wrote it
    /// @param calledAs what people type to call this command
    public static String of(
            BuildReport report, Optional<String> builder, Style style, String calledAs) {
        int width = style.width();
        List<Line> lines = new ArrayList<>();
        String word = title(report);
        String by = builder.map(b -> "   " + Escape.line(b)).orElse("");
        lines.add(Line.headed(word, paint(report), by));
        Cut.wrap(sentence(report), width, 3).forEach(l -> lines.add(Line.of(l)));
        report.diagnosis()
                .ifPresent(
                        d ->
                                Cut.wrap(
                                                "Whose move: "
                                                        + Sentence.owner(d.owners())
                                                        + ". Cause: "
                                                        + d.cause().word()
                                                        + " ("
                                                        + d.stage().word()
                                                        + ").",
                                                width,
                                                2)
                                        .forEach(l -> lines.add(Line.of(l))));
        if (!report.pushed().isEmpty()) {
            lines.add(Line.BLANK);
        }
        for (BuildReport.PushedImage image : report.pushed()) {
            lines.add(
                    Line.of(
                            "  pushed  "
                                    + Cut.middle(
                                            Escape.line(image.destination().text()), width - 10)));
            lines.add(Line.of("          " + image.digest().value()));
        }
        if (!report.evidence().isEmpty() && style.showLogs()) {
            lines.add(Line.BLANK);
            List<LogLine> evidence = report.evidence();
            evidence.subList(Math.max(0, evidence.size() - MOST_LINES), evidence.size())
                    .forEach(l -> lines.addAll(line(l, width)));
        }
        lines.add(Line.BLANK);
        List<String> next = Cut.wrap(next(report, calledAs), width - LABEL, 3);
        for (int i = 0; i < next.size(); i++) {
            lines.add(Line.of(Cut.pad(i == 0 ? "Next" : "", LABEL) + next.get(i)));
        }
        lines.add(
                Line.of(
                        report.confidence().map(c -> c.word()).orElse("nothing concluded")
                                + " · from the log alone"));
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> text.append(l.drawn(style.colour())).append('\n'));
        return text.toString();
    }

    private static List<Line> line(LogLine line, int width) {
        List<Line> lines = new ArrayList<>();
        String begin = "  line " + line.number() + "  ";
        List<String> wrapped = Cut.wrap(Escape.brief(line.text()), width - begin.length(), 2);
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add(Line.of((i == 0 ? begin : " ".repeat(begin.length())) + wrapped.get(i)));
        }
        return lines;
    }

    private static String title(BuildReport report) {
        String word =
                switch (report.outcome()) {
                    case PUSHED -> "PUSHED";
                    case PUSHED_DIGEST_UNKNOWN -> "PUSHED, DIGEST UNKNOWN";
                    case NOT_PUSHED -> "NOT PUSHED";
                    case UNSEEN -> "CANNOT TELL";
                };
        boolean inferred = report.confidence().filter(c -> c == Confidence.INFERRED).isPresent();
        return inferred ? word + " (inferred)" : word;
    }

    private static Paint paint(BuildReport report) {
        return switch (report.outcome()) {
            case PUSHED -> Paint.GOOD;
            case PUSHED_DIGEST_UNKNOWN, UNSEEN -> Paint.UNSURE;
            case NOT_PUSHED -> Paint.BAD;
        };
    }

    static String sentence(BuildReport report) {
        return switch (report.outcome()) {
            case PUSHED ->
                    report.failedElsewhere().isPresent()
                            ? "The image is in the registry, though not at every destination."
                            : "The image is in the registry.";
            case PUSHED_DIGEST_UNKNOWN ->
                    "The builder pushed, and its log does not say which digest.";
            case NOT_PUSHED ->
                    "The build pushed nothing: "
                            + report.cause()
                                    .map(c -> CauseWords.of(c).says())
                                    .orElse("cause not recognised, see the text below")
                            + ".";
            case UNSEEN ->
                    "Cannot tell: "
                            + report.why()
                                    .map(BuildLogReport::why)
                                    .orElse("the log does not decide")
                            + ".";
        };
    }

    private static String why(LogOutcome.Why why) {
        return switch (why) {
            case NO_LOG -> "there is nothing in the log";
            case END_CUT -> "what comes after the last line is not known";
            case FRONT_CUT -> "its front is lost, and with it what was pushed first";
            case KILLED_DURING_PUSH -> "it was ended between a push's beginning and its end";
            case KILLED_AFTER_PUSH -> "it says that it pushed, and then it was killed";
            case IMMUTABLE_TAG_IGNORED -> "the tag exists and kept its earlier image";
            case CONTRADICTORY -> "its lines contradict each other or its end";
            case DESTINATION_UNKNOWN -> "whether it was told to push is not known";
            case NOT_ENDED -> "it has not ended";
        };
    }

    private static String remedy(LogOutcome.Why why) {
        return switch (why) {
            case NO_LOG, END_CUT, FRONT_CUT ->
                    "give the whole log, and with --exit-code how it ended";
            case KILLED_DURING_PUSH, KILLED_AFTER_PUSH, IMMUTABLE_TAG_IGNORED, CONTRADICTORY ->
                    "see in the registry which digest the tag holds";
            case DESTINATION_UNKNOWN -> "say with --destination where it was to push";
            case NOT_ENDED -> "wait until it has ended";
        };
    }

    private static String next(BuildReport report, String calledAs) {
        String text =
                switch (report.outcome()) {
                    case PUSHED ->
                            report.failedElsewhere().isPresent()
                                    ? "push it to the destination that lacks it, or build again"
                                    : "judge the rollout: "
                                            + calledAs
                                            + " check TYPE/NAME -n NAMESPACE";
                    case PUSHED_DIGEST_UNKNOWN -> "see in the registry which digest the tag holds";
                    case NOT_PUSHED ->
                            report.cause()
                                    .map(c -> CauseWords.of(c).todo())
                                    .orElse(
                                            "read the lines above; their meaning is not known"
                                                    + " here");
                    case UNSEEN ->
                            report.why().map(BuildLogReport::remedy).orElse("see in the registry");
                };
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /// `kind: BuildLog` as JSON.
    public static String json(BuildReport report, Optional<String> builder, Style style) {
        return JsonText.of(tree(report, builder, style));
    }

    /// The same in YAML.
    public static String yaml(BuildReport report, Optional<String> builder, Style style) {
        return YamlText.of(tree(report, builder, style));
    }

    private static Tree tree(BuildReport report, Optional<String> builder, Style style) {
        List<Tree> gaps = new ArrayList<>();
        report.why()
                .ifPresent(w -> gaps.add(JsonReport.gap("log", why(w), Optional.of(remedy(w)))));
        return JsonReport.head("BuildLog")
                .with("builder", Tree.text(builder))
                .with("outcome", Tree.text(report.outcome().word()))
                .with("confidence", Tree.confidence(report.confidence()))
                .with(
                        "pushed",
                        Tree.items(
                                report.pushed().stream()
                                        .map(
                                                p ->
                                                        Tree.fields()
                                                                .with(
                                                                        "destination",
                                                                        Tree.text(
                                                                                p.destination()
                                                                                        .text()))
                                                                .with(
                                                                        "repository",
                                                                        Tree.text(
                                                                                p.repository()
                                                                                        .toString()))
                                                                .with(
                                                                        "digest",
                                                                        Tree.text(
                                                                                p.digest()
                                                                                        .value())))
                                        .toList()))
                .with("cause", Tree.text(report.cause().map(Cause::word)))
                .with("owner", Tree.text(report.owner().map(Owner::word)))
                .with(
                        "evidence",
                        Tree.items(
                                report.evidence().stream()
                                        .map(
                                                l ->
                                                        Tree.fields()
                                                                .with(
                                                                        "what",
                                                                        Tree.text(
                                                                                "the builder said"))
                                                                .with(
                                                                        "source",
                                                                        Tree.text(
                                                                                "log line "
                                                                                        + l
                                                                                                .number()))
                                                                .with(
                                                                        "value",
                                                                        style.showLogs()
                                                                                ? Tree.text(
                                                                                        l.text())
                                                                                : new Tree
                                                                                        .Nothing())
                                                                .with("at", Tree.time(l.at()))
                                                                .with(
                                                                        "decides",
                                                                        new Tree.Truth(true)))
                                        .toList()))
                .with("gaps", Tree.items(gaps));
    }
}
