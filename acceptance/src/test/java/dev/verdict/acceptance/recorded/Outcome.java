package dev.verdict.acceptance.recorded;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One moment, judged whole and damaged.
///
/// @param asked `named` when the build was named, else `plain`
record Outcome(
        RecordedMoment moment, String asked, List<Damage> damages, Opinion before, Opinion after) {
    /// What damage did to a verdict; the last five are wrong.
    enum Effect {
        NOTHING,
        OTHER_CIRCUMSTANCES,
        LESS_PRECISE,
        LESS_SURE,
        INCONCLUSIVE,
        EXCEPTION_LOG_GONE,
        EXCEPTION_BUILDS_UNLISTED,
        EXCEPTION_NO_TRACE,
        OTHER_CAUSE,
        OTHER_OWNER,
        SURER,
        OTHER_VERDICT,
        ACQUITTED;

        boolean isWrong() {
            return compareTo(OTHER_CAUSE) >= 0;
        }

        boolean isException() {
            return compareTo(EXCEPTION_LOG_GONE) >= 0 && compareTo(EXCEPTION_NO_TRACE) <= 0;
        }
    }

    /// What is left of a cause when what names it exactly is not seen; both are true.
    private static final Map<String, String> LESS_PRECISE_CAUSES =
            Map.of(
                    // The line of the log; that it crashes stands in its state.
                    "WrongArchitecture", "ContainerCrashes",
                    // The event of the kill; the same.
                    "LivenessProbeKills", "ContainerCrashes",
                    "StartupProbeFailing", "ContainerCrashes",
                    // The event about the secret; the registry's refusal stands in the state.
                    "PullSecretMissing", "ImagePullUnauthorized",
                    // The event of the refusal; that there is no pod is state.
                    "PolicyDenied", "PodNotCreated",
                    // The node, whose taint the scheduler does not always name.
                    "NodePressure", "UntoleratedTaint");

    private static final Set<String> ROWS_OF_NEWEST_REVISION =
            Set.of("WORKLOAD_FAILING", "WORKLOAD_BLOCKED", "WORKLOAD_CONVERGING");

    Effect effect() {
        if (after.is("FALSE_ALARM") && !moment.truth().verdict().contains("FALSE_ALARM")) {
            return Effect.ACQUITTED;
        }
        if (before.judged().equals(after.judged()) && before.owners().equals(after.owners())) {
            return Effect.NOTHING;
        }
        if (after.is("INCONCLUSIVE")) {
            return Effect.INCONCLUSIVE;
        }
        if (!after.is(before.judged().verdict())
                || !after.judged().part().equals(before.judged().part())) {
            return exception();
        }
        if (before.isInferred() && !after.isInferred()) {
            return Effect.SURER;
        }
        if (isOther(before.judged().cause(), after.judged().cause())) {
            return Effect.OTHER_CAUSE;
        }
        boolean isNobodys = after.judged().cause().equals(Truth.NONE) && after.is("IN_PROGRESS");
        if (!isNobodys && !after.owners().containsAll(before.owners())) {
            return Effect.OTHER_OWNER;
        }
        if (!before.judged().confidence().equals(after.judged().confidence())) {
            return Effect.LESS_SURE;
        }
        return isAsPrecise() ? Effect.OTHER_CIRCUMSTANCES : Effect.LESS_PRECISE;
    }

    private boolean isAsPrecise() {
        Judged was = before.judged();
        Judged is = after.judged();
        return was.cause().equals(is.cause())
                && before.owners().equals(after.owners())
                && was.stage().equals(is.stage())
                && was.built().equals(is.built())
                && was.running().equals(is.running());
    }

    private static boolean isOther(String was, String is) {
        return !is.equals(Truth.NONE)
                && !is.equals(was)
                && !LESS_PRECISE_CAUSES.getOrDefault(was, "").equals(is);
    }

    /// The three that the contract names, each by what it says of itself.
    private Effect exception() {
        if (!after.isInferred() || moment.truth().verdict().equals(List.of("FALSE_ALARM"))) {
            return Effect.OTHER_VERDICT;
        }
        if (after.row().equals("BUILD_FAILED")
                && damages.stream().anyMatch(Outcome::takesLog)
                && damages.stream().noneMatch(Outcome::takesBuilds)) {
            return Effect.EXCEPTION_LOG_GONE;
        }
        if (ROWS_OF_NEWEST_REVISION.contains(after.row())
                && damages.stream().anyMatch(Outcome::takesBuilds)) {
            return Effect.EXCEPTION_BUILDS_UNLISTED;
        }
        boolean isRemoved = damages.stream().anyMatch(d -> d.kind().equals(Damages.JOB_GONE));
        boolean isForgotten = damages.stream().anyMatch(d -> d.what().contains("events"));
        return isRemoved && isForgotten ? Effect.EXCEPTION_NO_TRACE : Effect.OTHER_VERDICT;
    }

    private static boolean takesLog(Damage damage) {
        return damage.what().contains("log");
    }

    private static boolean takesBuilds(Damage damage) {
        return !damage.kind().equals(Damages.JOB_GONE)
                && (damage.what().contains("jobs") || damage.what().contains("everything"));
    }

    @Override
    public String toString() {
        return effect()
                + " | "
                + moment.name()
                + " "
                + asked
                + " | "
                + damages
                + " | "
                + before
                + " -> "
                + after
                + " | "
                + after.why();
    }
}
