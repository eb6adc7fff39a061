package dev.verdict.benchmarks;

import java.util.List;
import java.util.Locale;

/// Figures of several runs, from the smallest to the largest.
record Spread(List<Double> sorted) {
    Spread {
        sorted = sorted.stream().sorted().toList();
    }

    double median() {
        int size = sorted.size();
        return size == 0 ? 0 : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    double quartile(int which) {
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * which / 4);
    }

    /// `0.213 (0.201 to 0.240)`: the median, and the middle half of all runs.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f (%.3f to %.3f)", median(), quartile(1), quartile(3));
    }
}
