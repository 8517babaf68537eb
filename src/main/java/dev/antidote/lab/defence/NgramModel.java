package dev.antidote.lab.defence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small language model: word bigrams that fall back on words, which fall back on their spelling by character n-grams, each with
 * Witten-Bell weights (Witten and Bell 1991), so that every text has a probability above zero. White space separates words; case is
 * ignored by whoever calls.
 */
final class NgramModel {
    private static final int CHARACTERS = 4;
    private static final double SIGNS = 1 << Character.SIZE;
    private static final String EDGE = "\n";

    private final Map<String, Context> afterWord = new HashMap<>();
    private final Context words = new Context();
    private final Map<String, Context> afterCharacters = new HashMap<>();

    /** Learns from texts, each a list of words. */
    static NgramModel of(List<List<String>> texts) {
        NgramModel model = new NgramModel();
        for (List<String> text : texts) {
            String previous = EDGE;
            for (String word : text) {
                model.see(previous, word);
                previous = word;
            }
            model.see(previous, EDGE);
        }
        model.words.counts.keySet().forEach(model::learnSpelling);
        return model;
    }

    /** The natural logarithm of the probability of a word after another, or at the {@link #edge edge}. */
    double logProbability(String previous, String word) {
        double p = words.weigh(word, spelling(word));
        Context context = afterWord.get(previous);
        return Math.log(context == null ? p : context.weigh(word, p));
    }

    /** What stands before the first word and after the last. */
    static String edge() {
        return EDGE;
    }

    private void see(String previous, String word) {
        afterWord.computeIfAbsent(previous, key -> new Context()).see(word);
        words.see(word);
    }

    /** Each distinct word once, so that rare words count for the spelling as much as frequent ones. */
    private void learnSpelling(String word) {
        String marked = word + EDGE;
        for (int i = 0; i < marked.length(); i++) {
            for (int length = 0; length < CHARACTERS && length <= i; length++) {
                afterCharacters
                        .computeIfAbsent(marked.substring(i - length, i), key -> new Context())
                        .see(marked.substring(i, i + 1));
            }
        }
    }

    private double spelling(String word) {
        String marked = word + EDGE;
        double p = 1;
        for (int i = 0; i < marked.length(); i++) {
            String sign = marked.substring(i, i + 1);
            double next = 1 / SIGNS;
            for (int length = 0; length < CHARACTERS && length <= i; length++) {
                Context context = afterCharacters.get(marked.substring(i - length, i));
                next = context == null ? next : context.weigh(sign, next);
            }
            p *= next;
        }
        return Math.max(p, Double.MIN_NORMAL);
    }

    /** What followed one history, and how often. */
    private static final class Context {
        private final Map<String, Integer> counts = new HashMap<>();
        private int total;

        void see(String next) {
            counts.merge(next, 1, Integer::sum);
            total++;
        }

        /** Between what was counted and a shorter history: the more kinds have followed, the more a new one is expected. */
        double weigh(String next, double shorter) {
            int kinds = counts.size();
            return (counts.getOrDefault(next, 0) + kinds * shorter) / (total + kinds);
        }
    }
}
