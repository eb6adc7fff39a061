package dev.verdict.core.build;

import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Pairs `Pushing image to X` with the `Pushed` lines of its repository up to the next beginning.
/// Of every destination the last beginning counts. A cache's layers print the same lines and are
/// told apart by what they name.
final class PushLines {
    /// A hostile log could name destinations and layers without end; real ones have a few.
    private static final int MOST = 256;

    private static final int LAST_UNPAIRED = 5;
    private static final int CACHE_KEY = 64;

    /// What is known of one destination.
    private static final class Target {
        final ImageReference destination;
        final SequencedSet<Digest> digests = new LinkedHashSet<>();
        @Nullable LogLine begun;
        @Nullable LogLine ended;

        Target(ImageReference destination) {
            this.destination = destination;
        }

        void begin(LogLine line) {
            begun = line;
            ended = null;
            digests.clear();
        }

        void end(Digest digest, LogLine line) {
            if (digests.size() < 2) {
                digests.add(digest);
            }
            ended = line;
        }

        Push push() {
            if (digests.size() > 1 && ended != null) {
                return new Push.DigestUnclear(destination, ended);
            }
            if (ended != null) {
                return new Push.Pushed(destination, digests.getFirst(), ended);
            }
            return begun != null
                    ? new Push.Pushing(destination, begun)
                    : new Push.Missing(destination);
        }
    }

    private final KanikoRun run;
    private final SequencedMap<String, Target> targets = new LinkedHashMap<>();
    private final SequencedSet<String> layers = new LinkedHashSet<>();
    private final List<UnpairedPush> unpaired = new ArrayList<>();
    private @Nullable Target current;

    PushLines(KanikoRun run) {
        this.run = run;
        for (ImageReference destination : run.destinations()) {
            targets.putIfAbsent(key(destination), new Target(destination));
        }
    }

    /// A layer of the cache is announced before it is pushed.
    void layer(String name) {
        if (layers.size() >= MOST) {
            layers.removeFirst();
        }
        layers.add(name);
    }

    /// Whether a destination's push begins here.
    boolean pushing(String name, LogLine line, boolean frontIsThere) {
        current = target(name, frontIsThere);
        if (current == null) {
            return false;
        }
        current.begin(line);
        return true;
    }

    /// A digest counts only whole.
    void pushed(String what, LogLine line) {
        int at = what.indexOf("@sha256:");
        Optional<Digest> digest = at < 0 ? Optional.empty() : Digest.parse(what.substring(at + 1));
        if (digest.isEmpty()) {
            return;
        }
        Optional<Repository> repository =
                ImageReference.parse(what.substring(0, at)).map(ImageReference::repository);
        if (repository.isEmpty()) {
            return;
        }
        if (current != null && current.destination.repository().equals(repository.get())) {
            current.end(digest.get(), line);
        } else {
            if (unpaired.size() >= LAST_UNPAIRED) {
                unpaired.removeFirst();
            }
            unpaired.add(new UnpairedPush(repository.get(), digest.get(), line));
        }
    }

    /// Early releases printed go-containerregistry's `<reference>: digest: sha256:... size: 423`
    /// for the manifest that was pushed.
    boolean oldDigestLine(String message, LogLine line, boolean frontIsThere) {
        int at = message.indexOf(": digest: sha256:");
        int end = at < 0 ? -1 : message.indexOf(" size: ", at);
        if (end < 0) {
            return false;
        }
        Target target =
                target(message.substring(message.lastIndexOf(' ', at) + 1, at), frontIsThere);
        Optional<Digest> digest = Digest.parse(message.substring(at + ": digest: ".length(), end));
        if (target == null || digest.isEmpty()) {
            return false;
        }
        current = target;
        target.begun = line;
        target.end(digest.get(), line);
        return true;
    }

    boolean anyBegun() {
        return targets.values().stream().anyMatch(t -> t.begun != null);
    }

    boolean isCurrentOpen() {
        return current != null && current.ended == null;
    }

    boolean isCurrentEnded() {
        return current != null && current.ended != null;
    }

    List<Push> pushes() {
        return targets.values().stream().map(Target::push).toList();
    }

    List<UnpairedPush> unpaired() {
        return List.copyOf(unpaired);
    }

    /// The destination that is named; null for a cache's layer and for what nobody asked for.
    private @Nullable Target target(String name, boolean frontIsThere) {
        Optional<ImageReference> named = ImageReference.parse(name);
        if (named.isEmpty()) {
            return null;
        }
        if (run.known() && !run.destinations().isEmpty()) {
            Optional<ImageReference> destination = run.destinationOf(named.get());
            return destination.isEmpty() ? null : targets.get(key(destination.get()));
        }
        boolean full = targets.size() >= MOST && !targets.containsKey(key(named.get()));
        if (isCacheLayer(named.get(), frontIsThere) || full) {
            return null;
        }
        return targets.computeIfAbsent(key(named.get()), key -> new Target(named.get()));
    }

    /// Without the arguments a layer is known by its announcement, or by a cache key as its tag
    /// where the announcement may have been lost. People tag images with 64 hexadecimal digits,
    /// too.
    private boolean isCacheLayer(ImageReference named, boolean frontIsThere) {
        boolean keyAsTag = named.tag().filter(PushLines::isCacheKey).isPresent();
        boolean inCache =
                named.repository().path().endsWith("/cache")
                        || run.cacheRepository().filter(named.repository()::equals).isPresent();
        return keyAsTag && (layers.contains(named.text()) || inCache || !frontIsThere);
    }

    private static boolean isCacheKey(String tag) {
        return tag.length() == CACHE_KEY
                && tag.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static String key(ImageReference reference) {
        return reference.repository()
                + reference.tag().map(t -> ":" + t).orElse("")
                + reference.digest().map(d -> "@" + d).orElse("");
    }
}
