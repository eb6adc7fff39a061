package dev.verdict.report;

import dev.verdict.core.cause.Cause;
import dev.verdict.core.circumstance.Circumstance;
import dev.verdict.core.verdict.Word;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages of causes, circumstances and verdicts, as they are under `docs/`; packaged with the
/// product.
public final class Pages {
    private Pages() {}

    /// One page.
    ///
    /// @param word as it is written: `ImageNotFound`, `FALSE_ALARM`
    /// @param title the heading of the list it stands under
    public record Page(String word, String title, String text) {}

    /// Reads a word in any case, with or without blanks and dashes: `imagenotfound`, `false alarm`.
    public static Optional<Page> of(String word) {
        String plain = plain(word);
        return words().filter(w -> plain(w.word()).equals(plain)).findFirst().flatMap(Pages::read);
    }

    private record Entry(String word, String title, String folder) {}

    private static String plain(String word) {
        StringBuilder plain = new StringBuilder();
        word.chars()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> plain.append(Character.toLowerCase((char) c)));
        return plain.toString();
    }

    private static Stream<Entry> words() {
        List<Entry> all = new ArrayList<>();
        Arrays.stream(Word.values())
                .forEach(w -> all.add(new Entry(w.name(), "Verdicts", "verdicts")));
        all.add(new Entry("HEALTHY", "Verdicts", "verdicts"));
        Arrays.stream(Cause.values())
                .forEach(c -> all.add(new Entry(c.word(), "Causes", "causes")));
        Arrays.stream(Circumstance.Code.values())
                .forEach(c -> all.add(new Entry(c.word(), "Circumstances", "circumstances")));
        return all.stream();
    }

    private static Optional<Page> read(Entry entry) {
        String path = "pages/" + entry.folder() + "/" + entry.word() + ".md";
        try (InputStream in = Pages.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new Page(
                                    entry.word(),
                                    entry.title(),
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /// Every word that has a page, under its heading: what `verdict explain` prints when asked for
    /// nothing.
    public static String list(Style style) {
        StringBuilder list = new StringBuilder();
        String title = "";
        for (Entry entry : words().toList()) {
            if (!entry.title().equals(title)) {
                list.append(title.isEmpty() ? "" : "\n")
                        .append(Paint.STRONG.of(entry.title(), style.colour()))
                        .append('\n');
                title = entry.title();
            }
            String says = says(entry.word());
            String line = "  " + Cut.pad(entry.word(), says.isEmpty() ? 0 : 28) + says;
            list.append(Cut.end(line, style.width()).stripTrailing()).append('\n');
        }
        return list.append("\nverdict explain WORD prints its page.\n").toString();
    }

    private static String says(String word) {
        return Cause.parse(word).map(c -> CauseWords.of(c).says()).orElse("");
    }
}
