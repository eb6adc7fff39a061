package dev.verdict.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One formatter decides how Java looks here; `dev/format` applies what this test checks.
class FormatTest {

    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    @Test
    void everyJavaFileIsFormatted() throws IOException {
        Path root = Checkout.root();
        List<Path> sources = javaFilesBelow(root);
        List<Path> unformatted =
                sources.parallelStream()
                        .filter(source -> !isFormatted(source))
                        .map(root::relativize)
                        .sorted()
                        .toList();

        assertThat(sources).as("files found").isNotEmpty();
        assertThat(unformatted).as("run dev/format: these files are not formatted").isEmpty();
    }

    private static boolean isFormatted(Path source) {
        try {
            String text = Files.readString(source);
            return FORMATTER.formatSourceAndFixImports(text).equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new AssertionError("the formatter cannot read " + source, e);
        }
    }

    private static List<Path> javaFilesBelow(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return NOT_OURS.contains(directory.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.getFileName().toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
