package dev.verdict.core.answer;

import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Pod;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.CronJob;
import dev.verdict.core.workload.Job;
import dev.verdict.core.workload.Replicated;
import dev.verdict.core.workload.Revision;
import dev.verdict.core.workload.Template;
import dev.verdict.core.workload.Workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The workload's current template and the pods made from it, told apart from older ones by owner
/// UID and revision, never by label alone. Terminating pods belong to neither.
///
/// A Deployment's newest ReplicaSet is the one whose template *equals* the Deployment's: its
/// revision annotation lags. See [the controller's own
/// rule](https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/deployment/util/deployment_util.go).
///
/// @param createdAt when this revision was made; empty where there is none yet
/// @param pods of this revision
/// @param older pods of earlier revisions that have not ended
/// @param earlier templates of earlier revisions, the latest first
/// @param wholeHistory whether no earlier revision is missing
/// @param replicaSet the newest, for a Deployment
/// @param run the newest of this revision, for a CronJob; the Job itself for a Job
public record NewestRevision(
        Workload workload,
        Optional<Instant> createdAt,
        Observation<List<Pod>> pods,
        List<Pod> older,
        List<Template> earlier,
        boolean wholeHistory,
        boolean takenUpAgain,
        Optional<Replicated> replicaSet,
        Optional<Job> run) {
    static NewestRevision of(Workload workload, Place place) {
        return switch (workload) {
            case Replicated r when r.kind() == Replicated.Kind.DEPLOYMENT -> ofDeployment(r, place);
            case Replicated r when r.kind() == Replicated.Kind.REPLICA_SET ->
                    ofReplicaSet(r, place);
            case Replicated r -> ofRevisions(r, place);
            case Job job -> ofRun(job, Optional.of(job), place);
            case CronJob cron -> ofCron(cron, place);
            case BarePod bare ->
                    new NewestRevision(
                            bare,
                            Optional.of(bare.createdAt()),
                            Observation.seen(
                                    bare.pod().isTerminating() ? List.of() : List.of(bare.pod())),
                            List.of(),
                            List.of(),
                            true,
                            false,
                            Optional.empty(),
                            Optional.empty());
        };
    }

    private static NewestRevision ofDeployment(Replicated deployment, Place place) {
        if (place.replicaSets().value().isEmpty()) {
            return unseen(deployment, gap(place.replicaSets()));
        }
        List<Replicated> owned =
                place.replicaSetsOf(deployment.ref()).stream()
                        .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
                        .toList();
        Optional<Replicated> newest =
                owned.stream()
                        .filter(
                                r ->
                                        r.template()
                                                .fingerprint()
                                                .equals(deployment.template().fingerprint()))
                        .findFirst();
        List<Replicated> others =
                owned.stream().filter(r -> !r.equals(newest.orElse(null))).toList().reversed();
        boolean again =
                newest.filter(
                                n ->
                                        others.stream()
                                                .anyMatch(
                                                        o -> o.createdAt().isAfter(n.createdAt())))
                        .isPresent();
        return new NewestRevision(
                deployment,
                newest.map(Replicated::createdAt),
                place.pods().map(_ -> living(place, newest.stream().toList())),
                serving(living(place, others)),
                others.stream().map(Replicated::template).toList(),
                hasAllNumbers(owned, deployment),
                again,
                newest,
                Optional.empty());
    }

    /// Whether the revision numbers from the first on are all there: what was pruned may have asked
    /// for anything.
    private static boolean hasAllNumbers(List<Replicated> owned, Replicated deployment) {
        List<Long> numbers =
                Stream.concat(owned.stream(), Stream.of(deployment))
                        .flatMap(r -> number(r.revision()).stream())
                        .distinct()
                        .sorted()
                        .toList();
        return !numbers.isEmpty() && numbers.getLast() == owned.size();
    }

    private static Optional<Long> number(String revision) {
        return !revision.isEmpty()
                        && revision.length() < 18
                        && revision.chars().allMatch(Character::isDigit)
                ? Optional.of(Long.parseLong(revision))
                : Optional.empty();
    }

    private static NewestRevision ofReplicaSet(Replicated set, Place place) {
        Observation<List<Pod>> pods = place.pods().map(_ -> living(place, List.of(set)));
        return new NewestRevision(
                set,
                Optional.of(set.createdAt()),
                pods.map(l -> l.stream().filter(p -> asksAsTemplate(p, set.template())).toList()),
                pods.value().orElse(List.of()).stream()
                        .filter(p -> !p.hasEnded() && !asksAsTemplate(p, set.template()))
                        .toList(),
                List.of(),
                true,
                false,
                Optional.of(set),
                Optional.empty());
    }

    private static boolean asksAsTemplate(Pod pod, Template template) {
        return template.containers().stream()
                .allMatch(
                        t ->
                                pod.container(t.name())
                                        .filter(c -> c.spec().image().equals(t.image()))
                                        .isPresent());
    }

    /// StatefulSet and DaemonSet: pods carry the name of their revision.
    private static NewestRevision ofRevisions(Replicated set, Place place) {
        List<Revision> owned =
                place.revisionsOf(set.ref()).stream()
                        .sorted((a, b) -> Long.compare(b.number(), a.number()))
                        .toList();
        Optional<Revision> newest =
                owned.stream()
                        .filter(
                                r ->
                                        r.template()
                                                .fingerprint()
                                                .equals(set.template().fingerprint()))
                        .findFirst()
                        .or(
                                () ->
                                        owned.stream()
                                                .filter(r -> r.ref().name().equals(set.revision()))
                                                .findFirst());
        Observation<List<Pod>> mine = place.pods().map(_ -> living(place, List.of(set)));
        String hash = newest.map(r -> r.ref().name()).orElse(set.revision());
        Observation<List<Pod>> pods =
                mine.map(l -> l.stream().filter(p -> isOf(p, hash, set)).toList());
        return new NewestRevision(
                set,
                newest.map(Revision::createdAt)
                        .or(() -> pods.value().flatMap(NewestRevision::firstCreated)),
                pods,
                serving(
                        mine.value().orElse(List.of()).stream()
                                .filter(p -> !isOf(p, hash, set))
                                .toList()),
                owned.stream()
                        .filter(r -> !r.equals(newest.orElse(null)))
                        .map(Revision::template)
                        .toList(),
                place.revisions().value().isPresent()
                        && owned.stream().mapToLong(Revision::number).max().orElse(0)
                                == owned.size(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Instant> firstCreated(List<Pod> pods) {
        return pods.stream().map(Pod::createdAt).min(Instant::compareTo);
    }

    /// A StatefulSet's pods carry the revision's name, a DaemonSet's only its hash; without a
    /// revision the template itself is compared.
    private static boolean isOf(Pod pod, String revision, Replicated set) {
        String hash = pod.labels().getOrDefault("controller-revision-hash", "");
        if (revision.isEmpty()) {
            return asksAsTemplate(pod, set.template());
        }
        return !hash.isEmpty()
                && (revision.equals(hash) || revision.equals(set.ref().name() + "-" + hash));
    }

    /// Its newest run, if that was made from the template of now: a CronJob has no other history
    /// than its runs.
    private static NewestRevision ofCron(CronJob cron, Place place) {
        List<Job> runs =
                place.jobsOf(cron.ref()).stream()
                        .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
                        .toList();
        List<Job> others =
                runs.stream().filter(j -> !j.template().hasImagesOf(cron.template())).toList();
        Optional<Job> newest = runs.stream().findFirst().filter(j -> !others.contains(j));
        NewestRevision revision = ofRun(cron, newest, place);
        return new NewestRevision(
                cron,
                revision.createdAt,
                revision.pods,
                serving(others.stream().flatMap(j -> place.podsOf(j.ref()).stream()).toList()),
                others.stream().map(Job::template).toList(),
                true,
                false,
                Optional.empty(),
                newest);
    }

    private static NewestRevision ofRun(Workload workload, Optional<Job> run, Place place) {
        Observation<List<Pod>> pods =
                run.isEmpty() && place.jobs().value().isEmpty()
                        ? Observation.unavailable(gap(place.jobs()))
                        : place.pods()
                                .map(_ -> run.map(j -> place.podsOf(j.ref())).orElse(List.of()));
        return new NewestRevision(
                workload,
                run.map(Job::createdAt),
                pods,
                List.of(),
                List.of(),
                true,
                false,
                Optional.empty(),
                run);
    }

    private static NewestRevision unseen(Workload workload, Gap gap) {
        return new NewestRevision(
                workload,
                Optional.empty(),
                Observation.unavailable(gap),
                List.of(),
                List.of(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static List<Pod> living(Place place, List<Replicated> owners) {
        return owners.stream()
                .flatMap(o -> place.podsOf(o.ref()).stream())
                .filter(p -> !p.isTerminating())
                .toList();
    }

    private static List<Pod> serving(List<Pod> pods) {
        return pods.stream().filter(p -> !p.hasEnded()).toList();
    }

    private static <T> Gap gap(Observation<T> observation) {
        return observation.gap().orElse(new Gap.NotAsked("not listed"));
    }

    /// Its pods that have not ended, where they could be seen.
    public List<Pod> alive() {
        return serving(pods.value().orElse(List.of()));
    }

    /// Its pods that have ended.
    public List<Pod> ended() {
        return pods.value().orElse(List.of()).stream().filter(Pod::hasEnded).toList();
    }

    /// All templates the workload is known to have had, the newest first.
    List<Template> templates() {
        List<Template> all = new ArrayList<>();
        all.add(workload.template());
        all.addAll(earlier);
        return all;
    }
}
