package dev.verdict.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `-o`.
enum Format {
    /// For people; of one workload a page, of several a table.
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME;

    private static final List<Format> FOR_PROGRAMS = List.of(JSON, YAML);

    static Format ofCheck(Given given) throws Refusal {
        String text = given.value("--output").orElse("table");
        for (Format format : values()) {
            if (format.word().equals(text)) {
                return format;
            }
        }
        throw unknown(text, "table, wide, json, yaml or name");
    }

    /// Of a command that answers with a text.
    static Format ofText(Given given) throws Refusal {
        String text = given.value("--output").orElse("text");
        if (text.equals("text")) {
            return TABLE;
        }
        return FOR_PROGRAMS.stream()
                .filter(format -> format.word().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(text, "text, json or yaml"));
    }

    private static Refusal unknown(String text, String known) {
        boolean isLater = Arrays.asList("markdown", "junit", "github").contains(text);
        return Refusal.usage(
                "-o "
                        + Text.quoted(text)
                        + (isLater ? " does not exist yet" : " is not an output format")
                        + "; take "
                        + known);
    }

    /// Whether several rows show the evidence of each.
    boolean hasEvidence() {
        return FOR_PROGRAMS.contains(this);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
