package dev.verdict.looks;

import dev.verdict.core.workload.Workload;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// Namespaces that a workload's own labels and annotations name as the place of its builds, such as
/// `example.org/build-namespace: ci`.
final class NamedPlaces {
    private static final Pattern KEY =
            Pattern.compile(
                    "(?:.{1,253}/)?(?:.{0,63}[._-])?(?:build|builder|builds)[._-]?namespace",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMESPACE =
            Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");

    private NamedPlaces() {}

    static SequencedSet<String> in(Workload workload) {
        SequencedSet<String> names = new LinkedHashSet<>();
        add(workload.labels(), names);
        add(workload.annotations(), names);
        return names;
    }

    private static void add(Map<String, String> texts, SequencedSet<String> names) {
        texts.entrySet().stream()
                .filter(text -> KEY.matcher(text.getKey()).matches())
                .map(Map.Entry::getValue)
                .filter(value -> NAMESPACE.matcher(value).matches())
                .sorted()
                .forEach(names::add);
    }
}
