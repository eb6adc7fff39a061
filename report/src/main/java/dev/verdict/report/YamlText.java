package dev.verdict.report;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A tree as YAML in block style, as kubectl prints it. A text stands bare only where every reader
/// of YAML 1.1 and 1.2 takes it for a text.
final class YamlText {
    private static final Pattern BARE =
            Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(?:[ ,;()=]{1,2}[A-Za-z0-9_./-]+)*\\.?");
    private static final Pattern WORD =
            Pattern.compile("(?i)y|yes|n|no|true|false|on|off|null|nan|inf");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    static String of(Tree tree) {
        YamlText yaml = new YamlText();
        yaml.block(tree, "");
        return yaml.out.toString();
    }

    private void block(Tree tree, String indent) {
        switch (tree) {
            case Tree.Fields fields when !fields.fields().isEmpty() -> {
                String before = "";
                for (Map.Entry<String, Tree> field : fields.fields().sequencedEntrySet()) {
                    out.append(before).append(field.getKey()).append(':');
                    value(field.getValue(), indent);
                    before = indent;
                }
            }
            case Tree.Items(List<Tree> items) when !items.isEmpty() -> {
                String before = "";
                for (Tree item : items) {
                    out.append(before).append("- ");
                    block(item, indent + "  ");
                    before = indent;
                }
            }
            case Tree.Text _, Tree.Truth _, Tree.Nothing _, Tree.Items _, Tree.Fields _ ->
                    out.append(scalar(tree)).append('\n');
        }
    }

    private void value(Tree tree, String indent) {
        switch (tree) {
            case Tree.Fields fields when !fields.fields().isEmpty() -> {
                out.append('\n').append(indent).append("  ");
                block(fields, indent + "  ");
            }
            case Tree.Items items when !items.items().isEmpty() -> {
                out.append('\n').append(indent);
                block(items, indent);
            }
            case Tree.Text _, Tree.Truth _, Tree.Nothing _, Tree.Items _, Tree.Fields _ ->
                    out.append(' ').append(scalar(tree)).append('\n');
        }
    }

    private static String scalar(Tree tree) {
        return switch (tree) {
            case Tree.Text(String value) -> text(value);
            case Tree.Truth(boolean value) -> String.valueOf(value);
            case Tree.Nothing() -> "null";
            case Tree.Items _ -> "[]";
            case Tree.Fields _ -> "{}";
        };
    }

    private static String text(String value) {
        boolean bare =
                value.length() <= 120
                        && BARE.matcher(value).matches()
                        && !WORD.matcher(value).matches();
        return bare ? value : JsonText.quoted(value);
    }
}
