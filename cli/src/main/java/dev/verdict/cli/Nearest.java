package dev.verdict.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What somebody who mistyped a flag or a command may have meant.
final class Nearest {
    private Nearest() {}

    /// The only one that is at most two slips away, or a third of the word.
    static Optional<String> to(String typed, List<String> known) {
        int most = Math.min(2, Math.max(1, typed.replace("-", "").length() / 3));
        return known.stream()
                .filter(name -> distance(typed, name) <= most)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /// Letters to insert, drop or replace.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
