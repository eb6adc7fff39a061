package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `verdict log`, from a file and from standard input.
class LogTest {
    private static final Path LOG =
            Path.of("src/test/resources/recordings/shop/logs/build-shop-bw86n/kaniko.log");

    private static final String FAILED =
            """
            INFO[0001] Retrieving image manifest golang:1.99
            error building image: GET https://index.docker.io/v2/library/golang/manifests/1.99: \
            MANIFEST_UNKNOWN: manifest unknown
            """;

    @Test
    void findsWhatWasPushed() {
        Ran ran = Ran.of("log", LOG.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("PUSHED (inferred)   kaniko\n")
                .contains("team/shop:rev-1");
    }

    @Test
    void saysTheSameOfStandardInput() throws IOException {
        Ran file = Ran.of("log", LOG.toString(), "-o", "json");
        String text = Files.readString(LOG);
        assertThat(Ran.reading(text, "log", "-o", "json")).isEqualTo(file);
        assertThat(Ran.reading(text, "log", "-", "-o", "json")).isEqualTo(file);
        assertThat(Ran.of("log", LOG.toString(), "-o", "yaml").out())
                .startsWith("apiVersion: verdict.dev/v1\nkind: BuildLog\nbuilder: kaniko\n");
    }

    @Test
    void isCertainWithTheExitCode() {
        assertThat(Ran.of("log", LOG.toString(), "--exit-code", "0", "-o", "json").out())
                .contains("\"outcome\": \"Pushed\",\n    \"confidence\": \"proven\"");
        Ran elsewhere = Ran.of("log", LOG.toString(), "--destination", "other.example/x:1");
        assertThat(elsewhere.code()).isNotZero();
        Ran there =
                Ran.of(
                        "log",
                        LOG.toString(),
                        "--destination",
                        "registry.test:5000/team/shop:rev-1");
        assertThat(there.code()).isZero();
    }

    @Test
    void endsWithOneWhereNothingWasPushed() {
        Ran ran = Ran.reading(FAILED, "log", "--exit-code", "1", "-o", "json");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("\"outcome\": \"NotPushed\"", "\"cause\": \"BaseImageNotFound\"");
    }

    @Test
    void endsWithSevenWhereTheLogDoesNotSay() {
        assertThat(Ran.reading("", "log").code()).isEqualTo(7);
        assertThat(Ran.reading("INFO[0001] Taking snapshot of full filesystem...\n", "log").code())
                .isEqualTo(7);
    }

    @Test
    void asksForALogWhereSomebodyWouldHaveToTypeIt() {
        Surroundings nobody = Ran.nobodyWatches("");
        Surroundings terminal =
                new Surroundings(
                        "kubectl verdict",
                        nobody.in(),
                        true,
                        true,
                        true,
                        false,
                        false,
                        Optional.empty(),
                        nobody.zone());
        assertThat(Ran.in(terminal, "log"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "verdict: a log is missing; name its file, or write kubectl logs"
                                        + " POD | kubectl verdict log\n"));
    }

    @Test
    void saysWhenStandardInputCannotBeRead() {
        InputStream broken =
                new Failing(
                        () -> {
                            throw new IOException("Input/output error");
                        });
        assertThat(Ran.in(Surroundings.of(broken), "log"))
                .isEqualTo(
                        new Ran(
                                69,
                                "",
                                "verdict: standard input cannot be read (Input/output error); fetch"
                                        + " it again\n"));
    }

    @Test
    void needsNoMoreMemoryForAHugeLog() {
        InputStream huge =
                new Repeated("INFO[0001] RUN make\nsome output of a step\n", 200_000_000L);
        long before = used();
        int code = Main.run(new String[] {"log"}, Surroundings.of(huge), nowhere(), nowhere());
        assertThat(code).isEqualTo(7);
        assertThat(used() - before).isLessThan(50_000_000L);
    }

    /// A cluster's answer ends at 512 MiB; what somebody has on disk does not.
    @Test
    void readsALogOfAnySize() {
        String step = "INFO[0001] RUN make\n" + "x".repeat(200_000) + "\n";
        InputStream huge = new Repeated(step, 700L * 1024 * 1024);
        Ran ran = Ran.in(Surroundings.of(huge), "log", "-o", "json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.out()).contains("\"outcome\": \"Unseen\"");
    }

    @Test
    void saysOfItsOwnFaultsThatTheyAre() {
        InputStream fault =
                new Failing(
                        () -> {
                            throw new IllegalStateException("no such state");
                        });
        Ran ran = Ran.in(Surroundings.of(fault), "log");
        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                70,
                                "",
                                "verdict: internal error (IllegalStateException: no such state);"
                                        + " this is a bug: please report it with what"
                                        + " VERDICT_DEBUG=1 prints beside it\n"));
        Surroundings nobody = Surroundings.of(fault);
        Surroundings debugging =
                new Surroundings(
                        "verdict",
                        fault,
                        false,
                        false,
                        false,
                        false,
                        true,
                        Optional.empty(),
                        nobody.zone());
        assertThat(Ran.in(debugging, "log").err())
                .startsWith(ran.err() + "java.lang.IllegalStateException: no such state\n\tat ");
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private interface Failure {
        int happen() throws IOException;
    }

    /// Cannot be read.
    private static final class Failing extends InputStream {
        private final Failure failure;

        Failing(Failure failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            return failure.happen();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return failure.happen();
        }
    }

    /// One text again and again.
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private long left;
        private int at;

        Repeated(String text, long length) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            for (int i = 0; i < count; i++) {
                bytes[offset + i] = text[at];
                at = (at + 1) % text.length;
            }
            left -= count;
            return count;
        }
    }
}
