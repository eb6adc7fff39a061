package dev.verdict.live;

import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process that holds a cluster open, with a request under way, until something ends it. With
/// `leave` it ends by itself, in order; with `enough` it says so and goes on living.
public final class Holding {
    private Holding() {}

    public static void main(String[] arguments) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        LiveCluster cluster =
                KubectlCluster.open(
                        Connection.with(arguments[0]), Optional.empty(), deadline, System.err);
        Thread request =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () ->
                                        cluster.get(
                                                Get.of("/api/v1/namespaces/team-a/pods"),
                                                deadline));
        System.out.println("ready");
        System.out.flush();
        if (List.of(arguments).contains("enough")) {
            cluster.enough();
            Thread.sleep(Duration.ofMinutes(1));
        } else if (List.of(arguments).contains("leave")) {
            cluster.close();
        } else {
            request.join();
            Thread.sleep(Duration.ofMinutes(1));
        }
    }
}
