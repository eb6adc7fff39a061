package dev.verdict.core.answer;

import dev.verdict.core.build.Push;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.core.image.Digest;
import dev.verdict.core.image.ImageReference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A push that some build in the evidence is known to have made. What a Kaniko pushed is never an
/// index.
record KnownPush(BuildRun build, ImageReference destination, Digest digest, Optional<Instant> at) {
    static List<KnownPush> in(List<BuildRun> builds, Evidence evidence) {
        List<KnownPush> all = new ArrayList<>();
        for (BuildRun build : builds) {
            if (BuildQuestion.ask(build, Optional.empty(), evidence)
                    instanceof BuildAnswer.Pushed pushed) {
                for (Push.Pushed push : pushed.pushes()) {
                    all.add(new KnownPush(build, push.destination(), push.digest(), pushed.at()));
                }
            }
        }
        return all;
    }

    static List<KnownPush> of(List<KnownPush> pushes, Digest digest) {
        return pushes.stream().filter(p -> p.digest().equals(digest)).toList();
    }
}
