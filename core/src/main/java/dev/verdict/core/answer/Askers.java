package dev.verdict.core.answer;

import dev.verdict.core.evidence.Place;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;
import dev.verdict.core.workload.BarePod;
import dev.verdict.core.workload.Workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every workload in sight that no other one made, and the images it asks for.
final class Askers {
    /// @param references what its template names, as far as it can be read
    record Asker(Workload workload, Place place, List<ImageReference> references) {}

    /// By repository and by digest.
    private final Ranked<Object, Asker> all;

    private Askers(List<Asker> all) {
        this.all = new Ranked<>(all, Askers::named);
    }

    private static Stream<Object> named(Asker asker) {
        return asker.references().stream()
                .flatMap(r -> Stream.concat(Stream.of(r.repository()), r.digest().stream()));
    }

    static Askers in(List<Place> places) {
        return new Askers(
                places.stream()
                        .flatMap(place -> workloads(place).stream().map(w -> asker(w, place)))
                        .toList());
    }

    private static Asker asker(Workload workload, Place place) {
        return new Asker(
                workload,
                place,
                workload.template().containers().stream()
                        .flatMap(c -> c.reference().stream())
                        .toList());
    }

    /// Those that name one of these repositories.
    List<Asker> of(Stream<Repository> repositories) {
        return all.by(repositories);
    }

    /// Those that name the digest or one of these repositories.
    List<Asker> of(Digest digest, Stream<Repository> repositories) {
        return all.by(Stream.concat(Stream.of(digest), repositories));
    }

    /// The names of all, each once.
    List<String> names() {
        return all.all().stream().map(a -> a.workload().ref().name()).distinct().toList();
    }

    private static List<Workload> workloads(Place place) {
        List<Workload> all = new ArrayList<>();
        Stream.of(place.deployments(), place.statefulSets(), place.daemonSets())
                .flatMap(o -> o.value().stream())
                .forEach(all::addAll);
        place.replicaSets().value().orElse(List.of()).stream()
                .filter(r -> r.owner().isEmpty())
                .forEach(all::add);
        all.addAll(place.cronJobs().value().orElse(List.of()));
        place.jobs().value().orElse(List.of()).stream()
                .filter(j -> j.owner().isEmpty())
                .filter(j -> j.template().containers().stream().noneMatch(KanikoContainer::isOne))
                .forEach(all::add);
        place.pods().value().orElse(List.of()).stream()
                .filter(p -> p.owner().isEmpty())
                .filter(
                        p ->
                                p.containers().stream()
                                        .noneMatch(c -> KanikoContainer.isOne(c.spec())))
                .map(BarePod::new)
                .forEach(all::add);
        return all;
    }
}
