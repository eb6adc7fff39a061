package dev.verdict.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times and durations in words.
final class Times {
    private static final Duration DAY = Duration.ofDays(1);

    private Times() {}

    /// `02:54:03`.
    static String clock(Instant at) {
        return seconds(at).substring(11, 19);
    }

    /// `2026-11-23T02:54:03Z`.
    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// `02:54:03`, with the day before it when that is not the day of the other.
    static String near(Instant at, Instant other) {
        String full = seconds(at);
        return full.regionMatches(0, seconds(other), 0, 10)
                ? full.substring(11, 19)
                : full.substring(0, 10) + " " + full.substring(11, 19);
    }

    /// `02:54:03 UTC (2 h ago)`.
    static String withAge(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        String when = near(at, now) + " UTC ";
        if (age.isNegative()) {
            return when + "(in " + span(age.negated()) + ")";
        }
        return age.toSeconds() == 0 ? when + "(just now)" : when + "(" + span(age) + " ago)";
    }

    /// One unit, two where the smaller one matters: `27 s`, `4 min`, `1 h 5 min`, `3 d`.
    static String span(Duration time) {
        long s = time.plusMillis(500).toSeconds();
        if (s < 120) {
            return s + " s";
        }
        long min = s / 60;
        if (min < 10 && s % 60 != 0) {
            return min + " min " + s % 60 + " s";
        }
        if (min < 60) {
            return min + " min";
        }
        long h = min / 60;
        if (h < 10 && min % 60 != 0) {
            return h + " h " + min % 60 + " min";
        }
        return h < 48 ? h + " h" : h / 24 + " d";
    }

    /// As kubectl's AGE column: `27s`, `4m`, `2h`, `3d`.
    static String age(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        if (age.isNegative()) {
            return "0s";
        }
        long s = age.toSeconds();
        if (s < 120) {
            return s + "s";
        }
        if (s < 7200) {
            return s / 60 + "m";
        }
        return age.compareTo(DAY.multipliedBy(2)) < 0 ? s / 3600 + "h" : s / 86400 + "d";
    }

    /// `0.3 s`.
    static String took(Duration time) {
        long tenths = (time.toMillis() + 50) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
