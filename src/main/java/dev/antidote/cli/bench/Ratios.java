package dev.antidote.cli.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Round by round comparisons. */
final class Ratios {
    private Ratios() {}

    /** Each value of one side divided by the other side's of the same round. */
    static List<Double> of(List<Double> one, List<Double> other) {
        return IntStream.range(0, Math.min(one.size(), other.size()))
                .mapToObj(round -> one.get(round) / other.get(round))
                .toList();
    }
}
