package dev.verdict.core.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// A list in which items are found at once by any of their keys, however many there are.
final class Ranked<K, T> {
    private final List<T> all;
    private final Map<K, List<Integer>> ranks = new HashMap<>();

    Ranked(List<T> items, Function<T, Stream<? extends K>> keys) {
        all = List.copyOf(items);
        for (int i = 0; i < all.size(); i++) {
            int rank = i;
            keys.apply(all.get(i))
                    .forEach(key -> ranks.computeIfAbsent(key, _ -> new ArrayList<>()).add(rank));
        }
    }

    List<T> all() {
        return all;
    }

    /// The items that have one of these keys, each once and in the order of all.
    List<T> by(Stream<? extends K> keys) {
        SortedSet<Integer> found = new TreeSet<>();
        keys.forEach(key -> found.addAll(ranks.getOrDefault(key, List.of())));
        return found.stream().map(all::get).toList();
    }
}
