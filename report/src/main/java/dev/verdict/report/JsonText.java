package dev.verdict.report;

import java.util.List;
import java.util.Map;

/// A tree as JSON, as kubectl indents it. Characters that a terminal would obey or an eye would
/// miss are written as `\u202e`, so that the text means the same and shows what it is.
final class JsonText {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(Tree tree) {
        JsonText json = new JsonText();
        json.write(tree, "");
        return json.out.append('\n').toString();
    }

    private void write(Tree tree, String indent) {
        switch (tree) {
            case Tree.Text(String value) -> out.append(quoted(value));
            case Tree.Truth(boolean value) -> out.append(value);
            case Tree.Nothing() -> out.append("null");
            case Tree.Items(List<Tree> items) -> write(items, indent);
            case Tree.Fields fields -> write(fields, indent);
        }
    }

    private void write(List<Tree> items, String indent) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        String deeper = indent + INDENT;
        String before = "[\n";
        for (Tree item : items) {
            out.append(before).append(deeper);
            write(item, deeper);
            before = ",\n";
        }
        out.append('\n').append(indent).append(']');
    }

    private void write(Tree.Fields tree, String indent) {
        if (tree.fields().isEmpty()) {
            out.append("{}");
            return;
        }
        String deeper = indent + INDENT;
        String before = "{\n";
        for (Map.Entry<String, Tree> field : tree.fields().sequencedEntrySet()) {
            out.append(before).append(deeper).append(quoted(field.getKey())).append(": ");
            write(field.getValue(), deeper);
            before = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }

    /// Also what YAML calls double-quoted.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '"' -> quoted.append("\\\"");
                                case '\\' -> quoted.append("\\\\");
                                case '\n' -> quoted.append("\\n");
                                case '\r' -> quoted.append("\\r");
                                case '\t' -> quoted.append("\\t");
                                default -> {
                                    if (!Escape.isHidden(c)) {
                                        quoted.appendCodePoint(c);
                                    } else if (Character.getType(c) == Character.SURROGATE) {
                                        quoted.append('\ufffd');
                                    } else {
                                        for (char unit : Character.toChars(c)) {
                                            quoted.append("\\u").append(Escape.hex(unit, 4));
                                        }
                                    }
                                }
                            }
                        });
        return quoted.append('"').toString();
    }
}
