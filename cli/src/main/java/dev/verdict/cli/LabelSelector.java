package dev.verdict.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `-l`, in [kubectl's
/// syntax](https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/):
/// `app=shop,tier!=db,env in (prod, staging),!legacy`. All parts must hold.
final class LabelSelector {
    private static final String KEY = "([A-Za-z0-9](?:[A-Za-z0-9./_-]{0,315}[A-Za-z0-9])?)";
    private static final String VALUE = "([A-Za-z0-9._-]{0,63})";

    private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern SET =
            Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([A-Za-z0-9._,\\s-]{0,4000})\\)");
    private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*" + KEY);

    private final List<Predicate<Map<String, String>>> parts;

    private LabelSelector(List<Predicate<Map<String, String>>> parts) {
        this.parts = List.copyOf(parts);
    }

    static LabelSelector parse(String text) throws Refusal {
        List<Predicate<Map<String, String>>> parts = new ArrayList<>();
        for (String part : parts(text)) {
            parts.add(part(part.strip(), text));
        }
        return new LabelSelector(parts);
    }

    boolean matches(Map<String, String> labels) {
        return parts.stream().allMatch(part -> part.test(labels));
    }

    /// Split at commas outside of parentheses.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isInside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isInside = c == '(' || isInside && c != ')';
            if (c == ',' && !isInside) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static Predicate<Map<String, String>> part(String part, String whole) throws Refusal {
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            String key = equal.group(1);
            String value = equal.group(3);
            return equal.group(2).equals("!=")
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            String key = set.group(1);
            Set<String> values = new TreeSet<>();
            for (String value : set.group(3).split(",", -1)) {
                values.add(value.strip());
            }
            return set.group(2).equals("in")
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
        }
        Matcher presence = PRESENCE.matcher(part);
        if (presence.matches()) {
            String key = presence.group(2);
            return presence.group(1).isEmpty()
                    ? labels -> labels.containsKey(key)
                    : labels -> !labels.containsKey(key);
        }
        throw Refusal.usage(
                "-l "
                        + Text.quoted(whole)
                        + " is not a label selector; write it like app=shop,tier!=db or 'env in"
                        + " (prod, staging)'");
    }
}
