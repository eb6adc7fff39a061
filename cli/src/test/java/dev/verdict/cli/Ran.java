package dev.verdict.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/// One run of the command.
record Ran(int code, String out, String err) {
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

    static Ran of(String... arguments) {
        return in(nobodyWatches(""), arguments);
    }

    /// With something on the standard input.
    static Ran reading(String in, String... arguments) {
        return in(nobodyWatches(in), arguments);
    }

    static Ran in(Surroundings surroundings, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Main.run(
                        arguments,
                        surroundings,
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8));
        return new Ran(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// `check` on a recording of `src/test/resources`.
    static Ran check(String recording, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "check";
        all[1] = "--from";
        all[2] = recording(recording);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return of(all);
    }

    static String recording(String name) {
        return RECORDINGS.resolve(name).toString();
    }

    static Surroundings nobodyWatches(String in) {
        InputStream bytes = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        return new Surroundings(
                "verdict",
                bytes,
                false,
                false,
                false,
                false,
                false,
                Optional.empty(),
                () -> ZoneId.of("Europe/Berlin"));
    }
}
