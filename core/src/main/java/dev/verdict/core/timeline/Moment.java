package dev.verdict.core.timeline;

import dev.verdict.core.observation.Source;

import java.time.Instant;

/// Something that happened at a known time.
///
/// @param detail what the report adds to the word: a message, a digest, a name; empty where nothing
public record Moment(Instant at, Clock clock, Happened what, String detail, Source source) {
    /// Whose clock wrote the time. Different clocks are ordered only when five seconds or more
    /// apart.
    public enum Clock {
        PLATFORM,
        CONTROL_PLANE,
        NODE,
        LOG;

        /// The word of the JSON.
        public String word() {
            return switch (this) {
                case PLATFORM -> "platform";
                case CONTROL_PLANE -> "control-plane";
                case NODE -> "node";
                case LOG -> "log";
            };
        }
    }

    /// What happened.
    public enum Happened {
        BUILD_REQUESTED,
        BUILDER_STARTED,
        PUSHED,
        BUILD_ENDED,
        BUILD_FAILED,
        PLATFORM_GAVE_UP,
        ROLLOUT_REQUESTED,
        POD_PLACED,
        CONTAINER_STARTED,
        CONTAINER_CRASHED,
        TROUBLE_SEEN,
        READY,
        JUDGED;

        /// Whether somebody asked for something, rather than that it happened.
        public boolean isRequest() {
            return this == BUILD_REQUESTED || this == ROLLOUT_REQUESTED;
        }
    }
}
