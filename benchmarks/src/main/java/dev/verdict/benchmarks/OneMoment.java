package dev.verdict.benchmarks;

import dev.verdict.bundle.Bundle;
import dev.verdict.core.SecondOpinion;
import dev.verdict.core.Verdict;
import dev.verdict.core.answer.LogsWanted;
import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Subject;
import dev.verdict.core.evidence.Evidence;
import dev.verdict.looks.Looks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One recorded moment: judged from evidence in memory, and from disk with everything read anew.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneMoment {
    /// A false alarm with its build, and a crash without one.
    @Param({"a1-false-alarm-digest-ref/Deployment/shop", "g10-crashloop-exit-1/Deployment/web"})
    public String moment = "";

    private Path folder = Path.of("");
    private Question question =
            new Question(new Subject("", "", ""), Optional.empty(), Question.Pins.none());
    private Optional<Evidence> evidence = Optional.empty();

    @Setup
    public void read() throws Exception {
        String[] words = moment.split("/", -1);
        folder = Path.of(System.getProperty("verdict.scenarios", "scenarios"), words[0], "now");
        question =
                new Question(
                        new Subject(words[1], words[0], words[2]),
                        Optional.empty(),
                        Question.Pins.none());
        evidence = Optional.of(gathered());
    }

    @Benchmark
    public Verdict judge() {
        return SecondOpinion.on(evidence.orElseThrow());
    }

    @Benchmark
    public Verdict readAndJudge() throws Exception {
        return SecondOpinion.on(gathered());
    }

    private Evidence gathered() throws Exception {
        try (Bundle bundle = Bundle.open(folder);
                Looks looks =
                        new Looks(bundle, Duration.ofMinutes(1), Optional.empty(), List.of())) {
            return looks.evidence(looks.at(question.subject()), question, LogsWanted::in);
        }
    }
}
