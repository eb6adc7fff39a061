package dev.verdict.looks.reading;

import dev.verdict.core.observation.ObjectRef;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Misread;
import dev.verdict.looks.json.Sharing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What all objects have.
record Metadata(
        ObjectRef ref,
        Optional<ObjectRef> owner,
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant createdAt,
        Optional<Instant> deletedAt,
        long generation) {
    static Metadata of(String kind, Field object, Sharing sharing) {
        Field metadata = object.at("metadata");
        String namespace = metadata.at("namespace").textOrEmpty();
        ObjectRef ref =
                new ObjectRef(
                        kind,
                        namespace,
                        metadata.at("name").neededText(),
                        metadata.at("uid").textOrEmpty());
        Field created = metadata.at("creationTimestamp");
        return new Metadata(
                ref,
                owner(metadata, namespace).map(sharing::share),
                sharing.share(metadata.at("labels").textByName()),
                sharing.share(metadata.at("annotations").textByName()),
                created.time().orElseThrow(() -> new Misread(created.path() + " is missing")),
                metadata.at("deletionTimestamp").time(),
                metadata.at("generation").number().orElse(0L));
    }

    /// The owner that controls; others only hold the object alive.
    private static Optional<ObjectRef> owner(Field metadata, String namespace) {
        for (Field owner : metadata.at("ownerReferences").each()) {
            if (owner.at("controller").isTrue()) {
                return Optional.of(
                        new ObjectRef(
                                owner.at("kind").textOrEmpty(),
                                namespace,
                                owner.at("name").textOrEmpty(),
                                owner.at("uid").textOrEmpty()));
            }
        }
        return Optional.empty();
    }
}
