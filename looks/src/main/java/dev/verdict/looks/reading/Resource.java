package dev.verdict.looks.reading;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Service;

import java.util.function.Function;

/// A kind of object, where the API serves it, and how it is read.
///
/// @param group empty for the core group
/// @param plural as in paths and RBAC rules
/// @param about the object that is read, or that an event is about
public record Resource<T>(
        String group,
        String plural,
        String kind,
        Function<T, ObjectRef> about,
        Reading<T> reading) {
    public static final Resource<Pod> PODS =
            new Resource<>("", "pods", "Pod", Pod::ref, PodReader::read);
    public static final Resource<ClusterEvent> EVENTS =
            new Resource<>("", "events", "Event", ClusterEvent::regarding, EventReader::read);
    public static final Resource<Service> SERVICES =
            new Resource<>("", "services", "Service", Service::ref, ServiceReader::read);
    public static final Resource<Node> NODES =
            new Resource<>("", "nodes", "Node", Node::ref, NodeReader::read);
    public static final Resource<NamespaceState> NAMESPACES =
            new Resource<>(
                    "", "namespaces", "Namespace", NamespaceState::ref, NamespaceReader::read);
    public static final Resource<Replicated> DEPLOYMENTS =
            new Resource<>(
                    "apps",
                    "deployments",
                    "Deployment",
                    Replicated::ref,
                    ReplicatedReader::deployment);
    public static final Resource<Replicated> REPLICA_SETS =
            new Resource<>(
                    "apps",
                    "replicasets",
                    "ReplicaSet",
                    Replicated::ref,
                    ReplicatedReader::replicaSet);
    public static final Resource<Replicated> STATEFUL_SETS =
            new Resource<>(
                    "apps",
                    "statefulsets",
                    "StatefulSet",
                    Replicated::ref,
                    ReplicatedReader::statefulSet);
    public static final Resource<Replicated> DAEMON_SETS =
            new Resource<>(
                    "apps",
                    "daemonsets",
                    "DaemonSet",
                    Replicated::ref,
                    ReplicatedReader::daemonSet);
    public static final Resource<Revision> REVISIONS =
            new Resource<>(
                    "apps",
                    "controllerrevisions",
                    "ControllerRevision",
                    Revision::ref,
                    RevisionReader::read);
    public static final Resource<Job> JOBS =
            new Resource<>("batch", "jobs", "Job", Job::ref, JobReader::read);
    public static final Resource<CronJob> CRON_JOBS =
            new Resource<>("batch", "cronjobs", "CronJob", CronJob::ref, CronJobReader::read);
}
