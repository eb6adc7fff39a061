package dev.verdict.looks.json;

import dev.verdict.core.observation.Rfc3339;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/// The body of an answer, read as it comes: of a list only one item is held at a time.
///
/// What nobody reads and is large is skipped unread: who manages which field, and the copy of the
/// manifest that `kubectl apply` leaves behind.
public final class JsonBody implements AutoCloseable {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(200)
                                    .maxStringLength(4 * 1024 * 1024)
                                    .maxNameLength(64 * 1024)
                                    .maxNumberLength(100)
                                    .build())
                    .build();

    private static final Set<String> SKIPPED =
            Set.of("managedFields", "kubectl.kubernetes.io/last-applied-configuration");

    /// Nothing in an object counts as a time there: people write what they like.
    private static final Set<String> WITHOUT_TIMES =
            Set.of("annotations", "labels", "spec", "data", "deletionTimestamp");

    private static final int LENGTH_TO_SECONDS = "2026-01-01T00:00:00".length();

    /// An object larger than etcd takes by far.
    private static final int MOST_VALUES = 500_000;

    private final JsonParser parser;
    private final Sharing sharing = new Sharing();
    private int values;
    private Instant newest = Instant.MIN;

    /// The second of the newest, as text: what sorts before it need not be read.
    private String newestSecond = "";

    /// Has the parser and the JDK make themselves ready for the first body, on a thread beside
    /// everything else: it takes 25 ms, most of it for the powers of five that `BigDecimal` works
    /// out when it is loaded.
    public static void prepare() {
        Thread.ofPlatform().daemon().name("json").start(JsonBody::tried);
    }

    private static void tried() {
        byte[] nothing = "{}".getBytes(StandardCharsets.US_ASCII);
        try (JsonBody body = new JsonBody(new ByteArrayInputStream(nothing))) {
            var _ = body.list(_ -> {});
        }
    }

    public JsonBody(InputStream body) {
        parser = JSON.createParser(ObjectReadContext.empty(), body);
    }

    /// What was around the items of a list.
    ///
    /// @param kind empty where none was written
    /// @param token where the next page begins; empty on the last
    /// @param rest everything but the items: the whole of an object that is no list
    public record Frame(String kind, Optional<String> token, boolean hasItems, Field rest) {}

    /// Reads a list, handing over each item as it comes.
    ///
    /// @throws Misread where the JSON is no object
    /// @throws JacksonException where it is no JSON, or ends too early
    public Frame list(Consumer<Field> eachItem) {
        begin();
        SequencedMap<String, Json> rest = new LinkedHashMap<>();
        boolean hasItems = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("items") && token == JsonToken.START_ARRAY) {
                hasItems = true;
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values = 0;
                    Field item = new Field(null, "item " + index, value("", true));
                    index++;
                    eachItem.accept(item);
                }
            } else if (name.equals("items") && token == JsonToken.VALUE_NULL) {
                hasItems = true;
            } else {
                rest.put(name, value(name, true));
            }
        }
        Field frame = Field.root(new Json.Fields(rest));
        return new Frame(
                frame.at("kind").textOrEmpty(),
                frame.at("metadata", "continue").text().filter(t -> !t.isEmpty()),
                hasItems,
                frame);
    }

    /// Reads one object.
    public Field object() {
        begin();
        return Field.root(value("", true));
    }

    /// The newest time that a controller or a kubelet wrote into what was read; that something will
    /// be deleted is a time in the future and does not count.
    public Optional<Instant> newest() {
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
    }

    /// What makes equal values of this body one.
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public void close() {
        parser.close();
    }

    private void begin() {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new Misread(first == null ? "the body is empty" : "the body is no JSON object");
        }
    }

    private Json value(String name, boolean timesCount) {
        if (++values > MOST_VALUES) {
            throw new Misread("an object of more than " + MOST_VALUES + " values");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> fields(timesCount && !WITHOUT_TIMES.contains(name));
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(name, timesCount));
                }
                yield new Json.Items(items);
            }
            case VALUE_STRING -> {
                String text = sharing.share(parser.getString());
                if (timesCount) {
                    remember(name, text);
                }
                yield new Json.Text(text);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Digits(parser.getString());
            case VALUE_TRUE -> Json.TRUE;
            case VALUE_FALSE -> Json.FALSE;
            case VALUE_NULL -> Json.NOTHING;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new Misread("the body is no JSON");
        };
    }

    private Json fields(boolean timesCount) {
        SequencedMap<String, Json> byName = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (SKIPPED.contains(name)) {
                parser.skipChildren();
            } else {
                byName.put(sharing.share(name), value(name, timesCount));
            }
        }
        return new Json.Fields(byName);
    }

    private void remember(String name, String text) {
        boolean isTime =
                (name.endsWith("Time") || name.endsWith("Timestamp") || name.endsWith("At"))
                        && !WITHOUT_TIMES.contains(name)
                        && text.length() > LENGTH_TO_SECONDS
                        && text.length() <= 40;
        if (!isTime || text.endsWith("Z") && text.compareTo(newestSecond) < 0) {
            return;
        }
        // Whoever needs a field that is no time will say so.
        Optional<Instant> time = Rfc3339.parse(text).filter(t -> t.isAfter(newest));
        if (time.isPresent()) {
            newest = time.get();
            newestSecond = newest.toString().substring(0, LENGTH_TO_SECONDS);
        }
    }
}
