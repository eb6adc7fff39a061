package dev.verdict.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs folders as people do, and archives as attackers do.
final class Archives {
    private static final int BLOCK = 512;

    private Archives() {}

    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static void tar(Path folder, String top, Path tar) throws IOException {
        try (OutputStream out = Files.newOutputStream(tar)) {
            for (Path file : files(folder)) {
                String name = top + folder.relativize(file);
                out.write(entry(name, '0', Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    static void tarOf(Path tar, byte[]... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(tar)) {
            for (byte[] entry : entries) {
                out.write(entry);
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    /// A header and a body, each a byte a character.
    static byte[] entry(String name, char type, String body) throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(header(name, type, body.length()));
        entry.write(body.getBytes(StandardCharsets.ISO_8859_1));
        entry.write(new byte[(BLOCK - body.length() % BLOCK) % BLOCK]);
        return entry.toByteArray();
    }

    private static byte[] header(String name, char type, int length) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, String.format("%011o\0", length));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    /// Eighty megabytes of blanks.
    private static void blanks(OutputStream out) throws IOException {
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 80; i++) {
            out.write(blanks);
        }
    }

    static void tarBomb(Path tgz) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tgz))) {
            out.write(header("pods.json", '0', 80 << 20));
            blanks(out);
            out.write(new byte[2 * BLOCK]);
        }
    }

    static void zipBomb(Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("pods.json"));
            blanks(out);
        }
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    static void gzip(Path from, Path to) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(from, out);
        }
    }

    static void zip(Path folder, String top, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files(folder)) {
                out.putNextEntry(new ZipEntry(top + folder.relativize(file)));
                Files.copy(file, out);
            }
        }
    }

    static void zipOf(Path zip, String name, String body) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(body.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
