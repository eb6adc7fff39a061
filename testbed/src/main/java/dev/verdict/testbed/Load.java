package dev.verdict.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `testbed/load FOLDER`: a real API server with one recorded moment in it, for trying things by
/// hand, until its standard input ends.
public final class Load {
    private Load() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length == 1 ? arguments[0] : "");
        if (!Files.exists(folder.resolve("recording.json"))) {
            System.err.println(
                    "testbed/load: give it the folder of one recorded moment (with recording.json),"
                            + " such as scenarios/a1-false-alarm-digest-ref/now.");
            System.exit(64);
        }
        Programs programs = Programs.ofCheckout();

        try (RecordedCluster cluster = RecordedCluster.start(programs)) {
            cluster.load(folder);
            System.out.println("export KUBECONFIG=" + cluster.plane().kubeconfig());
            System.out.println("# serves until Ctrl-D");
            untilTheEnd();
        }
    }

    private static void untilTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            // What is typed means nothing.
        }
    }
}
