package dev.verdict.looks.reading;

import dev.verdict.core.pod.Pod;
import dev.verdict.core.pod.Volume;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

import java.util.ArrayList;
import java.util.List;

/// Pods.
final class PodReader {
    /// The field of a volume's source that says which one it is, in the order looked for.
    private static final List<String> NAMING =
            List.of(
                    "claimName",
                    "secretName",
                    "name",
                    "server",
                    "path",
                    "driver",
                    "volumeID",
                    "pdName",
                    "targetPortal",
                    "image",
                    "repository");

    private PodReader() {}

    static Pod read(Field pod, Sharing sharing) {
        Metadata metadata = Metadata.of("Pod", pod, sharing);
        Field status = pod.at("status");
        return new Pod(
                metadata.ref(),
                metadata.owner(),
                metadata.labels(),
                metadata.annotations(),
                metadata.createdAt(),
                metadata.deletedAt(),
                phase(status.at("phase").textOrEmpty()),
                status.at("reason").textOrEmpty(),
                status.at("message").textOrEmpty(),
                ConditionReader.read(status.at("conditions")),
                status.at("startTime").time(),
                spec(pod.at("spec"), sharing),
                ContainerReader.containers(pod, sharing));
    }

    private static Pod.Phase phase(String word) {
        return switch (word) {
            case "Pending" -> Pod.Phase.PENDING;
            case "Running" -> Pod.Phase.RUNNING;
            case "Succeeded" -> Pod.Phase.SUCCEEDED;
            case "Failed" -> Pod.Phase.FAILED;
            default -> Pod.Phase.UNKNOWN;
        };
    }

    private static Pod.Spec spec(Field spec, Sharing sharing) {
        return sharing.share(
                new Pod.Spec(
                        spec.at("nodeName").textOrEmpty(),
                        spec.at("schedulerName").textOrEmpty(),
                        spec.at("serviceAccountName").textOrEmpty(),
                        spec.at("restartPolicy").textOrEmpty(),
                        spec.at("activeDeadlineSeconds").seconds(),
                        sharing.share(names(spec.at("schedulingGates"), "name")),
                        sharing.share(names(spec.at("readinessGates"), "conditionType")),
                        sharing.share(names(spec.at("imagePullSecrets"), "name")),
                        sharing.share(spec.at("nodeSelector").textByName()),
                        sharing.share(tolerations(spec.at("tolerations"))),
                        sharing.share(volumes(spec.at("volumes"), sharing))));
    }

    private static List<String> names(Field list, String field) {
        return list.each().stream().map(item -> item.at(field).textOrEmpty()).toList();
    }

    private static List<Pod.Toleration> tolerations(Field tolerations) {
        return tolerations.each().stream()
                .map(
                        one ->
                                new Pod.Toleration(
                                        one.at("key").textOrEmpty(),
                                        one.at("operator").textOrEmpty(),
                                        one.at("value").textOrEmpty(),
                                        one.at("effect").textOrEmpty()))
                .toList();
    }

    private static List<Volume> volumes(Field volumes, Sharing sharing) {
        List<Volume> read = new ArrayList<>();
        for (Field volume : volumes.each()) {
            String name = volume.at("name").textOrEmpty();
            String type =
                    volume.names().stream().filter(n -> !n.equals("name")).findFirst().orElse("");
            read.add(sharing.share(new Volume(name, type, named(volume, type))));
        }
        return List.copyOf(read);
    }

    private static String named(Field volume, String type) {
        if (type.isEmpty()) {
            return "";
        }
        Field source = volume.at(type);
        List<String> written = source.names();
        return NAMING.stream()
                .filter(written::contains)
                .findFirst()
                .map(field -> source.at(field).textOrEmpty())
                .orElse("");
    }
}
