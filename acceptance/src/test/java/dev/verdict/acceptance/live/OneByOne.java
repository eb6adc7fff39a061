package dev.verdict.acceptance.live;

import dev.verdict.acceptance.Around;
import dev.verdict.looks.cluster.Answer;
import dev.verdict.looks.cluster.Cluster;
import dev.verdict.looks.cluster.Deadline;
import dev.verdict.looks.cluster.Get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A cluster that is asked one thing after another and answers each in full, so that a test can do
/// something to the server between two requests, and to no request that is under way.
record OneByOne(Cluster whole, Step before, Seen after) implements Around {
    /// What happens before a request.
    interface Step {
        void before(Get get) throws Exception;
    }

    /// What happens when its answer is there and nobody has seen it.
    interface Seen {
        void after(Get get, Answer answer) throws Exception;
    }

    static OneByOne before(Cluster whole, Step step) {
        return new OneByOne(whole, step, (_, _) -> {});
    }

    static OneByOne after(Cluster whole, Seen seen) {
        return new OneByOne(whole, _ -> {}, seen);
    }

    @Override
    public synchronized Answer get(Get get, Deadline deadline) {
        try {
            before.before(get);
            Answer answer = inFull(whole.get(get, deadline));
            after.after(get, answer);
            return answer;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer inFull(Answer answer) {
        return switch (answer) {
            case Answer.NoResponse none -> none;
            case Answer.Response(int status, var headers, InputStream body) -> {
                try (body) {
                    yield new Answer.Response(
                            status, headers, new ByteArrayInputStream(body.readAllBytes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
