package dev.verdict.core.testing;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Condition;
import dev.verdict.core.pod.Condition.Status;
import dev.verdict.core.pod.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A node: ready, 4 CPUs and 16 Gi unless a test says otherwise.
public final class ANode {
    private final String name;
    private Status ready = Status.TRUE;
    private String reason = "KubeletReady";
    private final List<Node.Taint> taints = new ArrayList<>();
    private final Map<String, String> allocatable =
            new TreeMap<>(Map.of("cpu", "4", "memory", "16Gi", "pods", "110"));

    private ANode(String name) {
        this.name = name;
    }

    public static ANode node(String name) {
        return new ANode(name);
    }

    /// Its kubelet is not heard of any more.
    public ANode lost() {
        ready = Status.UNKNOWN;
        reason = "NodeStatusUnknown";
        return this;
    }

    public ANode notReady() {
        ready = Status.FALSE;
        reason = "KubeletNotReady";
        return this;
    }

    public ANode taint(String key, String value, String effect) {
        taints.add(new Node.Taint(key, value, effect));
        return this;
    }

    public ANode size(String resource, String quantity) {
        allocatable.put(resource, quantity);
        return this;
    }

    public Node made() {
        return new Node(
                new ObjectRef("Node", "", name, "uid-node-" + name),
                Map.of(),
                false,
                taints,
                allocatable,
                List.of(
                        new Condition(
                                "Ready",
                                ready,
                                reason,
                                "",
                                Optional.of(Times.ago("3m")),
                                Optional.empty())));
    }
}
