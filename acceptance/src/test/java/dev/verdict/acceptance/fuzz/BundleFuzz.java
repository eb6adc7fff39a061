package dev.verdict.acceptance.fuzz;

import dev.verdict.acceptance.Checkout;
import dev.verdict.bundle.Bundle;
import dev.verdict.bundle.UnusableBundle;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Claim;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.looks.Looks;
import dev.verdict.report.Footing;
import dev.verdict.report.JsonReport;
import dev.verdict.report.Opinion;
import dev.verdict.report.Style;
import dev.verdict.report.Table;
import dev.verdict.report.TextReport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A recording may come from anybody. It is opened or refused in one sentence, judged and printed;
/// nothing is written anywhere, and what is printed has no control characters and keeps its width.
///
/// The first byte says what the rest is: the bytes of a file, or edits of an honest recording that
/// is then laid down as a folder, a zip, or a tar archive.
public final class BundleFuzz {
    private static final String HONEST = "scenarios/a1-false-alarm-digest-ref/now";
    private static final Map<String, byte[]> FILES = files(Checkout.root().resolve(HONEST));
    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private BundleFuzz() {}

    /// The first judgement loads and instruments every class, which no input is to blame for.
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[] {1, 0});
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        try {
            Path place = Files.createTempDirectory("bundle-fuzz");
            try {
                Path recording = laidDown(place, input);
                List<Path> before = everything(place);
                judge(recording);
                if (!everything(place).equals(before)) {
                    throw new AssertionError("wrote to the disk");
                }
            } finally {
                for (Path path : everything(place).reversed()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void judge(Path recording) {
        try (Bundle bundle = Bundle.open(recording)) {
            Question question =
                    new Question(
                            new Subject("Deployment", "a1-false-alarm-digest-ref", "shop"),
                            Optional.of(
                                    new Claim(
                                            Optional.empty(),
                                            Optional.of(Instant.parse("2026-11-23T02:54:03Z")),
                                            Optional.of("deployment failed"))),
                            Question.Pins.none());
            try (Looks looks = new Looks(bundle, PLENTY, Optional.empty(), List.of())) {
                print(
                        SecondOpinion.on(
                                looks.evidence(
                                        looks.at(question.subject()), question, LogsWanted::in)));
            }
        } catch (UnusableBundle refusal) {
            if (String.valueOf(refusal.getMessage()).isBlank()) {
                throw new AssertionError("refused without a word", refusal);
            }
        }
    }

    private static void print(Verdict verdict) {
        Footing footing =
                new Footing(
                        new Footing.Recording("recording"),
                        1,
                        1,
                        Duration.ofMillis(300),
                        Optional.empty(),
                        "verdict");
        String screen = TextReport.of(verdict, footing, Style.plain());
        screen.chars()
                .filter(c -> c != '\n' && Character.isISOControl(c))
                .findFirst()
                .ifPresent(
                        c -> {
                            throw new AssertionError("prints U+" + Integer.toHexString(c));
                        });
        if (screen.lines().count() > ROWS || screen.lines().anyMatch(l -> l.length() > COLUMNS)) {
            throw new AssertionError("does not fit a screen:\n" + screen);
        }
        JsonReport.of(verdict, footing, Style.plain());
        JsonReport.yamlOf(Opinion.of(verdict), footing, Style.plain());
        Table.of(List.of(Opinion.of(verdict)), Style.plain(), true, true);
    }

    private static Path laidDown(Path place, byte[] input) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(input, 1, input.length - 1);
        return switch (input[0] & 3) {
            case 0 -> {
                byte[] raw = new byte[rest.remaining()];
                rest.get(raw);
                yield Files.write(place.resolve("raw"), raw);
            }
            case 1 -> folder(place.resolve("folder"), edited(rest));
            case 2 -> Files.write(place.resolve("it.zip"), zip(edited(rest)));
            default -> Files.write(place.resolve("it.tar.gz"), tar(edited(rest)));
        };
    }

    /// Each edit is a file, what to do, where, how long, and text; a file beyond those there are is
    /// a new one that the text names.
    private static Map<String, byte[]> edited(ByteBuffer edits) {
        Map<String, byte[]> files = new TreeMap<>(FILES);
        List<String> names = List.copyOf(files.keySet());
        while (edits.remaining() > 5) {
            int file = edits.get() & 0xff;
            int what = edits.get();
            int where = edits.getShort() & 0xffff;
            byte[] text = new byte[Math.min(edits.get() & 0xff, edits.remaining())];
            edits.get(text);
            if (file >= names.size()) {
                files.put(new String(text, StandardCharsets.UTF_8), FILES.get("pods.json"));
            } else {
                files.computeIfPresent(names.get(file), (_, old) -> edit(old, what, where, text));
            }
        }
        return files;
    }

    private static byte[] edit(byte[] old, int what, int where, byte[] text) {
        int at = old.length == 0 ? 0 : where % old.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(old, 0, at);
        switch (what & 3) {
            case 0 -> out.writeBytes(text);
            case 1 -> {
                out.writeBytes(text);
                out.write(old, at, old.length - at);
            }
            case 2 -> {
                out.writeBytes(text);
                int from = Math.min(old.length, at + text.length);
                out.write(old, from, old.length - from);
            }
            default -> {
                // A value is replaced: what stands between two quotes.
                int open = Math.min(old.length, next(old, at) + 1);
                int close = next(old, open);
                out.write(old, at, Math.max(0, open - at));
                out.writeBytes(text);
                out.write(old, close, old.length - close);
            }
        }
        return out.toByteArray();
    }

    private static int next(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at++;
        }
        return Math.min(at, Math.max(0, bytes.length - 1));
    }

    private static Path folder(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectory(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().matches("[A-Za-z0-9./_-]{1,200}") && !file.getKey().contains("..")) {
                Path path = folder.resolve("./" + file.getKey()).normalize();
                try {
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                } catch (IOException _) {
                    // A folder has that name already.
                }
            }
        }
        return folder;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
                ByteBuffer header = ByteBuffer.allocate(512);
                header.put(name, 0, Math.min(100, name.length));
                header.put(124, octal(file.getValue().length, 11));
                header.put(148, "        ".getBytes(StandardCharsets.US_ASCII));
                int sum = 0;
                for (byte b : header.array()) {
                    sum += b & 0xff;
                }
                header.put(148, octal(sum, 7));
                zip.write(header.array());
                zip.write(file.getValue());
                zip.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            zip.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static byte[] octal(int value, int digits) {
        String text = Integer.toOctalString(value);
        return ("0".repeat(digits - text.length()) + text + "\0")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, byte[]> files(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (Path path : everything(folder)) {
                if (Files.isRegularFile(path)) {
                    files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().toList();
        }
    }
}
