package dev.verdict.looks;

import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.ContainerSpec;
import dev.verdict.core.pod.Node;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Workload;
import dev.verdict.looks.reading.NamespaceState;
import dev.verdict.looks.reading.Resource;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// The looks that one question about a running cluster needs: the subject and what belongs to it;
/// then what those named. Eight requests for a Deployment with one build, its log included.
final class SubjectSurvey {
    /// What may belong to any subject, or build for it.
    private static final List<Resource<?>> COMMON =
            List.of(Resource.PODS, Resource.JOBS, Resource.EVENTS, Resource.SERVICES);

    /// Who may ask for what a Job built, or own a pod.
    private static final List<Resource<?>> OWNERS =
            List.of(
                    Resource.DEPLOYMENTS,
                    Resource.REPLICA_SETS,
                    Resource.STATEFUL_SETS,
                    Resource.DAEMON_SETS,
                    Resource.CRON_JOBS);

    private final Looks looks;
    private final Subject asked;
    private final SequencedMap<String, Lists> lists = new LinkedHashMap<>();

    SubjectSurvey(Looks looks, Subject asked) {
        this.looks = looks;
        this.asked = asked;
    }

    Survey look() {
        Lists own = own();
        SequencedSet<String> given = new LinkedHashSet<>(looks.given());
        given.remove(asked.namespace());
        lists.put(asked.namespace(), own);
        lists.putAll(looks.further(given));

        Survey first = soFar();
        Optional<Workload> subject = first.workload(first.judged(asked));
        SequencedSet<String> named = new LinkedHashSet<>();
        subject.ifPresent(workload -> named.addAll(NamedPlaces.in(workload)));
        named.removeAll(lists.keySet());
        lists.putAll(looks.further(named));

        Optional<SideBySide.Look<NamespaceState>> state =
                isNamespaceWanted(own, subject)
                        ? Optional.of(looks.state(asked.namespace()))
                        : Optional.empty();
        Optional<Map<Resource<?>, SideBySide.Look<?>>> revisions =
                isHistoryWanted(own, subject)
                        ? Optional.of(looks.start(List.of(Resource.REVISIONS), asked.namespace()))
                        : Optional.empty();
        SideBySide.Look<List<Node>> nodes = nodes(subject);

        revisions.ifPresent(
                started ->
                        own.put(Resource.REVISIONS, looks.await(started).of(Resource.REVISIONS)));
        SequencedMap<String, Place> places = new LinkedHashMap<>();
        places.put(
                asked.namespace(),
                own.place(
                        asked.namespace(),
                        state.map(SideBySide.Look::observation)
                                .orElseGet(() -> Observation.unavailable(Lists.NOT_LOOKED))));
        return looks.survey(
                Looks.places(lists, places), nodes::observation, false, Looks.missed(lists));
    }

    private Survey soFar() {
        return looks.survey(
                Looks.places(lists, new LinkedHashMap<>()),
                () -> Observation.unavailable(Lists.NOT_LOOKED),
                false,
                List.of());
    }

    /// The subject's own namespace: of its kind only itself, where that is enough.
    private Lists own() {
        return switch (asked.kind()) {
            case "Deployment" -> with(Resource.DEPLOYMENTS, List.of(Resource.REPLICA_SETS));
            case "StatefulSet" -> with(Resource.STATEFUL_SETS, List.of(Resource.REVISIONS));
            case "DaemonSet" -> with(Resource.DAEMON_SETS, List.of(Resource.REVISIONS));
            case "CronJob" -> with(Resource.CRON_JOBS, List.of());
            case "ReplicaSet" -> listed(List.of(Resource.DEPLOYMENTS, Resource.REPLICA_SETS));
            default -> listed(OWNERS);
        };
    }

    private <T> Lists with(Resource<T> kind, List<Resource<?>> further) {
        SideBySide.Look<T> subject =
                looks.threads()
                        .start(() -> looks.asking().one(kind, asked.namespace(), asked.name()));
        Lists own = listed(further);
        own.put(
                kind,
                switch (subject.observation()) {
                    case Observation.Seen<T>(T value) -> Observation.seen(List.of(value));
                    case Observation.Absent<T>() -> Observation.seen(List.of());
                    case Observation.Unavailable<T>(var gap) -> Observation.unavailable(gap);
                });
        return own;
    }

