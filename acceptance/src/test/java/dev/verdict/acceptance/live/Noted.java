package dev.verdict.acceptance.live;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A cluster that notes what it is asked. A client may send a request again when its connection was
/// closed under it; here each counts once.
record Noted(Cluster whole, List<Get> asked) implements Around {
    Noted(Cluster whole) {
        this(whole, new CopyOnWriteArrayList<>());
    }

    @Override
    public Answer get(Get get, Deadline deadline) {
        asked.add(get);
        return whole.get(get, deadline);
    }
}
