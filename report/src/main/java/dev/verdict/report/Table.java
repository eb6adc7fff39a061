package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.image.Digest;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.timeline.Moment;
import dev.verdict.core.timeline.Moment.Happened;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Several verdicts as a table, the worst first.
public final class Table {
    private static final String GAP = "   ";

    /// Where the usual gap does not fit.
    private static final String TIGHT = "  ";

    private Table() {}

    /// One row a verdict.
    ///
    /// @param wide also digests, build and confidence; a line may then be longer than the terminal
    /// @param namespaces whether the rows are of several namespaces
    public static String of(List<Opinion> opinions, Style style, boolean wide, boolean namespaces) {
        List<String> head = new ArrayList<>();
        if (namespaces) {
            head.add("NAMESPACE");
        }
        head.addAll(List.of("NAME", "VERDICT", "CAUSE", "OWNER", "SINCE"));
        if (wide) {
            head.addAll(List.of("CONFIDENCE", "BUILT", "RUNNING", "BUILD"));
        }
        head.add("NOTE");
        List<List<String>> rows = new ArrayList<>(List.of(head));
        List<Verdict> verdicts = worstFirst(opinions).stream().map(Opinion::verdict).toList();
        verdicts.forEach(v -> rows.add(row(v, wide, namespaces)));
        return draw(rows, verdicts, style, wide, namespaces);
    }

    /// What decides first comes first, then by namespace and name.
    static List<Opinion> worstFirst(List<Opinion> opinions) {
        return opinions.stream()
                .sorted(
                        Comparator.comparing((Opinion o) -> o.verdict().word())
                                .thenComparing(o -> o.verdict().question().subject().namespace())
                                .thenComparing(
                                        o -> Advice.slashed(o.verdict().question().subject())))
                .toList();
    }

    private static List<String> row(Verdict verdict, boolean wide, boolean namespaces) {
        List<String> row = new ArrayList<>();
        if (namespaces) {
            row.add(Escape.line(verdict.question().subject().namespace()));
        }
        row.add(Escape.line(Advice.slashed(verdict.question().subject())));
        row.add(Sentence.word(verdict));
        row.add(
                verdict.trouble()
                        .map(t -> t.cause().map(Cause::word).orElse("(not recognised)"))
                        .orElse("-"));
        row.add(
                String.join(
                        "/",
                        verdict.owners().stream()
                                .map(
                                        o ->
                                                switch (o) {
                                                    case DEVELOPER -> "yours";
                                                    case PLATFORM -> "platform";
                                                    case NOBODY -> "-";
                                                })
                                .toList()));
        row.add(since(verdict).map(t -> Times.age(t, verdict.at())).orElse("-"));
        if (wide) {
            row.add(verdict.confidence().map(Confidence::word).orElse("-"));
            row.add(verdict.built().map(Digest::abbreviated).orElse("-"));
            row.add(verdict.running().map(Digest::abbreviated).orElse("-"));
            row.add(verdict.build().map(b -> Escape.line(b.ref().slashed())).orElse("-"));
        }
        row.add(note(verdict));
        return row;
    }

    /// Since when it is complete; else since when it was asked for.
    private static Optional<Instant> since(Verdict verdict) {
        return verdict.rollout()
                .since()
                .or(
                        () ->
                                Stream.of(Happened.ROLLOUT_REQUESTED, Happened.BUILD_REQUESTED)
                                        .flatMap(
                                                h ->
                                                        verdict.timeline().stream()
                                                                .filter(m -> m.what() == h)
                                                                .map(Moment::at))
                                        .findFirst());
    }

    private static String note(Verdict verdict) {
        List<String> notes = new ArrayList<>();
        if (logNotRead(verdict)) {
            notes.add("log not read");
        }
        if (verdict.confidence().filter(c -> c == Confidence.INFERRED).isPresent()) {
            notes.add("inferred");
        }
        verdict.missing().stream()
                .filter(_ -> NotLooked.firstDecides(verdict))
                .findFirst()
                .ifPresent(m -> notes.add(Escape.line(GapWords.briefly(m.gap()))));
        if (verdict.has(Circumstance.Code.OLD_REVISION_SERVES)) {
            notes.add("earlier version serves");
        }
        if (verdict.has(Circumstance.Code.PLATFORM_GAVE_UP_EARLY)) {
            notes.add("platform gave up early");
        }
        verdict.circumstances().stream()
                .filter(c -> !CircumstanceWords.followUp(c).isEmpty())
                .forEach(c -> notes.add(c.code().word()));
        return notes.isEmpty() ? "-" : String.join(", ", notes);
    }

    private static boolean logNotRead(Verdict verdict) {
        return verdict.missing().stream()
                .anyMatch(m -> m.isOf("log") && m.gap() instanceof Gap.NotAsked);
    }

    private static String draw(
            List<List<String>> rows,
            List<Verdict> verdicts,
            Style style,
            boolean wide,
            boolean namespaces) {
        int columns = rows.getFirst().size();
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths.add(rows.stream().mapToInt(r -> Cut.columns(r.get(column))).max().orElse(0));
        }
        String gap = total(widths, GAP) <= style.width() ? GAP : TIGHT;
        if (!wide) {
            fit(widths, namespaces, style.width() - TIGHT.length() * (columns - 1));
        }
        int painted = namespaces ? 2 : 1;
        StringBuilder table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                int width = widths.get(c);
                boolean last = c == columns - 1;
                String cell = rows.get(r).get(c);
                String cut = last ? Cut.end(cell, width) : Cut.middle(cell, width);
                String rest = last ? "" : Cut.pad(cut, width).substring(cut.length()) + gap;
                boolean coloured = c == painted && r > 0;
                line.append(coloured ? Paint.of(verdicts.get(r - 1)).of(cut, style.colour()) : cut)
                        .append(rest);
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int total(List<Integer> widths, String gap) {
        return widths.stream().mapToInt(Integer::intValue).sum()
                + gap.length() * (widths.size() - 1);
    }

    /// Note and cause give way first, names last.
    private static void fit(List<Integer> widths, boolean namespaces, int width) {
        int note = widths.size() - 1;
        int name = namespaces ? 1 : 0;
        int cause = name + 2;
        shrink(widths, note, 12, width);
        shrink(widths, cause, 20, width);
        if (namespaces) {
            shrink(widths, 0, 16, width);
        }
        shrink(widths, name, 24, width);
        shrink(widths, note, 5, width);
        shrink(widths, cause, 12, width);
        if (namespaces) {
            shrink(widths, 0, 9, width);
        }
        shrink(widths, name, 12, width);
    }

    private static void shrink(List<Integer> widths, int column, int least, int width) {
        int over = total(widths, "") - width;
        int now = widths.get(column);
        widths.set(column, Math.min(now, Math.max(least, now - Math.max(over, 0))));
    }
}
