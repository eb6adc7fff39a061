package dev.verdict.core.cause;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The lines of `messages/expected.tsv`.
record ReviewedMessages(String id, String reason, String message, String expected) {
    static List<ReviewedMessages> all() {
        return resource("/messages/expected.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(ReviewedMessages::parse)
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = ReviewedMessages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A reading in the words of the file.
    static String words(EventMessage.Reading reading) {
        return switch (reading) {
            case EventMessage.Reading.Known(Diagnosis said) -> words(said);
            case EventMessage.Reading.Harmless(EventMessage.Reading.Why why) ->
                    "none " + why + " - -";
            case EventMessage.Reading.Unrecognised _ -> "unrecognised - - -";
        };
    }

    static String words(Diagnosis said) {
        return String.join(
                " ",
                said.cause().word(),
                said.stage().word(),
                said.owners().stream().map(Owner::word).collect(Collectors.joining(",")),
                said.heals().name().toLowerCase(Locale.ROOT));
    }

    private static ReviewedMessages parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 7) {
            throw new IllegalArgumentException(line);
        }
        return new ReviewedMessages(
                fields[0],
                fields[1],
                unescaped(fields[2]),
                String.join(" ", fields[3], fields[4], fields[5], fields[6]));
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
