package dev.verdict.bundle;

import dev.verdict.bundle.Limits.Suspicious;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The files of a bundle by their path in it, wherever they are kept: in a folder, in a zip file
/// that stays open, or in memory as a tar archive was read once. Nothing is ever unpacked to disk,
/// so no path in an archive can lead anywhere.
final class Contents implements AutoCloseable {
    private static final int DEEPEST = 6;

    private final SequencedMap<String, Content> byPath;
    private final AutoCloseable source;

    private Contents(Map<String, Content> byPath, AutoCloseable source) {
        this.byPath = new TreeMap<>(byPath);
        this.source = source;
    }

    static Contents of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(4);
        }
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K') {
            return zip(path);
        }
        boolean isCompressed = start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
        long size = Files.size(path);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                InputStream tar = isCompressed ? new GZIPInputStream(file, 1 << 16) : file) {
            return new Contents(new TarArchive(tar, size).files(), () -> {});
        }
    }

    SequencedMap<String, Content> byPath() {
        return byPath;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing what was only read", e);
        }
    }

    /// Whether a bundle's reader may ever want a file of that name.
    static boolean isWanted(String path) {
        return path.endsWith(".json") || path.endsWith(".log") || path.endsWith(".log.error");
    }

    private static Contents folder(Path folder) throws IOException {
        Path root = folder.toRealPath();
        Map<String, Content> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root, DEEPEST)) {
            List<Path> found = walk.limit(Limits.ENTRIES + 1L).toList();
            if (found.size() > Limits.ENTRIES) {
                throw new Suspicious("holds more than " + Limits.ENTRIES + " files");
            }
            for (Path file : found) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (isWanted(name) && isInside(root, file)) {
                    files.put(
                            name,
                            () -> Limits.limited(Files.newInputStream(file), Limits.FILE_BYTES));
                }
            }
        }
        return new Contents(files, () -> {});
    }

    /// A link may lead to another file of the folder, and nowhere else.
    private static boolean isInside(Path root, Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        if (!file.toRealPath().startsWith(root)) {
            throw new Suspicious("has a link that leads out of it");
        }
        return Files.isRegularFile(file);
    }

    private static Contents zip(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            if (zip.size() > Limits.ENTRIES) {
                throw new Suspicious("holds more than " + Limits.ENTRIES + " files");
            }
            Map<String, Content> files = new TreeMap<>();
            long total = 0;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = Limits.checkedName(entry.getName());
                total += Math.max(0, entry.getSize());
                checkBomb(total, Files.size(path));
                if (!entry.isDirectory() && isWanted(name)) {
                    long most = mostOf(entry);
                    files.put(name, () -> Limits.limited(zip.getInputStream(entry), most));
                }
            }
            return new Contents(files, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// What the directory of a zip says may be a lie: it is held to it.
    private static long mostOf(ZipEntry entry) {
        long compressed = Math.max(1, entry.getCompressedSize());
        return Math.min(
                Limits.FILE_BYTES, Math.max(Limits.ALWAYS_ALLOWED, compressed * Limits.RATIO));
    }

    static void checkBomb(long expanded, long compressed) throws Suspicious {
        boolean isBomb =
                expanded > Limits.TOTAL_BYTES
                        || expanded > Limits.ALWAYS_ALLOWED
                                && expanded / Limits.RATIO > Math.max(1, compressed);
        if (isBomb) {
            throw new Suspicious("unpacks to far more than its size");
        }
    }
}
