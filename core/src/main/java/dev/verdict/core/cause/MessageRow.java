package dev.verdict.core.cause;

import java.util.Optional;
import java.util.regex.Pattern;

/// One row of a table of messages: what stands in the text, and what that means. The order of a
/// table is its knowledge: the first row that matches decides.
interface MessageRow {
    Pattern words();

    Meaning meaning();

    /// Words as the tables write them: in any case, no nested repetition.
    static Pattern words(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    static Optional<Diagnosis> first(MessageRow[] table, MessageText text) {
        for (MessageRow row : table) {
            Optional<String> said = text.find(row.words());
            if (said.isPresent()) {
                return said.map(row.meaning()::diagnosis);
            }
        }
        return Optional.empty();
    }
}
