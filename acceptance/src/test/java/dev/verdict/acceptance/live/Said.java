package dev.verdict.acceptance.live;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.image.Digest;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What was answered, in the words of `truth.yaml`.
///
/// @param words by the truth's own keys, `null` where there is none
record Said(SequencedMap<String, String> words, List<String> circumstances) {
    private static final String NONE = "null";

    static Said in(Verdict verdict) {
        SequencedMap<String, String> words = new LinkedHashMap<>();
        words.put("verdict", verdict.word().name());
        words.put("part", verdict.part().word());
        words.put("stage", verdict.stage().word());
        words.put("cause", orNone(verdict.trouble().flatMap(t -> t.cause()).map(Cause::word)));
        words.put("owner", verdict.owners().getFirst().word());
        words.put(
                "confidence",
                orNone(verdict.confidence().map(c -> c.name().toLowerCase(Locale.ROOT))));
        words.put("builtDigest", orNone(verdict.built().map(Digest::value)));
        words.put("runningDigest", orNone(verdict.running().map(Digest::value)));
        return new Said(words, verdict.circumstances().stream().map(c -> c.code().word()).toList());
    }

    static Said in(JsonNode json) {
        SequencedMap<String, String> words = new LinkedHashMap<>();
        String word = json.path("verdict").asString("");
        boolean isUnclaimed = json.path("claim").isNull();
        words.put("verdict", isUnclaimed && word.equals("HEALTHY") ? "FALSE_ALARM" : word);
        for (String key : List.of("part", "stage", "cause", "owner", "confidence")) {
            words.put(key, json.path(key).asString(NONE));
        }
        words.put("builtDigest", json.path("digests").path("built").asString(NONE));
        words.put("runningDigest", json.path("digests").path("running").asString(NONE));
        List<String> circumstances = new ArrayList<>();
        json.path("circumstances").forEach(it -> circumstances.add(it.path("code").asString("")));
        return new Said(words, List.copyOf(circumstances));
    }

    /// What is not as the truth says; empty when all is.
    List<String> differencesFrom(Map<?, ?> truth) {
        List<String> differences = new ArrayList<>();
        words.forEach(
                (key, word) -> {
                    List<String> right = any(truth, key);
                    if (!right.contains(word)) {
                        differences.add(key + ": " + word + ", should be " + right);
                    }
                });
        for (String wanted : any(truth, "circumstances")) {
            if (!wanted.equals(NONE) && !circumstances.contains(wanted)) {
                differences.add("circumstance missing: " + wanted);
            }
        }
        return differences;
    }

    /// A list in the truth means any of these.
    private static List<String> any(Map<?, ?> truth, String key) {
        Object value = truth.get(key);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static String orNone(Optional<String> word) {
        return word.orElse(NONE);
    }
}
