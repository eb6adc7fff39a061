package dev.verdict.looks;

import dev.verdict.core.evidence.Place;
import dev.verdict.core.observation.Gap;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.observation.Observation;
import dev.verdict.looks.reading.NamespaceState;
import dev.verdict.looks.reading.Resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The lists seen in one place, by kind; in a whole cluster before they are told apart by
/// namespace.
final class Lists {
    static final Gap NOT_LOOKED = new Gap.NotAsked("not needed for this question");

    private final SequencedMap<Resource<?>, Observation<?>> byKind = new LinkedHashMap<>();

    <T> void put(Resource<T> resource, Observation<List<T>> list) {
        byKind.put(resource, list);
    }

    /// What was seen of a kind; not asked where nobody looked.
    @SuppressWarnings("unchecked")
    <T> Observation<List<T>> of(Resource<T> resource) {
        // Only put() fills the map, and it takes nothing else under this key.
        Observation<List<T>> seen = (Observation<List<T>>) byKind.get(resource);
        return seen == null ? Observation.unavailable(NOT_LOOKED) : seen;
    }

    /// The objects of a kind that were seen.
    <T> List<T> seen(Resource<T> resource) {
        return of(resource) instanceof Observation.Seen<List<T>>(List<T> items) ? items : List.of();
    }

    boolean has(Resource<?> resource) {
        return byKind.containsKey(resource);
    }

    /// What could not be looked at.
    List<Missed> missed(String where) {
        List<Missed> missed = new ArrayList<>();
        byKind.forEach(
                (resource, seen) -> {
                    if (seen instanceof Observation.Unavailable<?>(Gap gap)) {
                        missed.add(new Missed(resource.plural() + where, gap));
                    }
                });
        return missed;
    }

    /// The namespaces of everything seen, in order of appearance. What an event is about may be
    /// cluster-scoped and has none.
    SequencedSet<String> namespaces() {
        SequencedSet<String> names = new LinkedHashSet<>();
        byKind.sequencedKeySet().forEach(resource -> addNamespaces(resource, names));
        names.remove("");
        return names;
    }

    private <T> void addNamespaces(Resource<T> resource, SequencedSet<String> names) {
        seen(resource).forEach(item -> names.add(resource.about().apply(item).namespace()));
    }

    /// The same lists, told apart by namespace; a list that could not be had is missing in each.
    SequencedMap<String, Lists> byNamespace(SequencedSet<String> namespaces) {
        SequencedMap<String, Lists> places = new LinkedHashMap<>();
        namespaces.forEach(name -> places.put(name, new Lists()));
        byKind.sequencedKeySet().forEach(resource -> tellApart(resource, places));
        return places;
    }

    private <T> void tellApart(Resource<T> resource, SequencedMap<String, Lists> places) {
        if (!(of(resource) instanceof Observation.Seen<List<T>>(List<T> items))) {
            places.values().forEach(place -> place.put(resource, of(resource)));
            return;
        }
        Map<String, List<T>> apart = new LinkedHashMap<>();
        for (T item : items) {
            ObjectRef about = resource.about().apply(item);
            apart.computeIfAbsent(about.namespace(), _ -> new ArrayList<>()).add(item);
        }
        places.forEach(
                (name, place) ->
                        place.put(
                                resource,
                                Observation.seen(
                                        List.copyOf(apart.getOrDefault(name, List.of())))));
    }

    Place place(String name, Observation<NamespaceState> namespace) {
        return new Place(
                name,
                namespace.map(NamespaceState::terminating),
                of(Resource.DEPLOYMENTS),
                of(Resource.REPLICA_SETS),
                of(Resource.STATEFUL_SETS),
                of(Resource.DAEMON_SETS),
                of(Resource.REVISIONS),
                of(Resource.JOBS),
                of(Resource.CRON_JOBS),
                of(Resource.PODS),
                of(Resource.EVENTS),
                of(Resource.SERVICES));
    }
}
