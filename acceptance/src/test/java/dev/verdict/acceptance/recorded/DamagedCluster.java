package dev.verdict.acceptance.recorded;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.util.List;
import java.util.Optional;

/// Another cluster, whose answers are damaged on their way.
record DamagedCluster(Cluster whole, List<Damage> damages) implements Around {
    DamagedCluster {
        damages = List.copyOf(damages);
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        Answer answer = whole.get(get, deadline);
        // What is missing in an answer was missing before it set out; on its way it breaks once.
        for (Damage damage : damages.stream().filter(Damage::isWhole).toList()) {
            answer = damage.done(get, answer);
        }
        Optional<Damage> breaks =
                damages.stream().filter(d -> !d.isWhole() && d.hits().test(get)).findFirst();
        return breaks.isPresent() ? breaks.get().done(get, answer) : answer;
    }
}
