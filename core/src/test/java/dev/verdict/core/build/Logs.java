package dev.verdict.core.build;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;

import java.util.List;
import java.util.Map;

/// The vocabulary of this package's tests: logs as Kaniko writes them.
final class Logs {
    static final String R = "registry.example.com/myapp/function";
    static final Digest D1 = new Digest("sha256:" + "1".repeat(64));
    static final Digest D2 = new Digest("sha256:" + "2".repeat(64));
    static final Digest CACHED = new Digest("sha256:" + "c".repeat(64));
    static final String KEY = "abcdef0123456789".repeat(4);

    private Logs() {}

    /// A log whose lines beginning with `+` are the builder's own, in its default colours.
    static KanikoTranscript read(KanikoRun run, String text) {
        KanikoLog log = new KanikoLog(run);
        if (!text.isEmpty()) {
            named(text).lines().map(Logs::coloured).forEach(log::line);
        }
        return log.end(false);
    }

    /// Replaces the tables' short names.
    static String named(String text) {
        return text.replace("{R}", R)
                .replace("{D1}", D1.value())
                .replace("{D2}", D2.value())
                .replace("{DC}", CACHED.value())
                .replace("{KEY2}", "9".repeat(64))
                .replace("{KEY}", KEY);
    }

    static String coloured(String line) {
        return line.startsWith("+")
                ? "\u001b[36mINFO\u001b[0m[0007] %-44s ".formatted(line.substring(1))
                : line.startsWith("!")
                        ? "\u001b[33mWARN\u001b[0m[0007] %-44s ".formatted(line.substring(1))
                        : line;
    }

    static KanikoRun run(String... args) {
        return KanikoRun.parse(
                List.of(), List.of(args).stream().map(Logs::named).toList(), Map.of());
    }

    static ImageReference reference(String text) {
        return ImageReference.parse(named(text)).orElseThrow();
    }

    /// The outcome in one line, as the tables of the tests write it.
    static String said(LogOutcome outcome) {
        return switch (outcome) {
            case LogOutcome.PushedTo(var pushes, var confidence, var elsewhere) ->
                    "pushed "
                            + String.join(
                                    " ",
                                    pushes.stream()
                                            .map(
                                                    p ->
                                                            abbreviated(p.destination().text())
                                                                    + "="
                                                                    + abbreviated(
                                                                            p.digest().value()))
                                            .toList())
                            + " "
                            + confidence.word()
                            + elsewhere
                                    .flatMap(ErrorLine::diagnosis)
                                    .map(d -> ", not elsewhere: " + d.cause().word())
                                    .orElse("");
            case LogOutcome.PushedDigestUnknown(boolean unclear) ->
                    unclear ? "digest unclear" : "digest unknown";
            case LogOutcome.NotPushed(var diagnosis, _, var confidence, _) ->
                    "not pushed "
                            + diagnosis.map(d -> d.cause().word()).orElse("-")
                            + " "
                            + confidence.word();
            case LogOutcome.NothingPushed _ -> "told not to push";
            case LogOutcome.KilledAfterPush _ -> "killed after push";
            case LogOutcome.Unseen(var why) -> "unseen " + why;
        };
    }

    private static String abbreviated(String text) {
        return text.replace(R, "R")
                .replace(D1.value(), "D1")
                .replace(D2.value(), "D2")
                .replace(CACHED.value(), "DC");
    }
}
