package dev.verdict.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.live.stub.Misbehaviour;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The contract through the machine's own kubectl.
final class KubectlClusterIT extends ClusterContract {
    @Override
    Transport way() {
        return Transport.KUBECTL;
    }

    @Override
    void assumePossible() {
        assumeTrue(KubectlCluster.whyNot().isEmpty(), () -> KubectlCluster.whyNot().orElse(""));
    }

    /// By the time it asks again kubectl has logged in again.
    @Test
    void asksOnceMoreWhenALoginEndsInTheMiddle() {
        AtomicInteger refused = new AtomicInteger();
        assertThat(status()).isEqualTo(200);
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS) && refused.getAndIncrement() == 0,
                Misbehaviour.status(401, "Unauthorized", "Unauthorized"));

        assertThat(status()).isEqualTo(200);
        assertThat(refused).hasValue(2);
    }

    @Test
    void doesNotInsistWhereALoginIsRefusedAgain() {
        AtomicInteger refused = new AtomicInteger();
        assertThat(status()).isEqualTo(200);
        server.misbehave(
                call -> call.path().equals(TinyMoment.PODS) && refused.incrementAndGet() > 0,
                Misbehaviour.status(401, "Unauthorized", "Unauthorized"));

        assertThat(status()).isEqualTo(401);
        assertThat(refused).hasValue(2);
    }

    private int status() {
        Answer answer = cluster.get(Get.of(TinyMoment.PODS), Deadline.in(Duration.ofMinutes(1)));
        return answer instanceof Answer.Response response ? response.status() : 0;
    }
}
