package dev.antidote.lab.defence;

import dev.antidote.data.Example;
import dev.antidote.data.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Mixes texts for {@link Strip}: some words of a text give way to the words of highest tf-idf of a row with another label. */
final class Mixer {
    private final List<Example> donors;
    private final List<List<String>> telling;
    private final double swapped;
    private final long seed;

    /**
     * A mixer.
     *
     * @param donors rows of two labels at least
     * @param swapped share of words that give way, rounded, one at least
     */
    Mixer(List<Example> donors, double swapped, long seed) {
        this.donors = donors;
        this.swapped = swapped;
        this.seed = seed;
        Map<String, Integer> rowsWith = new HashMap<>();
        donors.forEach(donor -> new HashSet<>(words(donor.text().toLowerCase(Locale.ROOT)))
                .forEach(word -> rowsWith.merge(word, 1, Integer::sum)));
        this.telling = donors.stream()
                .map(donor -> byTfIdf(donor.text(), rowsWith, donors.size()))
                .toList();
    }

    /** Mixtures with rows of other labels than {@code label}; the same for the same text and label. */
    List<String> mixtures(String text, int label, int copies) {
        Random random = Seeds.row(seed, text.hashCode());
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < donors.size(); i++) {
            if (donors.get(i).label() != label && !donors.get(i).text().equals(text)) {
                others.add(i);
            }
        }
        List<String> mixtures = new ArrayList<>(copies);
        for (int i = 0; i < copies; i++) {
            mixtures.add(
                    others.isEmpty()
                            ? text
                            : mix(text, telling.get(others.get(random.nextInt(others.size()))), random));
        }
        return mixtures;
    }

    private String mix(String text, List<String> foreign, Random random) {
        List<String> words = new ArrayList<>(words(text));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        int count = Math.max(1, (int) Math.round(swapped * words.size()));
        for (int i = 0; i < count; i++) {
            words.set(places.get(i), foreign.get(i % foreign.size()));
        }
        return String.join(" ", words);
    }

    private static List<String> byTfIdf(String text, Map<String, Integer> rowsWith, int rows) {
        Map<String, Double> weights = new HashMap<>();
        for (String word : words(text)) {
            double idf = Math.log((1.0 + rows) / (1 + rowsWith.getOrDefault(word.toLowerCase(Locale.ROOT), 0))) + 1;
            weights.merge(word, idf, Double::sum);
        }
        return weights.keySet().stream()
                .sorted(Comparator.comparingDouble((String word) -> -weights.getOrDefault(word, 0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
