package dev.verdict.looks.reading;

import dev.verdict.core.pod.Condition;
import dev.verdict.looks.json.Field;

import java.util.ArrayList;
import java.util.List;

/// `status.conditions` of any kind.
final class ConditionReader {
    private ConditionReader() {}

    static List<Condition> read(Field conditions) {
        List<Condition> read = new ArrayList<>();
        for (Field condition : conditions.each()) {
            read.add(
                    new Condition(
                            condition.at("type").textOrEmpty(),
                            status(condition.at("status").textOrEmpty()),
                            condition.at("reason").textOrEmpty(),
                            condition.at("message").textOrEmpty(),
                            condition.at("lastTransitionTime").time(),
                            condition.at("lastUpdateTime").time()));
        }
        return List.copyOf(read);
    }

    private static Condition.Status status(String word) {
        return switch (word) {
            case "True" -> Condition.Status.TRUE;
            case "False" -> Condition.Status.FALSE;
            default -> Condition.Status.UNKNOWN;
        };
    }
}
