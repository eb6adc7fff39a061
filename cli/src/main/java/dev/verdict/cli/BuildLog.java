package dev.verdict.cli;

import dev.verdict.core.build.BuildReport;
import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.build.KanikoTranscript;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.looks.asking.LogAtHand;
import dev.verdict.report.BuildLogReport;
import dev.verdict.report.Style;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `verdict log`: what a builder's log, and its exit code where somebody knows it, say about the
/// push.
final class BuildLog {
    private BuildLog() {}

    static Reply run(Given given, Surroundings surroundings) throws Refusal {
        Format format = Format.ofText(given);
        Style style = Style.plain().withColour(Colour.isWanted(given, surroundings));
        OptionalInt exitCode = exitCode(given);
        KanikoRun run = run(given);
        KanikoTranscript transcript = transcript(given, surroundings, run);
        BuildReport report = BuildReport.of(transcript, run, exitCode);
        Optional<String> builder = transcript.lastOwnLine().map(_ -> "kaniko");
        return Reply.of(
                switch (format) {
                    case JSON -> BuildLogReport.json(report, builder, style);
                    case YAML -> BuildLogReport.yaml(report, builder, style);
                    case TABLE, WIDE, NAME ->
                            BuildLogReport.of(report, builder, style, surroundings.invokedAs());
                },
                code(report).number());
    }

    /// How the command ends; one code of its own, which no other command has.
    private enum Code {
        PUSHED(0),
        NOT_PUSHED(1),
        CANNOT_TELL(7);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    private static Code code(BuildReport report) {
        return switch (report.outcome()) {
            case PUSHED -> Code.PUSHED;
            case NOT_PUSHED -> Code.NOT_PUSHED;
            case PUSHED_DIGEST_UNKNOWN, UNSEEN -> Code.CANNOT_TELL;
        };
    }

    private static OptionalInt exitCode(Given given) throws Refusal {
        Optional<String> text = given.value("--exit-code");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("[0-9]{1,3}")) {
            int code = Integer.parseInt(text.get());
            if (code <= 255) {
                return OptionalInt.of(code);
            }
        }
        throw Refusal.usage(
                "--exit-code "
                        + Text.quoted(text.get())
                        + " is not an exit code; write a number from 0 to 255");
    }

    private static KanikoRun run(Given given) throws Refusal {
        List<ImageReference> destinations = new ArrayList<>();
        for (String text : given.values("--destination")) {
            destinations.add(
                    ImageReference.parse(text)
                            .orElseThrow(
                                    () ->
                                            Refusal.usage(
                                                    "--destination "
                                                            + Text.quoted(text)
                                                            + " is not an image; write it like"
                                                            + " registry.example:5000/team/shop:1")));
        }
        return destinations.isEmpty() ? KanikoRun.unknown() : KanikoRun.to(destinations);
    }

    private static KanikoTranscript transcript(
            Given given, Surroundings surroundings, KanikoRun run) throws Refusal {
        if (given.words().size() > 1) {
            throw Refusal.usage(
                    "log reads one log; leave out " + Text.quoted(given.words().get(1)));
        }
        Optional<String> file =
                given.words().stream().filter(word -> !word.equals("-")).findFirst();
        if (file.isEmpty()) {
            if (surroundings.isInTerminal()) {
                throw Refusal.usage(
                        "a log is missing; name its file, or write kubectl logs POD | "
                                + surroundings.invokedAs()
                                + " log");
            }
            return read("standard input", surroundings.in(), run);
        }
        String name = Text.plain(file.get());
        try (InputStream log = Files.newInputStream(path(file.get()))) {
            return read(name, log, run);
        } catch (NoSuchFileException _) {
            throw Refusal.unavailable(name + " does not exist; check the path");
        } catch (AccessDeniedException _) {
            throw Refusal.unavailable(name + " may not be read; check its permissions");
        } catch (IOException e) {
            throw Refusal.unavailable(name + " cannot be read (" + reason(e) + "); check the path");
        }
    }

    private static Path path(String file) throws Refusal {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException _) {
            throw Refusal.unavailable(Text.quoted(file) + " is not a path; check it");
        }
        if (Files.isDirectory(path)) {
            throw Refusal.unavailable(Text.plain(file) + " is a folder; name the log's file in it");
        }
        return path;
    }

    private static KanikoTranscript read(String name, InputStream log, KanikoRun run)
            throws Refusal {
        Observation<KanikoTranscript> seen;
        try {
            seen = LogAtHand.read(log, run);
        } catch (IOException e) {
            throw Refusal.unavailable(name + " cannot be read (" + reason(e) + "); fetch it again");
        }
        return switch (seen) {
            case Observation.Seen<KanikoTranscript>(KanikoTranscript transcript) -> transcript;
            case Observation.Unavailable<KanikoTranscript>(Gap gap) ->
                    throw Refusal.unavailable(
                            name + " holds no log (" + Gaps.spoken(gap) + "); fetch it again");
            case Observation.Absent<KanikoTranscript> _ ->
                    throw new IllegalStateException("a log is at hand");
        };
    }

    private static String reason(IOException e) {
        return Text.plain(String.valueOf(e.getMessage()));
    }
}
