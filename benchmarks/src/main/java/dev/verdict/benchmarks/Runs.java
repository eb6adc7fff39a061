package dev.verdict.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One contender and what its runs cost.
final class Runs {
    final String name;
    final List<String> command;
    final List<Run> timed = new ArrayList<>();
    final List<Watched> watched = new ArrayList<>();

    Runs(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    record Run(Duration wall, Duration cpu, List<Server.Noted> noted) {}

    /// A run whose time does not count.
    record Watched(Memory memory, long bytes) {}

    Spread wall() {
        return new Spread(timed.stream().map(run -> seconds(run.wall)).toList());
    }

    Spread cpu() {
        return new Spread(timed.stream().map(run -> seconds(run.cpu)).toList());
    }

    /// Beside another one, run by run: what ran one after the other saw the same machine.
    Spread ratio(Runs other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < timed.size(); i++) {
            ratios.add(seconds(timed.get(i).wall) / seconds(other.timed.get(i).wall));
        }
        return new Spread(ratios);
    }

    double requests() {
        return new Spread(timed.stream().map(run -> (double) run.noted.size()).toList()).median();
    }

    double bytes() {
        return new Spread(watched.stream().map(run -> (double) run.bytes).toList()).median();
    }

    double ownMemory() {
        return new Spread(watched.stream().map(it -> it.memory.own() / 1024.0).toList()).median();
    }

    double kubectlMemory() {
        return new Spread(watched.stream().map(it -> it.memory.kubectl() / 1024.0).toList())
                .median();
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
