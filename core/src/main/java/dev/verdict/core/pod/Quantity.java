package dev.verdict.core.pod;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// A Kubernetes resource quantity (`1500m`, `200Gi`, `1e3`) as a plain number.
///
/// See [the
/// format](https://github.com/kubernetes/apimachinery/blob/v0.34.0/pkg/api/resource/quantity.go).
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
    private static final Map<String, BigDecimal> SUFFIXES =
            Map.ofEntries(
                    Map.entry("n", new BigDecimal("0.000000001")),
                    Map.entry("u", new BigDecimal("0.000001")),
                    Map.entry("m", new BigDecimal("0.001")),
                    Map.entry("k", BigDecimal.TEN.pow(3)),
                    Map.entry("M", BigDecimal.TEN.pow(6)),
                    Map.entry("G", BigDecimal.TEN.pow(9)),
                    Map.entry("T", BigDecimal.TEN.pow(12)),
                    Map.entry("P", BigDecimal.TEN.pow(15)),
                    Map.entry("E", BigDecimal.TEN.pow(18)),
                    Map.entry("Ki", BigDecimal.TWO.pow(10)),
                    Map.entry("Mi", BigDecimal.TWO.pow(20)),
                    Map.entry("Gi", BigDecimal.TWO.pow(30)),
                    Map.entry("Ti", BigDecimal.TWO.pow(40)),
                    Map.entry("Pi", BigDecimal.TWO.pow(50)),
                    Map.entry("Ei", BigDecimal.TWO.pow(60)));
    private static final int LONGEST = 64;

    public static Optional<Quantity> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        int end = text.length();
        while (end > 0 && !Character.isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
            end--;
        }
        String suffix = text.substring(end);
        BigDecimal factor = suffix.isEmpty() ? BigDecimal.ONE : SUFFIXES.get(suffix);
        String digits = text.substring(0, end);
        if (factor == null
                || !digits.matches("[+-]?[0-9]{1,40}(\\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new Quantity(new BigDecimal(digits).multiply(factor)));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }
}
