package dev.verdict.looks;

import dev.verdict.core.build.KanikoRun;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.ContainerLog;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.evidence.LogKey;
import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.Observation;
import dev.verdict.core.pod.Node;
import dev.verdict.looks.asking.Asking;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.json.JsonBody;
import dev.verdict.looks.reading.NamespaceState;
import dev.verdict.looks.reading.Resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// Looks at a cluster, or at a recorded one, for the evidence that questions need.
///
/// In rounds, each side by side: the lists; what only they could name (namespaces of builds, nodes,
/// the namespace of something missing); then the logs that the caller finds wanting in the
/// evidence. Of a running cluster as little as will do is asked for, and nothing twice; of a
/// recording all there is.
public final class Looks implements AutoCloseable {
    /// A log may show that another one decides; a third time nothing new comes up.
    private static final int LOG_ROUNDS = 3;

    /// So many namespaces that workloads of a table name are looked at as well.
    private static final int MOST_NAMED = 10;

    private static final List<Resource<?>> ALL =
            List.of(
                    Resource.DEPLOYMENTS,
                    Resource.REPLICA_SETS,
                    Resource.STATEFUL_SETS,
                    Resource.DAEMON_SETS,
                    Resource.REVISIONS,
                    Resource.JOBS,
                    Resource.CRON_JOBS,
                    Resource.PODS,
                    Resource.EVENTS,
                    Resource.SERVICES);

    /// What is looked at in a namespace where only builds are.
    private static final List<Resource<?>> OF_BUILDS =
            List.of(Resource.JOBS, Resource.PODS, Resource.EVENTS);

    private final Cluster cluster;
    private final Asking asking;
    private final SideBySide threads;
    private final List<String> given;
    private final long began = System.nanoTime();

    /// @param timeout for everything, from now
    /// @param requestTimeout for one request
    /// @param buildNamespaces where builds may be, beside the subject's own namespace
    public Looks(
            Cluster cluster,
            Duration timeout,
            Optional<Duration> requestTimeout,
            List<String> buildNamespaces) {
        this.cluster = cluster;
        this.asking = new Asking(cluster, timeout, requestTimeout);
        this.threads = new SideBySide(asking);
        this.given = List.copyOf(buildNamespaces);
    }

    /// Begins what the first look would have to wait for, beside whatever comes before it.
    public static void prepare() {
        JsonBody.prepare();
    }

    /// Looks for what one question needs.
    public Survey at(Subject subject) {
        if (cluster.namespaces().isPresent()) {
            return recording(cluster.namespaces().get());
        }
        return new SubjectSurvey(this, subject).look();
    }

    /// Looks at everything in a namespace; in all of them when none is named.
    public Survey over(Optional<String> namespace) {
        if (cluster.namespaces().isPresent()) {
            return recording(cluster.namespaces().get());
        }
        return namespace.map(this::namespace).orElseGet(this::everywhere);
    }

    /// The evidence for a question, with the logs that `wanted` finds missing in it. Ask with the
    /// subject that is [judged][Survey#judged].
    ///
    /// @param wanted is asked while the nodes are still under way: they decide about no log
    public Evidence evidence(
            Survey survey, Question question, Function<Evidence, List<LogKey>> wanted) {
        Evidence evidence = survey.soFar(question, asking.date());
        Map<LogKey, Observation<ContainerLog>> logs = new LinkedHashMap<>();
        for (int round = 0; round < LOG_ROUNDS; round++) {
            SequencedSet<LogKey> keys = new LinkedHashSet<>(wanted.apply(evidence));
            keys.removeAll(logs.keySet());
            if (keys.isEmpty()) {
                break;
            }
            read(survey, keys);
            keys.forEach(key -> logs.put(key, log(survey, key)));
            evidence = survey.evidence(question, asking.date(), logs);
        }
        return survey.evidence(question, asking.date(), logs);
    }

    /// Says that there are no more questions: the cluster may end what it keeps open while the
    /// answer is found.
    public void enough() {
        cluster.enough();
    }

    /// Reads logs side by side, each once, whoever asks.
    public void read(Survey survey, Collection<LogKey> keys) {
        Map<LogKey, SideBySide.Look<ContainerLog>> looks = new LinkedHashMap<>();
        for (LogKey key : keys) {
            if (!survey.logs().containsKey(key)) {
                KanikoRun run = run(survey, key);
                looks.put(key, threads.start(() -> asking.log(key, run)));
            }
        }
        looks.forEach((key, look) -> survey.logs().putIfAbsent(key, look.observation()));
    }

    private static Observation<ContainerLog> log(Survey survey, LogKey key) {
        return Optional.ofNullable(survey.logs().get(key))
                .orElseGet(() -> Observation.unavailable(Lists.NOT_LOOKED));
    }

    private static KanikoRun run(Survey survey, LogKey key) {
        return survey.pod(key.pod())
                .flatMap(pod -> pod.container(key.container()))
                .map(
                        container ->
                                KanikoRun.parse(
                                        container.spec().command(),
                                        container.spec().arguments(),
                                        container.spec().environment()))
                .orElseGet(KanikoRun::unknown);
    }

    /// Why nothing can be answered, where that is so.
    public Optional<Trouble> trouble() {
        return asking.refusal()
                .<Trouble>map(Trouble.Unauthorized::new)
                .or(
                        () ->
                                asking.silence()
                                        .filter(gap -> !(gap instanceof Gap.NotAsked))
                                        .map(Trouble.Unreachable::new));
    }

    /// What the cluster's own clock said last.
    public Optional<Instant> now() {
        return asking.date();
    }

    public Footprint footprint() {
        return new Footprint(
                asking.requests(), asking.bytes(), Duration.ofNanos(System.nanoTime() - began));
    }

