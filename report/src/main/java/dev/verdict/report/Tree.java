package dev.verdict.report;

import dev.verdict.core.observation.Confidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a machine reads, before it is JSON or YAML. Texts that the cluster wrote are masked when
/// they get in; fields keep their order.
sealed interface Tree {
    record Text(String value) implements Tree {}

    record Truth(boolean value) implements Tree {}

    record Nothing() implements Tree {}

    record Items(List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Fields(SequencedMap<String, Tree> fields) implements Tree {
        /// Adds a field behind the others.
        Fields with(String name, Tree value) {
            SequencedMap<String, Tree> more = new LinkedHashMap<>(fields);
            more.put(name, value);
            return new Fields(more);
        }
    }

    static Tree text(String value) {
        return value.isEmpty() ? new Nothing() : new Text(Mask.of(value));
    }

    static Tree text(Optional<String> value) {
        return value.map(Tree::text).orElseGet(Nothing::new);
    }

    static Tree time(Optional<Instant> value) {
        return text(value.map(Instant::toString));
    }

    static Tree confidence(Optional<Confidence> value) {
        return text(value.map(Confidence::word));
    }

    static Tree items(List<? extends Tree> items) {
        return new Items(new ArrayList<>(items));
    }

    static Fields fields() {
        return new Fields(new LinkedHashMap<>());
    }

    /// Where nothing is, `null`.
    static Tree orNothing(Optional<? extends Tree> tree) {
        return tree.<Tree>map(t -> t).orElseGet(Nothing::new);
    }
}
