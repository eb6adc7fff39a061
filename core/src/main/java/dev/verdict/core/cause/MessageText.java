package dev.verdict.core.cause;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message of the cluster as the tables match it: cut to a bound, without the wrappers that say
/// nothing about the cause.
record MessageText(String written) {
    /// Longer than any event (1024 bytes) and any condition seen; bounds the work on hostile text.
    static final int LIMIT = 16 * 1024;

    /// `(combined from similar events): ` is put there by client-go's aggregator, `Error: ` by the
    /// kubelet's `Failed` event.
    /// <https://github.com/kubernetes/client-go/blob/v0.36.3/tools/record/events_cache.go>
    private static final Pattern WRAPPER =
            Pattern.compile("\\(combined from similar events\\): {0,4}|Error: {1,4}|\\s{1,16}");

    static MessageText of(String message) {
        String text = cut(message);
        Matcher wrapper = WRAPPER.matcher(text);
        int from = 0;
        while (wrapper.region(from, text.length()).lookingAt()) {
            from = wrapper.end();
        }
        return new MessageText(text.substring(from));
    }

    static String cut(String message) {
        return message.length() <= LIMIT ? message : message.substring(0, LIMIT);
    }

    /// The first place where the words stand, as written.
    Optional<String> find(Pattern words) {
        Matcher matcher = words.matcher(written);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    boolean has(Pattern words) {
        return words.matcher(written).find();
    }
}
