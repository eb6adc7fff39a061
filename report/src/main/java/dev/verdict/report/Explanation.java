package dev.verdict.report;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.cause.EventMessage.Reading;

import java.util.List;
import java.util.Optional;

/// What `verdict explain` was asked, and what is known of it.
public sealed interface Explanation {
    /// A word of the product: its page.
    record OfPage(Pages.Page page) implements Explanation {}

    /// A reason of Kubernetes: what it means, and which causes it can be, the likelier first.
    ///
    /// @param meaning what it says by itself, as a whole sentence
    record OfReason(String reason, String meaning, List<Cause> causes) implements Explanation {
        public OfReason {
            causes = List.copyOf(causes);
        }
    }

    /// One message, decoded.
    record OfMessage(String message, Optional<String> reason, Reading reading)
            implements Explanation {}

    /// Whether anything is known: `explain` then ends with 0, else with 7.
    default boolean isKnown() {
        return switch (this) {
            case OfPage _, OfReason _ -> true;
            case OfMessage(String _, Optional<String> _, Reading reading) ->
                    switch (reading) {
                        case Reading.Known _, Reading.Harmless _ -> true;
                        case Reading.Unrecognised _ -> false;
                    };
        };
    }

    /// What a reason that Kubernetes writes says by itself, in any case of its letters: of a
    /// container, a condition or an event. Empty for a word that it does not use.
    static Optional<OfReason> ofReason(String word) {
        return Reason.parse(word).map(row -> row.explained(word));
    }
}
