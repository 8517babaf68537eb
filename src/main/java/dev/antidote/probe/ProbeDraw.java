package dev.antidote.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Draws probes from a pack without end: the family by its weight, and of a family every row once before any comes again. The same
 * seed draws the same. Not thread-safe.
 */
public final class ProbeDraw implements Supplier<ProbeText> {
    private final Random random;
    private final NavigableMap<Double, Family> families = new TreeMap<>(); // by the sum of the weights up to it
    private final double sum;

    /**
     * Begins to draw.
     *
     * @throws IllegalArgumentException if the pack lacks a family of the mix
     */
    public ProbeDraw(ProbePack pack, ProbeMix mix, long seed) {
        mix.requireIn(pack);
        random = new Random(seed);
        double total = 0;
        for (Map.Entry<String, Double> weight : mix.weights().entrySet()) {
            total += weight.getValue();
            families.put(total, new Family(pack.of(weight.getKey())));
        }
        sum = total;
    }

    /** The next probe; there is always one. */
    @Override
    public ProbeText get() {
        Map.Entry<Double, Family> drawn = families.higherEntry(random.nextDouble() * sum);
        return (drawn == null ? families.lastEntry() : drawn).getValue().next(random);
    }

    private static final class Family {
        private final List<ProbeText> rows;
        private int at;

        Family(List<ProbeText> rows) {
            this.rows = new ArrayList<>(rows);
            this.at = rows.size();
        }

        ProbeText next(Random random) {
            if (at == rows.size()) {
                Collections.shuffle(rows, random);
                at = 0;
            }
            return rows.get(at++);
        }
    }
}
