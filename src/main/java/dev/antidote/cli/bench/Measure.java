package dev.antidote.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param part of the benchmark that it belongs to
 * @param name what was measured, with its unit
 * @param rounds one value a round, at least one, in their order
 * @param wanted the least that the median should be; null where nothing is asked
 */
public record Measure(String part, String name, List<Double> rounds, @Nullable Double wanted) {
    public Measure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty() || rounds.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(part + ", " + name + ": " + rounds + " are no measured values");
        }
    }

    static Measure of(String part, String name, List<Double> rounds) {
        return new Measure(part, name, rounds, null);
    }

    static Measure of(String part, String name, double value) {
        return of(part, name, List.of(value));
    }

    /** The middle one of the rounds, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** The smallest of the rounds. */
    public double min() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest of the rounds. */
    public double max() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** For programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", part);
        json.put("name", name);
        json.put("median", median());
        json.put("min", min());
        json.put("max", max());
        json.put("rounds", rounds);
        if (wanted != null) {
            json.put("wanted", wanted);
            json.put("met", median() >= wanted);
        }
        return json;
    }
}
