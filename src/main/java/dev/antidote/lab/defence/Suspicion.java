package dev.antidote.lab.defence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** ONION's suspicion of a word: by how much the perplexity of its text falls when the word is left out. */
final class Suspicion {
    private final NgramModel model;

    Suspicion(NgramModel model) {
        this.model = model;
    }

    /** The words of a text as they stand. */
    static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    /** The words of a text as the language model knows them. */
    static List<String> folded(String text) {
        return words(text.toLowerCase(Locale.ROOT));
    }

    /** One suspicion a word; above 0 where the text reads better without it. */
    double[] of(String text) {
        List<String> words = folded(text);
        int n = words.size();
        double[] steps = new double[n + 1];
        double whole = 0;
        for (int i = 0; i <= n; i++) {
            steps[i] = model.logProbability(at(words, i - 1), at(words, i));
            whole += steps[i];
        }
        double perplexity = Math.exp(-whole / (n + 1));
        double[] suspicions = new double[n];
        for (int i = 0; i < n; i++) {
            double without = whole - steps[i] - steps[i + 1] + model.logProbability(at(words, i - 1), at(words, i + 1));
            suspicions[i] = perplexity - Math.exp(-without / n);
        }
        return suspicions;
    }

    /** The text without the words whose suspicion is above the bar; one of which all would go stays as it is. */
    static String filtered(String text, double[] suspicions, double bar) {
        List<String> words = words(text);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (suspicions[i] <= bar) {
                kept.add(words.get(i));
            }
        }
        return kept.size() == words.size() || kept.isEmpty() ? text : String.join(" ", kept);
    }

    private static String at(List<String> words, int i) {
        return i < 0 || i >= words.size() ? NgramModel.edge() : words.get(i);
    }
}
