package dev.verdict.core.evidence;

import dev.verdict.core.event.ClusterEvent;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Service;

import java.util.List;

/// Everything looked at in one namespace: one observation a kind. *Absent* does not occur for a
/// list; an empty list was listed and is empty, unless the namespace itself does not exist.
///
/// @param terminating seen `true` while the namespace is being deleted
public record Place(
        String namespace,
        Observation<Boolean> terminating,
        Observation<List<Replicated>> deployments,
        Observation<List<Replicated>> replicaSets,
        Observation<List<Replicated>> statefulSets,
        Observation<List<Replicated>> daemonSets,
        Observation<List<Revision>> revisions,
        Observation<List<Job>> jobs,
        Observation<List<CronJob>> cronJobs,
        Observation<List<Pod>> pods,
        Observation<List<ClusterEvent>> events,
        Observation<List<Service>> services) {}
