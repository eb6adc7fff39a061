package dev.verdict.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What no honest recording exceeds, so that a dishonest one cannot fill memory or time.
final class Limits {
    static final int ENTRIES = 100_000;
    static final long FILE_BYTES = 512L * 1024 * 1024;
    static final long TOTAL_BYTES = 2L * 1024 * 1024 * 1024;
    static final int LONGEST_NAME = 4096;

    /// Logs and JSON shrink to a tenth or a twentieth; a bomb to a thousandth.
    static final int RATIO = 200;

    /// Below this nothing can hurt, whatever its ratio.
    static final long ALWAYS_ALLOWED = 64L * 1024 * 1024;

    private Limits() {}

    /// A stream that refuses to be longer than a file may be.
    static InputStream limited(InputStream in, long most) {
        return new FilterInputStream(in) {
            private long read;

            @Override
            public int read() throws IOException {
                int one = super.read();
                if (one >= 0) {
                    count(1);
                }
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    count(count);
                }
                return count;
            }

            private void count(int more) throws IOException {
                read += more;
                if (read > most) {
                    throw new Suspicious("has a file larger than " + most / 1024 / 1024 + " MiB");
                }
            }
        };
    }

    /// A name inside a bundle that stays inside it.
    static String checkedName(String name) throws Suspicious {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        boolean escapes =
                plain.startsWith("/")
                        || plain.contains("\\")
                        || plain.contains("\0")
                        || plain.matches("[A-Za-z]:.*")
                        || ("/" + plain + "/").contains("/../");
        if (escapes || plain.length() > LONGEST_NAME) {
            throw new Suspicious("has an entry whose path leads out of it");
        }
        return plain;
    }

    /// Something that no recording has and an attack may have.
    static final class Suspicious extends IOException {
        private static final long serialVersionUID = 1L;

        Suspicious(String what) {
            super(what);
        }
    }
}
