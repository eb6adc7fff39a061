package dev.verdict.acceptance.recorded;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How often each damage had which effect.
final class DamageTable {
    private static final List<Outcome.Effect> EFFECTS = List.of(Outcome.Effect.values());
    private static final String PAIRS = "two of these at random";

    private DamageTable() {}

    static String of(List<Outcome> outcomes) {
        Map<String, Map<Outcome.Effect, Integer>> counts = new TreeMap<>();
        Map<Outcome.Effect, Integer> all = new EnumMap<>(Outcome.Effect.class);
        for (Outcome outcome : outcomes) {
            String row =
                    outcome.damages().size() == 1 ? outcome.damages().getFirst().kind() : PAIRS;
            counts.computeIfAbsent(row, _ -> new EnumMap<>(Outcome.Effect.class))
                    .merge(outcome.effect(), 1, Integer::sum);
            all.merge(outcome.effect(), 1, Integer::sum);
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < EFFECTS.size(); i++) {
            table.append("%2d %s%n".formatted(i + 1, words(EFFECTS.get(i))));
        }
        table.append("%n%-28s".formatted(""));
        for (int i = 0; i < EFFECTS.size(); i++) {
            table.append("%7d".formatted(i + 1));
        }
        table.append('\n');
        counts.forEach((row, effects) -> line(table, row, effects));
        line(table, "all", all);
        return table.toString();
    }

    private static void line(StringBuilder table, String row, Map<Outcome.Effect, Integer> counts) {
        table.append("%-28s".formatted(row));
        for (Outcome.Effect effect : EFFECTS) {
            table.append("%7d".formatted(counts.getOrDefault(effect, 0)));
        }
        table.append('\n');
    }

    private static String words(Outcome.Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
