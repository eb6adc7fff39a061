package dev.verdict.bundle;

import dev.verdict.bundle.Limits.Suspicious;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A tar archive, read once from front to back; what a bundle may need is kept in memory,
/// compressed.
///
/// The forms of ustar, pax (`path`, `size`) and GNU (long names) are understood. Links and devices
/// are refused: no recording has them.
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
final class TarArchive {
    private static final int BLOCK = 512;
    private static final int MOST_HEADER = 64 * 1024;

    /// More than this of compressed logs belongs into a folder.
    private static final long MOST_KEPT = 256L * 1024 * 1024;

    private final InputStream in;
    private final long archiveSize;
    private final Map<String, Content> files = new LinkedHashMap<>();
    private long expanded;
    private long kept;
    private String longName = "";
    private long longSize = -1;

    TarArchive(InputStream in, long archiveSize) {
        this.in = in;
        this.archiveSize = archiveSize;
    }

    Map<String, Content> files() throws IOException {
        byte[] header = new byte[BLOCK];
        int entries = 0;
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            if (++entries > Limits.ENTRIES) {
                throw new Suspicious("holds more than " + Limits.ENTRIES + " files");
            }
            checkSum(header);
            entry(header);
        }
        if (entries == 0) {
            throw new Suspicious("is no folder, no tar and no zip archive");
        }
        return files;
    }

    private void entry(byte[] header) throws IOException {
        long size = longSize >= 0 ? longSize : number(header, 124, 12);
        char type = (char) header[156];
        String name = longName.isEmpty() ? name(header) : longName;
        switch (type) {
            case 'x' -> pax(new String(small(size), StandardCharsets.UTF_8));
            case 'L' -> longName = untilZero(small(size), 0, (int) size);
            case 'g' -> skip(size);
            default -> {
                longName = "";
                longSize = -1;
                body(type, Limits.checkedName(name), size);
            }
        }
    }

    private void body(char type, String name, long size) throws IOException {
        switch (type) {
            case '0', '\0', '7' -> file(name, size);
            case '5' -> skip(size);
            case '1', '2', 'K' -> throw new Suspicious("has a link in it (" + name + ")");
            default -> throw new Suspicious("has an entry that is no file (" + name + ")");
        }
    }

    private void file(String name, long size) throws IOException {
        if (size > Limits.FILE_BYTES) {
            throw new Suspicious(
                    "has a file larger than " + Limits.FILE_BYTES / 1024 / 1024 + " MiB");
        }
        if (!Contents.isWanted(name)) {
            skip(size);
            return;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater)) {
            copy(size, out);
        } finally {
            deflater.end();
        }
        byte[] bytes = compressed.toByteArray();
        kept += bytes.length;
        if (kept > MOST_KEPT) {
            throw new Suspicious("is too large to be read packed");
        }
        files.put(name, () -> new InflaterInputStream(new ByteArrayInputStream(bytes)));
        padding(size);
    }

    private void copy(long size, DeflaterOutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long left = size;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("is cut off in the middle");
            }
            out.write(buffer, 0, count);
            left -= count;
            count(count);
        }
    }

    private byte[] small(long size) throws IOException {
        if (size < 0 || size > MOST_HEADER) {
            throw new Suspicious("has an entry with a monstrous name");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("is cut off in the middle");
        }
        padding(size);
        return bytes;
    }

    private void skip(long size) throws IOException {
        byte[] buffer = new byte[1 << 14];
        long left = size + (BLOCK - size % BLOCK) % BLOCK;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("is cut off in the middle");
            }
            left -= count;
            count(count);
        }
    }

    private void padding(long size) throws IOException {
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private void count(int bytes) throws Suspicious {
        expanded += bytes;
        Contents.checkBomb(expanded, archiveSize);
    }

    /// `LENGTH KEY=VALUE\n`, again and again.
    private void pax(String records) throws Suspicious {
        for (String line : records.split("\n", -1)) {
            int blank = line.indexOf(' ');
            int equals = line.indexOf('=');
            if (blank < 0 || equals < blank) {
                continue;
            }
            String value = line.substring(equals + 1);
            switch (line.substring(blank + 1, equals)) {
                case "path" -> longName = value;
                case "size" -> longSize = decimal(value);
                default -> {
                    // Owners, times and the like are nobody's business here.
                }
            }
        }
    }

    private static long decimal(String text) throws Suspicious {
        if (!text.matches("[0-9]{1,15}")) {
            throw new Suspicious("is a broken tar archive");
        }
        return Long.parseLong(text);
    }

    private static String name(byte[] header) {
        String name = untilZero(header, 0, 100);
        boolean isUstar = untilZero(header, 257, 6).startsWith("ustar");
        String prefix = isUstar ? untilZero(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String untilZero(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /// Octal digits, or with the first bit set a plain big-endian number.
    private static long number(byte[] header, int from, int length) throws Suspicious {
        if ((header[from] & 0x80) != 0) {
            long value = header[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                if (value > Long.MAX_VALUE >> 9) {
                    throw new Suspicious("is a broken tar archive");
                }
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = untilZero(header, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new Suspicious("is a broken tar archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static void checkSum(byte[] header) throws Suspicious {
        byte[] blank = header.clone();
        Arrays.fill(blank, 148, 156, (byte) ' ');
        long sum = 0;
        for (byte b : blank) {
            sum += b & 0xff;
        }
        String digits = untilZero(header, 148, 8).strip();
        if (!digits.matches("[0-7]{1,8}") || sum != Long.parseLong(digits, 8)) {
            throw new Suspicious("is no folder, no tar and no zip archive");
        }
    }
}
