package dev.verdict.looks.json;

import dev.verdict.core.observation.Rfc3339;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value with the way to it. What is not written, or is written as `null`, is empty; what is
/// written as something else than asked for is a [Misread] that names the way.
public record Field(@Nullable Field parent, String name, Json value) {
    /// A message of the cluster is cut here: long enough for every real one, short enough for any
    /// number of hostile ones.
    private static final int LONGEST_TEXT = 16 * 1024;

    public static Field root(Json value) {
        return new Field(null, "", value);
    }

    /// The field of that name in an object; nothing in nothing.
    public Field at(String field) {
        return switch (value) {
            case Json.Fields(var byName) ->
                    new Field(this, field, byName.getOrDefault(field, Json.NOTHING));
            case Json.Nothing _ -> new Field(this, field, Json.NOTHING);
            case Json.Items _, Json.Text _, Json.Digits _, Json.Truth _ ->
                    throw misread("an object");
        };
    }

    public Field at(String first, String second) {
        return at(first).at(second);
    }

    public boolean isWritten() {
        return !(value instanceof Json.Nothing);
    }

    /// The items of a list, in order; none of nothing.
    public List<Field> each() {
        return switch (value) {
            case Json.Items(var items) -> {
                List<Field> fields = new ArrayList<>(items.size());
                for (int i = 0; i < items.size(); i++) {
                    fields.add(new Field(this, "[" + i + "]", items.get(i)));
                }
                yield fields;
            }
            case Json.Nothing _ -> List.of();
            case Json.Fields _, Json.Text _, Json.Digits _, Json.Truth _ -> throw misread("a list");
        };
    }

    /// The names of an object's fields that are written, in order.
    public List<String> names() {
        return switch (value) {
            case Json.Fields(var byName) -> List.copyOf(byName.sequencedKeySet());
            case Json.Nothing _ -> List.of();
            case Json.Items _, Json.Text _, Json.Digits _, Json.Truth _ ->
                    throw misread("an object");
        };
    }

    public Optional<String> text() {
        return switch (value) {
            case Json.Text(String text) -> Optional.of(bounded(text));
            case Json.Nothing _ -> Optional.empty();
            case Json.Fields _, Json.Items _, Json.Digits _, Json.Truth _ ->
                    throw misread("a text");
        };
    }

    public String textOrEmpty() {
        return text().orElse("");
    }

    /// A text that an object of the API always has.
    public String neededText() {
        return text().filter(t -> !t.isEmpty())
                .orElseThrow(() -> new Misread(path() + " is missing"));
    }

    /// The texts of a list.
    public List<String> texts() {
        return each().stream().map(Field::textOrEmpty).toList();
    }

    /// A map of texts, such as labels.
    public Map<String, String> textByName() {
        return switch (value) {
            case Json.Fields(var byName) -> {
                Map<String, String> texts = new LinkedHashMap<>();
                for (String key : byName.sequencedKeySet()) {
                    texts.put(key, at(key).textOrEmpty());
                }
                yield Map.copyOf(texts);
            }
            case Json.Nothing _ -> Map.of();
            case Json.Items _, Json.Text _, Json.Digits _, Json.Truth _ ->
                    throw misread("an object");
        };
    }

    /// A map of resource quantities, which may be written as texts or numbers.
    public Map<String, String> quantityByName() {
        Map<String, String> quantities = new LinkedHashMap<>();
        for (String key : names()) {
            Field quantity = at(key);
            quantities.put(
                    key,
                    quantity.value instanceof Json.Digits(String digits)
                            ? digits
                            : quantity.textOrEmpty());
        }
        return Map.copyOf(quantities);
    }

    public Optional<Long> number() {
        return switch (value) {
            case Json.Digits(String digits) -> {
                try {
                    yield Optional.of(Long.parseLong(digits));
                } catch (NumberFormatException e) {
                    throw misread("a whole number");
                }
            }
            case Json.Nothing _ -> Optional.empty();
            case Json.Fields _, Json.Items _, Json.Text _, Json.Truth _ ->
                    throw misread("a number");
        };
    }

    /// A number within the API's int32.
    public int integerOr(int otherwise) {
        long number = number().orElse((long) otherwise);
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw misread("a number of 32 bits");
        }
        return (int) number;
    }

    public Optional<Duration> seconds() {
        return number().map(Duration::ofSeconds);
    }

    /// A flag; the API does not write those that are false.
    public boolean isTrue() {
        return switch (value) {
            case Json.Truth(boolean truth) -> truth;
            case Json.Nothing _ -> false;
            case Json.Fields _, Json.Items _, Json.Text _, Json.Digits _ ->
                    throw misread("true or false");
        };
    }

    /// A time; 1970 is how the API writes "never".
    public Optional<Instant> time() {
        Optional<String> text = text().filter(t -> !t.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Instant time = text.flatMap(Rfc3339::parse).orElseThrow(() -> misread("a time"));
        return time.getEpochSecond() > 0 ? Optional.of(time) : Optional.empty();
    }

    /// `.spec.containers[0].name`.
    public String path() {
        return parent == null ? name : parent.path() + (name.startsWith("[") ? name : "." + name);
    }

    private Misread misread(String expected) {
        return new Misread(path() + " is not " + expected);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