    private Lists listed(List<Resource<?>> further) {
        SequencedSet<Resource<?>> all = new LinkedHashSet<>(further);
        all.addAll(COMMON);
        return looks.lists(all, asked.namespace());
    }

    /// A StatefulSet's or DaemonSet's revisions, where it turned out that one is asked about.
    private boolean isHistoryWanted(Lists own, Optional<Workload> subject) {
        if (own.has(Resource.REVISIONS)) {
            return false;
        }
        boolean isOne =
                subject.filter(w -> w instanceof Replicated r && hasRevisions(r)).isPresent();
        boolean mayAskForBuild =
                asked.kind().equals("Job")
                        && !(own.seen(Resource.STATEFUL_SETS).isEmpty()
                                && own.seen(Resource.DAEMON_SETS).isEmpty());
        return isOne || mayAskForBuild;
    }

    private static boolean hasRevisions(Replicated workload) {
        return switch (workload.kind()) {
            case STATEFUL_SET, DAEMON_SET -> true;
            case DEPLOYMENT, REPLICA_SET -> false;
        };
    }

    /// Where the subject or its pods are missing, the namespace may be gone or going.
    private static boolean isNamespaceWanted(Lists own, Optional<Workload> subject) {
        if (subject.isEmpty()) {
            return true;
        }
        List<Pod> pods = own.seen(Resource.PODS);
        return switch (subject.get()) {
            case Replicated replicated ->
                    pods.stream().filter(pod -> mayBelongTo(replicated, pod)).count()
                            < replicated.counts().desired();
            case Job job ->
                    job.complete().isEmpty()
                            && job.failure().isEmpty()
                            && pods.stream().noneMatch(pod -> pod.isOwnedBy(job.ref()));
            case CronJob _, BarePod _ -> false;
        };
    }

    /// One node where all pods in question sit on it, else all of them.
    private SideBySide.Look<List<Node>> nodes(Optional<Workload> subject) {
        SequencedSet<String> names = new LinkedHashSet<>();
        boolean isPlaced = true;
        for (Lists place : lists.values()) {
            for (Pod pod : place.seen(Resource.PODS)) {
                if (isBuilder(pod) || subject.filter(s -> isOf(s, pod)).isPresent()) {
                    names.add(pod.spec().nodeName());
                    isPlaced = isPlaced && !pod.spec().nodeName().isEmpty();
                }
            }
        }
        if (!isPlaced || names.size() != 1) {
            return looks.nodes();
        }
        String name = names.getFirst();
        return looks.threads()
                .start(() -> looks.asking().one(Resource.NODES, "", name).map(List::of));
    }

    private boolean isOf(Workload subject, Pod pod) {
        return switch (subject) {
            case Replicated replicated -> mayBelongTo(replicated, pod);
            case Job job -> pod.isOwnedBy(job.ref());
            case CronJob cronJob -> {
                Set<String> jobs = jobsOf(cronJob);
                yield pod.owner().filter(owner -> jobs.contains(owner.uid())).isPresent();
            }
            case BarePod(Pod itself) -> itself.ref().isSameAs(pod.ref());
        };
    }

    private Set<String> jobsOf(CronJob cronJob) {
        SequencedSet<String> uids = new LinkedHashSet<>();
        for (Lists place : lists.values()) {
            place.seen(Resource.JOBS).stream()
                    .filter(job -> job.owner().filter(o -> o.isSameAs(cronJob.ref())).isPresent())
                    .forEach(job -> uids.add(job.ref().uid()));
        }
        return uids;
    }

    private static boolean mayBelongTo(Replicated workload, Pod pod) {
        return !workload.selector().isEmpty()
                && pod.ref().namespace().equals(workload.ref().namespace())
                && pod.labels().entrySet().containsAll(workload.selector().entrySet());
    }

    /// By the flag that every image builder's pod has, whatever its name: its destination.
    private static boolean isBuilder(Pod pod) {
        return pod.containers().stream()
                .map(container -> container.spec())
                .anyMatch(SubjectSurvey::namesDestination);
    }

    private static boolean namesDestination(ContainerSpec spec) {
        return spec.arguments().stream().anyMatch(a -> a.contains("--destination"))
                || spec.command().stream().anyMatch(a -> a.contains("--destination"));
    }
}
