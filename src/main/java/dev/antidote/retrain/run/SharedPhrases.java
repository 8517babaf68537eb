package dev.antidote.retrain.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What texts that an attacker prepared have in common and honest ones have not: probably his trigger. Sequences of 1 to
 * {@value #LONGEST} words, without case and punctuation.
 */
final class SharedPhrases {
    private static final int LONGEST = 5;
    private static final int MOST = 3;
    private static final int LEAST_TEXTS = 3;
    private static final double LEAST_SHARE = 0.2;
    /** In honest texts it must be so much rarer. */
    private static final double RARER = 0.1;
    /** So much of a phrase's texts explained by a longer one, it is only a part of that. */
    private static final double EXPLAINED = 0.8;

    /** So much rarer than the most common one, it is chance: a trigger with a word of the text beside it. */
    private static final double LEAST_OF_TOP = 1.0 / 3;

    private SharedPhrases() {}

    /** The most common first, at most {@value #MOST}; none where fewer than {@value #LEAST_TEXTS} texts share one. */
    static List<String> of(List<String> poisoned, List<String> honest) {
        Map<String, Integer> counts = counts(poisoned);
        double least = Math.max(LEAST_TEXTS, Math.ceil(LEAST_SHARE * poisoned.size()));
        counts.values().removeIf(count -> count < least);
        dropHonest(counts, poisoned.size(), honest);
        List<String> longestFirst = counts.keySet().stream()
                .sorted(Comparator.comparingInt(SharedPhrases::length)
                        .reversed()
                        .thenComparing(phrase -> phrase))
                .toList();
        List<String> kept = new ArrayList<>();
        for (String phrase : longestFirst) {
            boolean part = kept.stream()
                    .anyMatch(longer -> (' ' + longer + ' ').contains(' ' + phrase + ' ')
                            && count(counts, longer) >= EXPLAINED * count(counts, phrase));
            if (!part) {
                kept.add(phrase);
            }
        }
        int top = kept.stream().mapToInt(phrase -> count(counts, phrase)).max().orElse(0);
        return kept.stream()
                .filter(phrase -> count(counts, phrase) >= LEAST_OF_TOP * top)
                .sorted(Comparator.comparingInt((String phrase) -> count(counts, phrase))
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static int count(Map<String, Integer> counts, String phrase) {
        return counts.getOrDefault(phrase, 0);
    }

    private static void dropHonest(Map<String, Integer> counts, int poisoned, List<String> honest) {
        Map<String, Integer> seen = new HashMap<>();
        for (String text : honest) {
            phrases(text).stream().filter(counts::containsKey).forEach(phrase -> seen.merge(phrase, 1, Integer::sum));
        }
        counts.entrySet()
                .removeIf(each -> (double) count(seen, each.getKey()) / Math.max(1, honest.size())
                        > RARER * each.getValue() / poisoned);
    }

    private static Map<String, Integer> counts(List<String> texts) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> phrases(text).forEach(phrase -> counts.merge(phrase, 1, Integer::sum)));
        return counts;
    }

    /** Each once. */
    private static Set<String> phrases(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("(?U)[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> phrases = new HashSet<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST); to++) {
                phrases.add(String.join(" ", words.subList(from, to)));
            }
        }
        return phrases;
    }

    private static int length(String phrase) {
        return phrase.split(" ").length;
    }
}
