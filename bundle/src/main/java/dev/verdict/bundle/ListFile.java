package dev.verdict.bundle;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A file with the API's answer to a list, or with one object: where in it each object stands and
/// whose it is. The bytes themselves are handed on as they are.
///
/// @param kind as the file says, such as `PodList`; empty where it says nothing
/// @param code of a recorded error: the `Status` that the API gave instead of a list
record ListFile(Content content, String kind, Optional<Integer> code, List<Item> items) {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(200)
                                    .maxStringLength(4 * 1024 * 1024)
                                    .build())
                    .build();

    /// An object and its place in the file, in bytes.
    record Item(String kind, String namespace, String name, long start, long end) {
        boolean isNamed(String other) {
            return name.equals(other);
        }
    }

    /// @throws tools.jackson.core.JacksonException where it is no JSON
    static ListFile read(Content content) throws IOException {
        try (InputStream in = content.open();
                JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            return new Scan(json).file(content);
        }
    }

    /// The time of a recording: a text field of an object.
    static Optional<String> text(Content content, String field) throws IOException {
        try (InputStream in = content.open();
                JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            Optional<String> found = Optional.empty();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals(field)) {
                    found = Optional.of(json.getString());
                }
                json.skipChildren();
            }
            return found;
        }
    }

    /// The whole list, or what is left of it.
    InputStream only(Predicate<Item> wanted) throws IOException {
        List<Item> left = items.stream().filter(wanted).toList();
        if (left.size() == items.size() && isList()) {
            return content.open();
        }
        String head =
                "{\"kind\":\""
                        + (isList() ? kind : "List")
                        + "\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[";
        return new Pieces(head, left);
    }

    /// One object as it stands in the file.
    InputStream one(Item item) throws IOException {
        InputStream in = content.open();
        in.skipNBytes(item.start());
        return new Slice(in, item.end() - item.start());
    }

    private boolean isList() {
        return kind.endsWith("List");
    }

    /// Head, objects with commas between them, tail: one after another, each opened when it is due.
    private final class Pieces extends InputStream {
        private final Iterator<Item> left;
        private InputStream current;
        private boolean isFirst = true;
        private boolean isEnded;

        Pieces(String head, List<Item> items) {
            this.current = text(head);
            this.left = items.iterator();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = current.read(bytes, offset, length);
            while (count < 0 && !isEnded) {
                advance();
                count = current.read(bytes, offset, length);
            }
            return count;
        }

        private void advance() throws IOException {
            current.close();
            if (!left.hasNext()) {
                current = text("]}");
                isEnded = true;
                return;
            }
            InputStream object = one(left.next());
            current = isFirst ? object : new SequenceInputStream(text(","), object);
            isFirst = false;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// So many bytes of a stream, which is closed with it.
    private static final class Slice extends InputStream {
        private final InputStream in;
        private long left;

        Slice(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// One pass over a file.
    private static final class Scan {
        private final JsonParser json;
        private String kind = "";
        private Optional<Integer> code = Optional.empty();
        private String namespace = "";
        private String name = "";
        private final List<Item> items = new ArrayList<>();
        private boolean hasItems;

        Scan(JsonParser json) {
            this.json = json;
        }

        ListFile file(Content content) {
            Item whole = item();
            boolean isObject = !hasItems && !kind.equals("Status") && !kind.endsWith("List");
            return new ListFile(
                    content,
                    kind,
                    kind.equals("Status") ? code.or(() -> Optional.of(500)) : Optional.empty(),
                    isObject ? List.of(whole) : List.copyOf(items));
        }

        /// Reads an object of which the first brace has been read.
        private Item item() {
            long start = json.currentTokenLocation().getByteOffset();
            kind = "";
            namespace = "";
            name = "";
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                JsonToken token = json.nextToken();
                switch (field) {
                    case "kind" -> kind = textOr(token, kind);
                    case "code" ->
                            code =
                                    token == JsonToken.VALUE_NUMBER_INT
                                            ? Optional.of(json.getIntValue())
                                            : code;
                    case "metadata" -> metadata(token);
                    case "items" -> items(token);
                    default -> json.skipChildren();
                }
            }
            return new Item(kind, namespace, name, start, json.currentLocation().getByteOffset());
        }

        private void metadata(JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "namespace" -> namespace = textOr(value, namespace);
                    case "name" -> name = textOr(value, name);
                    default -> json.skipChildren();
                }
            }
        }

        private void items(JsonToken token) {
            hasItems = true;
            if (token != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            String outerKind = kind;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    items.add(item());
                } else {
                    json.skipChildren();
                }
            }
            kind = outerKind;
        }

        private String textOr(JsonToken token, String otherwise) {
            if (token == JsonToken.VALUE_STRING) {
                return json.getString();
            }
            json.skipChildren();
            return otherwise;
        }
    }
}
