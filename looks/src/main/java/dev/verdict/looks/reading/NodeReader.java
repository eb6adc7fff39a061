package dev.verdict.looks.reading;

import dev.verdict.core.pod.Node;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

import java.util.List;

/// Nodes.
final class NodeReader {
    private NodeReader() {}

    static Node read(Field node, Sharing sharing) {
        Metadata metadata = Metadata.of("Node", node, sharing);
        Field spec = node.at("spec");
        Field status = node.at("status");
        return new Node(
                metadata.ref(),
                metadata.labels(),
                spec.at("unschedulable").isTrue(),
                taints(spec.at("taints")),
                sharing.share(status.at("allocatable").quantityByName()),
                ConditionReader.read(status.at("conditions")));
    }

    private static List<Node.Taint> taints(Field taints) {
        return taints.each().stream()
                .map(
                        taint ->
                                new Node.Taint(
                                        taint.at("key").textOrEmpty(),
                                        taint.at("value").textOrEmpty(),
                                        taint.at("effect").textOrEmpty()))
                .toList();
    }
}
