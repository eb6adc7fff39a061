package dev.verdict.cli;

import dev.verdict.core.claim.Subject;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// What is asked about, in kubectl's forms.
sealed interface Targets {
    /// `deploy/shop sts/db`, `deploy shop cart`.
    record Named(List<Target> targets) implements Targets {
        public Named {
            targets = List.copyOf(targets);
        }
    }

    /// `shop`: whatever has that name.
    record Bare(String name) implements Targets {}

    /// `deploy`, `deploy,sts`: all of a kind.
    record Kinds(List<Kind> kinds) implements Targets {
        public Kinds {
            kinds = List.copyOf(kinds);
        }
    }

    /// Nothing was named.
    record Everything() implements Targets {}

    record Target(Kind kind, String name) {
        Subject in(String namespace) {
            return new Subject(kind.word(), namespace, name);
        }
    }

    static Targets parse(List<String> words) throws Refusal {
        if (words.isEmpty()) {
            return new Everything();
        }
        for (String word : words) {
            if (word.isBlank()) {
                throw Refusal.usage("a name is empty; write TYPE/NAME, such as deploy/shop");
            }
        }
        if (words.stream().anyMatch(word -> word.contains("/"))) {
            return slashed(words);
        }
        Optional<List<Kind>> kinds = kinds(words.getFirst());
        if (words.size() == 1) {
            return kinds.<Targets>map(Kinds::new).orElseGet(() -> new Bare(words.getFirst()));
        }
        if (kinds.isEmpty()) {
            throw unknownKind(words.getFirst());
        }
        SequencedSet<Target> targets = new LinkedHashSet<>();
        for (String name : words.subList(1, words.size())) {
            for (Kind kind : kinds.get()) {
                targets.add(new Target(kind, name(name)));
            }
        }
        return new Named(List.copyOf(targets));
    }

    private static Targets slashed(List<String> words) throws Refusal {
        SequencedSet<Target> targets = new LinkedHashSet<>();
        for (String word : words) {
            int slash = word.indexOf('/');
            if (slash < 0) {
                throw Refusal.usage(
                        Text.quoted(word)
                                + " has no type beside names that have one; write TYPE/NAME for"
                                + " each, such as deploy/"
                                + Text.plain(word));
            }
            String type = word.substring(0, slash);
            String name = word.substring(slash + 1);
            if (type.isEmpty() || name.isEmpty() || name.contains("/")) {
                throw Refusal.usage(
                        Text.quoted(word) + " is not TYPE/NAME; write it like deploy/shop");
            }
            targets.add(
                    new Target(Kind.parse(type).orElseThrow(() -> unknownKind(type)), name(name)));
        }
        return new Named(List.copyOf(targets));
    }

    private static Optional<List<Kind>> kinds(String types) {
        List<Kind> kinds = new ArrayList<>();
        for (String type : types.split(",", -1)) {
            Optional<Kind> kind = Kind.parse(type);
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            kinds.add(kind.get());
        }
        return Optional.of(kinds);
    }

    /// What no object can be called would only be looked for in vain.
    static String name(String name) throws Refusal {
        boolean isName =
                name.length() <= 253
                        && name.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '.')
                        && !name.isEmpty()
                        && isAlphanumeric(name.charAt(0))
                        && isAlphanumeric(name.charAt(name.length() - 1));
        if (!isName) {
            throw Refusal.usage(
                    Text.quoted(name)
                            + " cannot be the name of an object: names are small letters, digits, -"
                            + " and .");
        }
        return name;
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    static Refusal unknownKind(String type) {
        return Refusal.usage(
                Text.quoted(type) + " is not a kind that can be judged; those are " + Kind.all());
    }
}
