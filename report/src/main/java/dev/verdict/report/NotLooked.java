package dev.verdict.report;

import dev.verdict.core.Verdict;
import dev.verdict.core.observation.Confidence;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.verdict.Word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One thing that was not looked at, why, and what would change that.
record NotLooked(String what, String why, String briefly, Optional<String> remedy) {
    /// The verdict's own gaps, and the registry, which nobody asks yet.
    static List<NotLooked> in(Verdict verdict) {
        List<NotLooked> all = new ArrayList<>();
        for (Verdict.Missing missing : verdict.missing()) {
            NotLooked one = of(missing, verdict);
            boolean known = all.stream().anyMatch(n -> n.equals(one));
            if (!known) {
                all.add(one);
            }
        }
        boolean mentioned = all.stream().anyMatch(n -> n.why().contains("registry"));
        if (!mentioned) {
            boolean needed =
                    verdict.word() != Word.FALSE_ALARM
                            || verdict.confidence().filter(c -> c == Confidence.PROVEN).isEmpty();
            String why = needed ? "not asked" : "not needed";
            all.add(new NotLooked("registry", why, why, Optional.empty()));
        }
        return List.copyOf(all);
    }

    /// Whether the verdict is inconclusive because of the first of them.
    static boolean firstDecides(Verdict verdict) {
        return !verdict.missing().isEmpty() && verdict.missing().getFirst().decides();
    }

    private static NotLooked of(Verdict.Missing missing, Verdict verdict) {
        Gap gap = missing.gap();
        String what = missing.look().orElseGet(() -> subject(gap, verdict));
        return new NotLooked(
                Escape.line(what),
                Escape.line(GapWords.why(gap)),
                Escape.line(GapWords.briefly(gap)),
                GapWords.remedy(gap).map(Escape::line));
    }

    /// What a gap is about, in a few words.
    private static String subject(Gap gap, Verdict verdict) {
        return verdict.missing().stream()
                .filter(m -> m.gap().equals(gap))
                .flatMap(m -> m.look().stream())
                .findFirst()
                .orElseGet(() -> subject(gap));
    }

    private static String subject(Gap gap) {
        return switch (gap) {
            case Gap.Forbidden(String rule) ->
                    rule.startsWith("list ") ? rule.substring("list ".length()) : rule;
            case Gap.Expired(String what) -> what;
            case Gap.Truncated(String what) -> what;
            case Gap.TimedOut _ -> "an answer of the API server";
            case Gap.Unreachable _ -> "an answer of the API server";
            case Gap.Unreadable _ -> "what was read";
            case Gap.NotAsked(String why) -> why.contains("registry") ? "registry" : why;
        };
    }

    /// Several on one line: what failed for the same reason stands together, the subject's own
    /// namespace goes without saying.
    static List<String> together(List<NotLooked> all, String namespace) {
        SequencedMap<String, List<String>> byReason = new LinkedHashMap<>();
        String here = " in " + Escape.line(namespace);
        for (NotLooked one : all) {
            String what =
                    one.what().endsWith(here)
                            ? one.what().substring(0, one.what().length() - here.length())
                            : one.what();
            byReason.computeIfAbsent(one.briefly(), _ -> new ArrayList<>()).add(what);
        }
        List<String> groups = new ArrayList<>();
        byReason.forEach(
                (reason, whats) ->
                        groups.add(
                                String.join(", ", whats)
                                        + (whats.contains(reason) ? "" : " (" + reason + ")")));
        return groups;
    }
}
