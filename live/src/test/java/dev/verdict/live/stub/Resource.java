package dev.verdict.live.stub;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One resource of the API, as discovery tells it and as its selectors work.
///
/// @param recordedAs the recording's file, without `.json`
/// @param fields the field selectors beyond `metadata.name` and `metadata.namespace`
record Resource(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        String recordedAs,
        Set<String> fields) {

    private static final Set<String> POD_FIELDS =
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.podIPs",
                    "status.nominatedNodeName");

    private static final Set<String> CORE_EVENT_FIELDS =
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type");

    private static final Set<String> EVENT_FIELDS =
            Set.of(
                    "regarding.kind",
                    "regarding.namespace",
                    "regarding.name",
                    "regarding.uid",
                    "regarding.apiVersion",
                    "regarding.resourceVersion",
                    "regarding.fieldPath",
                    "reason",
                    "reportingController",
                    "type");

    static final List<Resource> ALL =
            List.of(
                    in("", "v1", "pods", "Pod", true, POD_FIELDS, "po"),
                    in("", "v1", "services", "Service", true, Set.of(), "svc"),
                    in("", "v1", "endpoints", "Endpoints", true, Set.of(), "ep"),
                    in("", "v1", "events", "Event", true, CORE_EVENT_FIELDS, "ev"),
                    in("", "v1", "configmaps", "ConfigMap", true, Set.of(), "cm"),
                    in("", "v1", "secrets", "Secret", true, Set.of("type")),
                    in("", "v1", "serviceaccounts", "ServiceAccount", true, Set.of(), "sa"),
                    in("", "v1", "resourcequotas", "ResourceQuota", true, Set.of(), "quota"),
                    in("", "v1", "limitranges", "LimitRange", true, Set.of(), "limits"),
                    in(
                            "",
                            "v1",
                            "persistentvolumeclaims",
                            "PersistentVolumeClaim",
                            true,
                            Set.of(),
                            "pvc"),
                    in(
                            "",
                            "v1",
                            "replicationcontrollers",
                            "ReplicationController",
                            true,
                            Set.of("status.replicas"),
                            "rc"),
                    in(
                            "",
                            "v1",
                            "persistentvolumes",
                            "PersistentVolume",
                            false,
                            Set.of("name"),
                            "pv"),
                    in("", "v1", "nodes", "Node", false, Set.of("spec.unschedulable"), "no"),
                    in(
                            "",
                            "v1",
                            "namespaces",
                            "Namespace",
                            false,
                            Set.of("name", "status.phase"),
                            "ns"),
                    in("apps", "v1", "deployments", "Deployment", true, Set.of(), "deploy"),
                    in(
                            "apps",
                            "v1",
                            "replicasets",
                            "ReplicaSet",
                            true,
                            Set.of("status.replicas"),
                            "rs"),
                    in("apps", "v1", "statefulsets", "StatefulSet", true, Set.of(), "sts"),
                    in("apps", "v1", "daemonsets", "DaemonSet", true, Set.of(), "ds"),
                    in("apps", "v1", "controllerrevisions", "ControllerRevision", true, Set.of()),
                    in("batch", "v1", "jobs", "Job", true, Set.of("status.successful")),
                    in("batch", "v1", "cronjobs", "CronJob", true, Set.of(), "cj"),
                    in("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true, Set.of()),
                    new Resource(
                            "events.k8s.io",
                            "v1",
                            "events",
                            "Event",
                            true,
                            List.of("ev"),
                            "events.events.k8s.io",
                            EVENT_FIELDS),
                    in(
                            "autoscaling",
                            "v2",
                            "horizontalpodautoscalers",
                            "HorizontalPodAutoscaler",
                            true,
                            Set.of(),
                            "hpa"),
                    in(
                            "policy",
                            "v1",
                            "poddisruptionbudgets",
                            "PodDisruptionBudget",
                            true,
                            Set.of(),
                            "pdb"),
                    in(
                            "storage.k8s.io",
                            "v1",
                            "storageclasses",
                            "StorageClass",
                            false,
                            Set.of(),
                            "sc"),
                    in(
                            "storage.k8s.io",
                            "v1",
                            "volumeattachments",
                            "VolumeAttachment",
                            false,
                            Set.of()),
                    in(
                            "scheduling.k8s.io",
                            "v1",
                            "priorityclasses",
                            "PriorityClass",
                            false,
                            Set.of(),
                            "pc"),
                    in("node.k8s.io", "v1", "runtimeclasses", "RuntimeClass", false, Set.of()),
                    in(
                            "admissionregistration.k8s.io",
                            "v1",
                            "validatingwebhookconfigurations",
                            "ValidatingWebhookConfiguration",
                            false,
                            Set.of()),
                    in(
                            "admissionregistration.k8s.io",
                            "v1",
                            "mutatingwebhookconfigurations",
                            "MutatingWebhookConfiguration",
                            false,
                            Set.of()));

    static Optional<Resource> find(String group, String version, String plural) {
        return ALL.stream()
                .filter(
                        it ->
                                it.group.equals(group)
                                        && it.version.equals(version)
                                        && it.plural.equals(plural))
                .findFirst();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// As messages name it: `jobs.batch`.
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean canSelectBy(String field) {
        return field.equals("metadata.name")
                || namespaced && field.equals("metadata.namespace")
                || fields.contains(field);
    }

    private static Resource in(
            String group,
            String version,
            String plural,
            String kind,
            boolean namespaced,
            Set<String> fields,
            String... shortNames) {
        return new Resource(
                group, version, plural, kind, namespaced, List.of(shortNames), plural, fields);
    }
}
