package dev.verdict.core.answer;

import dev.verdict.core.image.Repository;
import dev.verdict.core.observation.ObjectRef;
import dev.verdict.core.workload.Job;

import java.util.stream.Stream;

/// What ties a build to somebody who asks for it.
sealed interface Tie {
    record Into(Repository repository) implements Tie {}

    record OwnedBy(String uid) implements Tie {}

    record Labelled(String label, String value) implements Tie {}

    record Named(String name) implements Tie {}

    /// A pod of the build.
    record Through(String podUid) implements Tie {}

    static Stream<Tie> of(BuildRun build) {
        Stream<Tie> into = build.repositories().map(Into::new);
        Stream<Tie> owned =
                build.job().flatMap(Job::owner).stream()
                        .map(ObjectRef::uid)
                        .filter(uid -> !uid.isEmpty())
                        .map(OwnedBy::new);
        Stream<Tie> labelled =
                build.labels().entrySet().stream()
                        .map(label -> new Labelled(label.getKey(), label.getValue()));
        Stream<Tie> through =
                build.pods().value().stream()
                        .flatMap(pods -> pods.stream())
                        .map(pod -> new Through(pod.ref().uid()));
        return Stream.of(into, owned, labelled, through, Stream.of(new Named(build.ref().name())))
                .flatMap(ties -> ties);
    }
}
