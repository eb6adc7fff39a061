package dev.verdict.core.circumstance;

import dev.verdict.core.finding.Fact;

import java.util.List;
import java.util.Locale;

/// A recognised fact that explains and never decides.
///
/// @param subject what it is about, where it is about something by name: a Service, a destination;
///   else empty
public record Circumstance(Code code, String subject, List<Fact> facts) {
    /// One word each, in the order in which they are reported.
    public enum Code {
        PLATFORM_GAVE_UP_EARLY,
        TROUBLE_SELF_RESOLVED,
        OLD_REVISION_SERVES,
        ROLLED_BACK,
        IMAGE_PATCHED_ON_POD,
        TAG_MOVED_SINCE_BUILD,
        IMAGE_GONE_FROM_REGISTRY,
        BUILD_RETRIED,
        PUSH_RETRYING,
        PARTIAL_PUSH,
        BUILD_KILLED_AFTER_PUSH,
        BUILD_STEP_KILLED,
        STEP_LOOKS_LIKE_NETWORK_FAULT,
        SERVICE_SELECTS_NOTHING,
        PROGRESS_DEADLINE_PASSED,
        EVENTS_EXPIRED,
        CONTAINER_RESTARTED,
        SIDECAR_FAILING,
        POD_EVICTED,
        POD_PREEMPTED;

        /// The word people and machines read: `PlatformGaveUpEarly`.
        public String word() {
            StringBuilder word = new StringBuilder();
            for (String part : name().split("_", -1)) {
                word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
            }
            return word.toString();
        }
    }

    public Circumstance {
        facts = List.copyOf(facts);
    }
}
