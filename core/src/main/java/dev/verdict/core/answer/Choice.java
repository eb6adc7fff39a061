package dev.verdict.core.answer;

import dev.verdict.core.observation.Gap;

import java.util.List;
import java.util.Locale;

/// Which build is the attempt's.
public sealed interface Choice {
    /// How a build was found, in the words of the JSON.
    enum FoundBy {
        FLAG,
        OWNER,
        LABEL,
        DESTINATION,
        DIGEST,
        NAME;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// This one.
    ///
    /// @param others further builds of the same repository
    record Chosen(BuildRun build, FoundBy foundBy, List<BuildRun> others) implements Choice {}

    /// There was none.
    record None() implements Choice {}

    /// Could not be found out.
    ///
    /// @param known whether there is known to be one
    /// @param candidates whether other builds of the same repository are there
    record Unknown(Gap gap, boolean known, boolean candidates) implements Choice {}
}
