package dev.verdict.core.claim;

import dev.verdict.core.image.Digest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is asked: the subject, what a platform claims about it, and what the person asking has
/// fixed.
///
/// @param claim empty when nobody claimed a failure
public record Question(Subject subject, Optional<Claim> claim, Pins pins) {
    /// What replaces a guess.
    ///
    /// @param builds the builds meant; empty: find them
    /// @param noBuild there was no build
    public record Pins(
            List<NamedBuild> builds,
            boolean noBuild,
            Optional<Digest> digest,
            Optional<String> container,
            Optional<Duration> patience,
            Optional<Duration> buildPatience) {
        public Pins {
            builds = List.copyOf(builds);
        }

        public static Pins none() {
            return new Pins(
                    List.of(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// A build that was named: `--build [CONTAINER=][TYPE/]NAME`.
    public record NamedBuild(Optional<String> container, String kind, String name) {}
}
