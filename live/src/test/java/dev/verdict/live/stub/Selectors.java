package dev.verdict.live.stub;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Label and field selectors, as the API server reads them. What it would not understand is an
/// [IllegalArgumentException].
final class Selectors {
    private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";
    private static final String VALUE = "([A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?|)";
    private static final Pattern SET =
            Pattern.compile("\\s*" + KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUAL =
            Pattern.compile("\\s*" + KEY + "\\s*(==|=|!=)\\s*" + VALUE + "\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*" + KEY + "\\s*");

    private Selectors() {}

    static Predicate<JsonNode> labels(String selector) {
        Predicate<JsonNode> all = _ -> true;
        if (selector.isBlank()) {
            return all;
        }
        for (String requirement : selector.split(",(?![^()]*\\))", -1)) {
            all = all.and(label(requirement));
        }
        return all;
    }

    static Predicate<JsonNode> fields(String selector, Resource resource) {
        Predicate<JsonNode> all = _ -> true;
        if (selector.isBlank()) {
            return all;
        }
        for (String requirement : selector.split(",", -1)) {
            Matcher equal = Pattern.compile("([^=!]+)(==|=|!=)(.*)").matcher(requirement);
            if (!equal.matches()) {
                throw new IllegalArgumentException(
                        "invalid selector: '"
                                + selector
                                + "'; can't understand '"
                                + requirement
                                + "'");
            }
            String field = equal.group(1);
            String value = equal.group(3);
            boolean wanted = !equal.group(2).equals("!=");
            if (!resource.canSelectBy(field)) {
                throw new IllegalArgumentException("field label not supported: " + field);
            }
            all = all.and(item -> fieldOf(item, field).equals(value) == wanted);
        }
        return all;
    }

    private static Predicate<JsonNode> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",", -1)).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return item ->
                    in
                            ? has(item, set.group(1))
                                    && values.contains(labelOf(item, set.group(1)))
                            : !has(item, set.group(1))
                                    || !values.contains(labelOf(item, set.group(1)));
        }
        Matcher equal = EQUAL.matcher(requirement);
        if (equal.matches()) {
            String key = equal.group(1);
            String value = equal.group(3);
            return equal.group(2).equals("!=")
                    ? item -> !has(item, key) || !labelOf(item, key).equals(value)
                    : item -> has(item, key) && labelOf(item, key).equals(value);
        }
        Matcher exists = EXISTS.matcher(requirement);
        if (exists.matches()) {
            return item -> has(item, exists.group(2)) == exists.group(1).isEmpty();
        }
        throw new IllegalArgumentException("unable to parse requirement: " + requirement.strip());
    }

    private static boolean has(JsonNode item, String label) {
        return item.path("metadata").path("labels").has(label);
    }

    private static String labelOf(JsonNode item, String label) {
        return item.path("metadata").path("labels").path(label).asString("");
    }

    private static String fieldOf(JsonNode item, String field) {
        JsonNode at =
                switch (field) {
                    case "name" -> item.path("metadata").path("name");
                    case "source" -> item.path("source").path("component");
                    case "status.successful" -> item.path("status").path("succeeded");
                    default -> {
                        JsonNode node = item;
                        for (String step : field.split("\\.", -1)) {
                            node = node.path(step);
                        }
                        yield node;
                    }
                };
        boolean isNumber = Set.of("status.successful", "status.replicas").contains(field);
        boolean isFlag = Set.of("spec.unschedulable", "spec.hostNetwork").contains(field);
        return at.isMissingNode() ? isNumber ? "0" : isFlag ? "false" : "" : at.asString();
    }
}
