package dev.verdict.acceptance.live;

import dev.verdict.live.stub.Call;
import dev.verdict.looks.cluster.Get;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one check may ask for, held against what it asked.
final class Budget {
    /// A Deployment with one build that pushed: its log is one of them.
    private static final int DEPLOYMENT = 9;

    /// Whoever may own a pod or ask for a build is looked through when a pod, a Job or a ReplicaSet
    /// is asked about.
    private static final int ANY_OTHER_KIND = 12;

    private static final int FURTHER_NAMESPACE = 3;
    private static final int FURTHER_LOGS = 4;
    private static final String NODES = "/api/v1/nodes";

    private Budget() {}

    /// What was asked too much; empty when nothing was.
    ///
    /// @param calls as they came to the server
    /// @param isMissing whether the subject is not there
    static List<String> excess(LiveMoment moment, List<Call> calls, boolean isMissing) {
        return excessOf(
                moment,
                calls.stream()
                        // A kubectl that chooses its own version asks for the server's.
                        .filter(call -> !call.path().equals("/version"))
                        .map(call -> new Get(call.path(), new TreeMap<>(call.query())))
                        .toList(),
                isMissing);
    }

    /// The same for what was asked, before any client repeated it on a fresh connection.
    static List<String> excessOf(LiveMoment moment, List<Get> gets, boolean isMissing) {
        List<String> asked = gets.stream().map(get -> get.path() + "?" + get.query()).toList();
        List<String> excess = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        asked.stream().filter(line -> !seen.add(line)).forEach(it -> excess.add("twice: " + it));

        long logs = asked.stream().filter(line -> line.contains("/log?")).count();
        long further = Math.max(0, logs - 1);
        if (further > FURTHER_LOGS) {
            excess.add("logs: " + logs);
        }
        long allowed =
                (moment.subject().kind().equals("Deployment") ? DEPLOYMENT : ANY_OTHER_KIND)
                        + further
                        + FURTHER_NAMESPACE * (long) moment.buildNamespaces().size()
                        + (isMissing ? 1 : 0);
        if (asked.size() > allowed) {
            excess.add(asked.size() + " requests, allowed are " + allowed + ": " + asked);
        }

        List<String> nodes =
                gets.stream().map(Get::path).filter(path -> path.startsWith(NODES)).toList();
        if (nodes.size() > 1) {
            excess.add("nodes: " + nodes);
        }
        Set<String> places = nodesOf(moment);
        if (places.size() == 1 && !places.contains("") && nodes.contains(NODES)) {
            excess.add("all nodes, and every pod is on " + places);
        }
        return excess;
    }

    /// The nodes of all pods that were there; an empty name for a pod without one.
    private static Set<String> nodesOf(LiveMoment moment) {
        Set<String> nodes = new TreeSet<>();
        Path pods = moment.folder().resolve("pods.json");
        try {
            if (Files.exists(pods)) {
                for (JsonNode pod :
                        new JsonMapper().readTree(Files.readString(pods)).path("items")) {
                    nodes.add(pod.path("spec").path("nodeName").asString(""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nodes;
    }
}
