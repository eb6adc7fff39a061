package dev.verdict.acceptance.recorded;

import dev.verdict.core.Verdict;
import dev.verdict.core.cause.Cause;
import dev.verdict.core.image.Digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A verdict in the words of the truth, so that both can be laid side by side.
record Judged(
        String verdict,
        String part,
        String stage,
        String cause,
        String owner,
        String confidence,
        String built,
        String running,
        List<String> circumstances) {
    static Judged of(Verdict verdict) {
        return new Judged(
                verdict.word().name(),
                verdict.part().word(),
                verdict.stage().word(),
                text(verdict.trouble().flatMap(t -> t.cause()).map(Cause::word)),
                verdict.owners().getFirst().word(),
                text(verdict.confidence().map(c -> c.name().toLowerCase(Locale.ROOT))),
                text(verdict.built().map(Digest::value)),
                text(verdict.running().map(Digest::value)),
                verdict.circumstances().stream().map(c -> c.code().word()).toList());
    }

    private static String text(Optional<String> value) {
        return value.orElse(Truth.NONE);
    }

    /// What is not as the truth says; empty when all is.
    List<String> differencesFrom(Truth truth) {
        List<String> differences = new ArrayList<>();
        compare(differences, "verdict", verdict, truth.verdict());
        compare(differences, "part", part, truth.part());
        compare(differences, "stage", stage, truth.stage());
        compare(differences, "cause", cause, truth.cause());
        compare(differences, "owner", owner, truth.owner());
        compare(differences, "confidence", confidence, truth.confidence());
        compare(differences, "builtDigest", built, truth.built());
        compare(differences, "runningDigest", running, truth.running());
        for (String wanted : truth.circumstances()) {
            if (!circumstances.contains(wanted)) {
                differences.add("circumstance missing: " + wanted);
            }
        }
        return differences;
    }

    private static void compare(
            List<String> differences, String what, String is, List<String> shouldBe) {
        if (!shouldBe.contains(is)) {
            differences.add(what + ": " + is + ", should be " + shouldBe);
        }
    }

    /// Circumstances that the truth does not ask for.
    List<String> further(Truth truth) {
        return circumstances.stream().filter(c -> !truth.circumstances().contains(c)).toList();
    }
}
