package dev.verdict.core.verdict;

import dev.verdict.core.answer.Asks;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.verdict.Combination.Build;
import dev.verdict.core.verdict.Combination.Image;
import dev.verdict.core.verdict.Combination.Serving;
import dev.verdict.core.verdict.Combination.Superseded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// All combinations of answers, and the page that shows them: one line for every group of answers
/// that the table does not tell apart.
final class Table {
    /// One answer of a combination, as a column.
    private record Column(String title, List<String> values, Function<Combination, String> of) {}

    /// Answers that say the same of a push stand apart only at the end, where they make a
    /// difference.
    private static final List<Column> COLUMNS =
            List.of(
                    column("replaced", Superseded.values(), Combination::superseded),
                    new Column("build", kinds(), c -> kind(c.build())),
                    column("newest revision", Serving.values(), Combination::serving),
                    column("patched pod", Combination::patched),
                    column("template asks", Asks.values(), Combination::asks),
                    column("image", Image.values(), Combination::image),
                    column("history known", Combination::knownHistory),
                    column("pulled freshly", Combination::freshlyPulled),
                    column("template names what runs", Combination::namesRunning),
                    column("started before push", Combination::startedBeforePush),
                    column("push", Build.values(), Combination::build));

    private static final String HEAD =
            """
            # Adjudication

            Every combination of the three answers and of what ties them together, and what is said then.
            Generated from the list that `AdjudicationTest` checks; a line stands for all combinations that
            agree in the answers it names, and an answer it does not name makes no difference; the attempt has
            not been replaced unless the line says so. The rules are those of the decision table: first match
            wins.

            `mvn -pl core test -Dtest=AdjudicationTest -Dverdict.write=true` writes this page anew.

            | when | verdict | part | confidence | row |
            |---|---|---|---|---|
            """;

    private Table() {}

    private static <T extends Enum<T>> Column column(
            String title, T[] values, Function<Combination, T> of) {
        return new Column(
                title,
                Arrays.stream(values).map(Table::word).toList(),
                combination -> word(of.apply(combination)));
    }

    private static Column column(String title, Predicate<Combination> of) {
        return new Column(title, List.of("yes", "no"), c -> of.test(c) ? "yes" : "no");
    }

    private static List<String> kinds() {
        return Arrays.stream(Build.values()).map(Table::kind).distinct().toList();
    }

    private static String kind(Build build) {
        return build.isPushed() ? "pushed" : word(build);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Every combination that a chain can hold.
    static List<Combination> combinations() {
        return everything().stream().filter(Combination::canOccur).toList();
    }

    /// Every combination, also those that no chain can hold.
    static List<Combination> everything() {
        List<Combination> all = new ArrayList<>();
        boolean[] both = {true, false};
        for (Superseded superseded : Superseded.values()) {
            for (Build build : Build.values()) {
                for (Serving serving : Serving.values()) {
                    for (Image image : Image.values()) {
                        for (Asks asks : Asks.values()) {
                            for (boolean patched : both) {
                                for (boolean everAsked : both) {
                                    for (int bits = 0; bits < 16; bits++) {
                                        all.add(
                                                new Combination(
                                                        superseded,
                                                        build,
                                                        serving,
                                                        image,
                                                        asks,
                                                        patched,
                                                        everAsked,
                                                        (bits & 1) != 0,
                                                        (bits & 2) != 0,
                                                        (bits & 4) != 0,
                                                        (bits & 8) != 0));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    static String page() {
        Map<Combination, String> said = new LinkedHashMap<>();
        combinations().forEach(c -> said.put(c, cells(c.decision())));
        List<String> lines = new ArrayList<>();
        lines(said, 0, List.of(), lines);
        return HEAD + String.join("\n", lines) + "\n";
    }

    private static String cells(Decision decision) {
        String cause =
                decision.word() == Word.STALE
                        ? " ("
                                + decision.trouble()
                                        .flatMap(t -> t.cause())
                                        .map(Cause::word)
                                        .orElse("")
                                + ")"
                        : "";
        return String.join(
                " | ",
                "`" + decision.word().name() + "`" + cause,
                decision.part().word(),
                decision.confidence().map(Confidence::word).orElse("-"),
                word(decision.row()));
    }

    /// Splits by the next column that makes a difference; values that make none between them share
    /// a line.
    private static void lines(
            Map<Combination, String> said, int next, List<String> when, List<String> lines) {
        if (said.values().stream().distinct().count() == 1) {
            lines.add(
                    "| "
                            + String.join("; ", when)
                            + " | "
                            + said.values().iterator().next()
                            + " |");
            return;
        }
        Column column = COLUMNS.get(next);
        Map<String, Map<Combination, String>> byValue = new LinkedHashMap<>();
        for (String value : column.values()) {
            Map<Combination, String> those = new LinkedHashMap<>();
            said.forEach(
                    (combination, text) -> {
                        if (column.of().apply(combination).equals(value)) {
                            those.put(combination, text);
                        }
                    });
            if (!those.isEmpty()) {
                byValue.put(value, those);
            }
        }
        Map<String, List<String>> alike = new LinkedHashMap<>();
        byValue.forEach(
                (value, those) ->
                        alike.computeIfAbsent(shape(those, next + 1), _ -> new ArrayList<>())
                                .add(value));
        for (List<String> values : alike.values()) {
            Map<Combination, String> those = new LinkedHashMap<>();
            values.forEach(v -> those.putAll(byValue.get(v)));
            boolean usual = column.title().equals("replaced") && values.equals(List.of("no"));
            boolean tells = alike.size() > 1 && !usual;
            List<String> more = new ArrayList<>(when);
            if (tells) {
                more.add(column.title() + ": " + String.join(", ", values));
            }
            lines(those, next + 1, more, lines);
        }
    }

    /// What is said for the answers of the columns that are left, whatever stood before.
    private static String shape(Map<Combination, String> said, int from) {
        Map<String, String> shape = new LinkedHashMap<>();
        said.forEach(
                (combination, text) -> shape.merge(rest(combination, from), text, Table::both));
        if (shape.values().stream().distinct().count() == 1) {
            return shape.values().iterator().next();
        }
        return shape.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String both(String one, String other) {
        return one.equals(other) ? one : one + " or " + other;
    }

    private static String rest(Combination combination, int from) {
        return COLUMNS.subList(from, COLUMNS.size()).stream()
                .map(c -> c.of().apply(combination))
                .collect(Collectors.joining(","));
    }
}
