package dev.antidote.probe;

import dev.antidote.wire.ProbeFamilies;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each family is sent.
 *
 * @param weights by family, above 0; their sum need not be 1
 */
public record ProbeMix(SortedMap<String, Double> weights) {
    private static final double ATTACKS = 2;

    public ProbeMix {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("mix: names no family");
        }
        weights.forEach((family, weight) -> {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("mix: the weight of '" + family + "' is " + weight
                        + "; write a number above 0, or leave the family out");
            }
        });
    }

    /** Half of it attacks, in equal parts, a quarter clean rows, and a quarter rows for the floor. */
    public static ProbeMix usual(ProbePack pack) {
        List<String> families = pack.families();
        long attacks = families.stream().filter(family -> !isPlain(family)).count();
        SortedMap<String, Double> weights = new TreeMap<>();
        families.forEach(family -> weights.put(family, isPlain(family) ? 1 : ATTACKS / attacks));
        return new ProbeMix(weights);
    }

    /** Reads {@code clean=1,badnets=2.5}. */
    public static ProbeMix parse(String text) {
        SortedMap<String, Double> weights = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank()) {
                throw new IllegalArgumentException(
                        "mix: '" + part + "' is no family with its weight, such as clean=1,badnets=2");
            }
            if (weights.put(sides[0].strip(), number(sides[1])) != null) {
                throw new IllegalArgumentException("mix: '" + sides[0].strip() + "' is named twice");
            }
        }
        return new ProbeMix(weights);
    }

    /**
     * Makes sure that a pack has what is to be sent.
     *
     * @throws IllegalArgumentException naming a family that it does not have, and those that it has
     */
    public void requireIn(ProbePack pack) {
        List<String> families = pack.families();
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            if (!families.contains(entry.getKey())) {
                throw new IllegalArgumentException("mix: the pack has no probes of '" + entry.getKey() + "'; it has "
                        + String.join(", ", families));
            }
        }
    }

    private static boolean isPlain(String family) {
        return family.equals(ProbeFamilies.CLEAN) || family.equals(ProbeFamilies.FLOOR);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("mix: '" + text + "' is not a number", e);
        }
    }
}