    /// Ends what is still under way; the cluster stays open.
    @Override
    public void close() {
        threads.close();
    }

    Asking asking() {
        return asking;
    }

    SideBySide threads() {
        return threads;
    }

    List<String> given() {
        return given;
    }

    /// All lists at once, for the whole recording; then told apart.
    private Survey recording(List<String> namespaces) {
        SequencedMap<String, SideBySide.Look<NamespaceState>> states = new LinkedHashMap<>();
        namespaces.forEach(name -> states.put(name, state(name)));
        SideBySide.Look<List<Node>> nodes = nodes();
        Lists lists = lists(ALL, "");
        SequencedSet<String> names = new LinkedHashSet<>(namespaces);
        names.addAll(lists.namespaces());
        SequencedMap<String, Place> places = new LinkedHashMap<>();
        lists.byNamespace(names)
                .forEach((name, place) -> places.put(name, place.place(name, state(states, name))));
        Observation<List<Node>> seen = nodes.observation();
        return survey(places, () -> seen, true, lists.missed(""));
    }

    private static Observation<NamespaceState> state(
            Map<String, SideBySide.Look<NamespaceState>> states, String name) {
        return Optional.ofNullable(states.get(name))
                .map(SideBySide.Look::observation)
                .orElseGet(() -> Observation.unavailable(Lists.NOT_LOOKED));
    }

    private Survey everywhere() {
        SideBySide.Look<List<Node>> nodes = nodes();
        Lists lists = lists(ALL, "");
        SequencedSet<String> names = lists.namespaces();
        names.addAll(given);
        SequencedMap<String, Place> places = new LinkedHashMap<>();
        lists.byNamespace(names)
                .forEach(
                        (name, place) ->
                                places.put(
                                        name,
                                        place.place(
                                                name, Observation.unavailable(Lists.NOT_LOOKED))));
        Observation<List<Node>> seen = nodes.observation();
        return survey(places, () -> seen, false, lists.missed(""));
    }

    private Survey namespace(String namespace) {
        SideBySide.Look<List<Node>> nodes = nodes();
        SideBySide.Look<NamespaceState> state = state(namespace);
        SequencedMap<String, Lists> lists = new LinkedHashMap<>();
        lists.put(namespace, lists(ALL, namespace));
        SequencedMap<String, Place> places = new LinkedHashMap<>();
        places.put(namespace, lists.get(namespace).place(namespace, state.observation()));

        Observation<List<Node>> seen = nodes.observation();
        Survey own = survey(places, () -> seen, false, List.of());
        SequencedSet<String> further = new LinkedHashSet<>();
        own.workloads().stream()
                .flatMap(subject -> own.workload(subject).stream())
                .flatMap(workload -> NamedPlaces.in(workload).stream())
                .limit(MOST_NAMED)
                .forEach(further::add);
        further.addAll(given);
        further.remove(namespace);
        lists.putAll(further(further));
        return survey(places(lists, places), () -> seen, false, missed(lists));
    }

    /// The lists of namespaces where only builds are.
    SequencedMap<String, Lists> further(SequencedSet<String> namespaces) {
        SequencedMap<String, Map<Resource<?>, SideBySide.Look<?>>> looks = new LinkedHashMap<>();
        namespaces.forEach(name -> looks.put(name, start(OF_BUILDS, name)));
        SequencedMap<String, Lists> lists = new LinkedHashMap<>();
        looks.forEach((name, started) -> lists.put(name, await(started)));
        return lists;
    }

    /// Places for all lists; those already made stay.
    static SequencedMap<String, Place> places(
            SequencedMap<String, Lists> lists, SequencedMap<String, Place> made) {
        SequencedMap<String, Place> places = new LinkedHashMap<>(made);
        lists.forEach(
                (name, place) ->
                        places.computeIfAbsent(
                                name,
                                _ -> place.place(name, Observation.unavailable(Lists.NOT_LOOKED))));
        return places;
    }

    static List<Missed> missed(SequencedMap<String, Lists> lists) {
        List<Missed> missed = new ArrayList<>();
        lists.forEach((name, place) -> missed.addAll(place.missed(" in " + name)));
        return missed;
    }

    Survey survey(
            SequencedMap<String, Place> places,
            Supplier<Observation<List<Node>>> nodes,
            boolean isWhole,
            List<Missed> missed) {
        return new Survey(places, nodes, isWhole, given, missed, asking::newest);
    }

    SideBySide.Look<NamespaceState> state(String namespace) {
        return threads.start(() -> asking.one(Resource.NAMESPACES, "", namespace));
    }

    SideBySide.Look<List<Node>> nodes() {
        return threads.start(() -> asking.list(Resource.NODES, ""));
    }

    Lists lists(Collection<Resource<?>> resources, String namespace) {
        return await(start(resources, namespace));
    }

    Map<Resource<?>, SideBySide.Look<?>> start(
            Collection<Resource<?>> resources, String namespace) {
        Map<Resource<?>, SideBySide.Look<?>> looks = new LinkedHashMap<>();
        resources.forEach(
                resource -> looks.put(resource, threads.start(() -> anyList(resource, namespace))));
        return looks;
    }

    private <T> Observation<List<T>> anyList(Resource<T> resource, String namespace) {
        return asking.list(resource, namespace);
    }

    Lists await(Map<Resource<?>, SideBySide.Look<?>> looks) {
        Lists lists = new Lists();
        looks.forEach((resource, look) -> put(lists, resource, look));
        return lists;
    }

    @SuppressWarnings("unchecked")
    private static <T> void put(Lists lists, Resource<T> resource, SideBySide.Look<?> look) {
        // start() puts a list of the resource's own kind under it, and nothing else does.
        lists.put(resource, ((SideBySide.Look<List<T>>) look).observation());
    }
}
