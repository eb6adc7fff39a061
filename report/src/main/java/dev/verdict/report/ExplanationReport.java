package dev.verdict.report;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.EventMessage.Reading;
import dev.verdict.core.cause.Heals;
import dev.verdict.core.cause.Owner;
import dev.verdict.core.cause.Stage;
import dev.verdict.core.observation.Confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `verdict explain`, as text and for machines.
public final class ExplanationReport {
    private ExplanationReport() {}

    /// The answer for people.
    ///
    /// @param calledAs what they type to call this command
    public static String of(Explanation explanation, Style style, String calledAs) {
        return switch (explanation) {
            case Explanation.OfPage(Pages.Page page) ->
                    page.text().endsWith("\n") ? page.text() : page.text() + "\n";
            case Explanation.OfReason reason -> text(reason, style, calledAs);
            case Explanation.OfMessage message -> text(message, style, calledAs);
        };
    }

    private static String text(Explanation.OfReason reason, Style style, String calledAs) {
        StringBuilder text = new StringBuilder();
        text.append(Paint.STRONG.of(Escape.line(reason.reason()), style.colour())).append('\n');
        Cut.wrap(reason.meaning(), style.width()).forEach(l -> text.append(l).append('\n'));
        if (!reason.causes().isEmpty()) {
            text.append("\nIt can be:\n");
            for (Cause cause : reason.causes()) {
                String line = "  " + Cut.pad(cause.word(), 28) + CauseWords.of(cause).says();
                text.append(Cut.end(line, style.width())).append('\n');
            }
            text.append(
                    "\nNext       Explain the message beside it: "
                            + calledAs
                            + " explain 'MESSAGE'\n");
        }
        return text.toString();
    }

    private static String text(Explanation.OfMessage message, Style style, String calledAs) {
        List<String> lines = new ArrayList<>();
        switch (message.reading()) {
            case Reading.Known(Diagnosis diagnosis) -> {
                Cause cause = diagnosis.cause();
                lines.add(
                        Paint.STRONG.of(cause.word(), style.colour())
                                + "   stage "
                                + diagnosis.stage().word());
                String says = CauseWords.of(cause).says();
                lines.addAll(
                        Cut.wrap(
                                Character.toUpperCase(says.charAt(0)) + says.substring(1) + ".",
                                style.width()));
                lines.add(
                        "Whose move: "
                                + Sentence.owner(diagnosis.owners())
                                + "; "
                                + CauseWords.heals(diagnosis.heals())
                                + ".");
                if (!diagnosis.said().isEmpty()) {
                    lines.add("");
                    Cut.wrap(Escape.brief(diagnosis.said()), style.width() - 2, 4)
                            .forEach(l -> lines.add("  " + l));
                }
                lines.add("");
                lines.addAll(labelled("Next", CauseWords.of(cause).todo() + ".", style));
                lines.add("           " + calledAs + " explain " + cause.word());
            }
            case Reading.Harmless(Reading.Why why) -> {
                lines.add(Paint.STRONG.of("No cause", style.colour()));
                lines.addAll(Cut.wrap(HarmlessWords.of(why), style.width()));
            }
            case Reading.Unrecognised(String said) -> {
                lines.add(Paint.STRONG.of("Not recognised", style.colour()));
                lines.add("No meaning of this text is known here:");
                Cut.wrap(Escape.line(said), style.width() - 2, 8).forEach(l -> lines.add("  " + l));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> labelled(String label, String text, Style style) {
        List<String> lines = new ArrayList<>();
        String sentence = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        for (String line : Cut.wrap(sentence, style.width() - 11)) {
            lines.add(Cut.pad(lines.isEmpty() ? label : "", 11) + line);
        }
        return lines;
    }

    /// `kind: Explanation`; a reason that can be several causes is an `ExplanationList`.
    public static String json(Explanation explanation) {
        return JsonText.of(tree(explanation));
    }

    /// The same in YAML.
    public static String yaml(Explanation explanation) {
        return YamlText.of(tree(explanation));
    }

    private static Tree tree(Explanation explanation) {
        return switch (explanation) {
            case Explanation.OfPage(Pages.Page page) ->
                    Cause.parse(page.word())
                            .map(c -> of(page.word(), Optional.empty(), c, Optional.empty()))
                            .orElseGet(() -> unknown(page.word(), Optional.empty()));
            case Explanation.OfReason(String reason, String _, List<Cause> causes) ->
                    JsonReport.head("ExplanationList")
                            .with(
                                    "items",
                                    Tree.items(
                                            causes.isEmpty()
                                                    ? List.of(unknown("", Optional.of(reason)))
                                                    : causes.stream()
                                                            .map(
                                                                    c ->
                                                                            of(
                                                                                    "",
                                                                                    Optional.of(
                                                                                            reason),
                                                                                    c,
                                                                                    Optional
                                                                                            .empty()))
                                                            .toList()));
            case Explanation.OfMessage(String message, Optional<String> reason, Reading reading) ->
                    switch (reading) {
                        case Reading.Known(Diagnosis d) ->
                                fields(
                                        message,
                                        reason,
                                        Optional.of(d.cause()),
                                        Optional.of(d.stage()),
                                        d.owners(),
                                        Optional.of(d.heals()),
                                        Optional.of(
                                                d.owners().size() == 1
                                                        ? Confidence.PROVEN
                                                        : Confidence.INFERRED));
                        case Reading.Harmless _, Reading.Unrecognised _ -> unknown(message, reason);
                    };
        };
    }

    private static Tree of(
            String message, Optional<String> reason, Cause cause, Optional<Confidence> confidence) {
        return fields(
                message,
                reason,
                Optional.of(cause),
                Optional.of(cause.stage()),
                cause.owners(),
                Optional.of(cause.heals()),
                confidence);
    }

    private static Tree unknown(String message, Optional<String> reason) {
        return fields(
                message,
                reason,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Tree fields(
            String message,
            Optional<String> reason,
            Optional<Cause> cause,
            Optional<Stage> stage,
            List<Owner> owners,
            Optional<Heals> heals,
            Optional<Confidence> confidence) {
        return JsonReport.head("Explanation")
                .with("message", Tree.text(message))
                .with("reason", Tree.text(reason))
                .with("cause", Tree.text(cause.map(Cause::word)))
                .with("stage", Tree.text(stage.map(Stage::word)))
                .with("owner", Tree.text(owners.stream().map(Owner::word).findFirst()))
                .with("owners", JsonReport.owners(owners))
                .with("heals", Tree.text(heals.map(h -> h.name().toLowerCase(Locale.ROOT))))
                .with("confidence", Tree.confidence(confidence));
    }
}
