package dev.verdict.cli;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.report.Explanation;
import dev.verdict.report.ExplanationReport;
import dev.verdict.report.Pages;
import dev.verdict.report.Style;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// `verdict explain`: a word's page, a reason's meaning, or one message decoded. What is not
/// recognised is said to be so, never the nearest guess.
final class Explain {
    /// A message of the cluster is some kilobytes at most.
    private static final int LONGEST = 64 * 1024;

    private Explain() {}

    static Reply run(Given given, Surroundings surroundings) throws Refusal {
        Format format = Format.ofText(given);
        Style style = Style.plain().withColour(Colour.isWanted(given, surroundings));
        String reason = given.value("--reason").map(String::strip).orElse("");
        String asked = asked(given, surroundings).strip();
        if (asked.isEmpty() && reason.isEmpty()) {
            return Reply.of(index(format, style), ExitCode.OK);
        }
        Explanation explanation = explanation(asked, reason);
        return Reply.of(
                switch (format) {
                    case JSON -> ExplanationReport.json(explanation);
                    case YAML -> ExplanationReport.yaml(explanation);
                    case TABLE, WIDE, NAME ->
                            ExplanationReport.of(explanation, style, surroundings.invokedAs());
                },
                explanation.isKnown() ? ExitCode.OK : ExitCode.CANNOT_TELL);
    }

    /// Everything there is a page for; for machines every cause.
    private static String index(Format format, Style style) {
        Explanation causes = new Explanation.OfReason("", "", List.of(Cause.values()));
        return switch (format) {
            case JSON -> ExplanationReport.json(causes);
            case YAML -> ExplanationReport.yaml(causes);
            case TABLE, WIDE, NAME -> Pages.list(style);
        };
    }

    private static Explanation explanation(String asked, String reason) {
        String word = asked.isEmpty() ? reason : asked;
        if (asked.isEmpty() || reason.isEmpty()) {
            Optional<Explanation> known =
                    Pages.of(word)
                            .filter(_ -> !asked.isEmpty())
                            .<Explanation>map(Explanation.OfPage::new)
                            .or(() -> Explanation.ofReason(word));
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Explanation.OfMessage(
                asked,
                Optional.of(reason).filter(r -> !r.isEmpty()),
                EventMessage.read(reason, asked));
    }

    private static String asked(Given given, Surroundings surroundings) throws Refusal {
        List<String> words = given.words();
        if (words.equals(List.of("-"))) {
            return message(surroundings.in());
        }
        if (!words.isEmpty() || given.has("--reason") || surroundings.isInTerminal()) {
            return String.join(" ", words);
        }
        return Piped.message(surroundings.in(), LONGEST);
    }

    private static String message(InputStream in) throws Refusal {
        try {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.unavailable(
                    "standard input cannot be read ("
                            + Text.plain(String.valueOf(e.getMessage()))
                            + "); give the message as an argument");
        }
    }
}
