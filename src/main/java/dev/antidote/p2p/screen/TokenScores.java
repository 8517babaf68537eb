package dev.antidote.p2p.screen;

import dev.antidote.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How strongly each word of a set stands with each label: the z-score of the word's label share against the label's share of all
 * rows, for every pair that occurs (He et al. 2023, arXiv 2305.11596). Correlation only, no model is asked.
 *
 * <p>Words are those of the causal screen, once a row; the label's share stands for the paper's prior. Pairs of equal score are in
 * the order of their words.
 */
public final class TokenScores {
    private static final Comparator<Candidate> STRONGEST_FIRST = Comparator.comparingDouble(Candidate::zScore)
            .reversed()
            .thenComparing(Candidate::text)
            .thenComparingInt(Candidate::label);

    private final List<Candidate> pairs;

    private TokenScores(List<Candidate> pairs) {
        this.pairs = pairs;
    }

    /** Scores a set. */
    public static TokenScores of(Dataset data) {
        Map<String, List<List<Integer>>> rowsOf = new TreeMap<>();
        double[] share = new double[data.labels().size()];
        for (int row = 0; row < data.size(); row++) {
            int label = data.examples().get(row).label();
            share[label] += 1.0 / data.size();
            Tokens tokens = new Tokens(data.examples().get(row).text());
            for (String word : Set.copyOf(tokens.words(0, tokens.size()))) {
                rowsOf.computeIfAbsent(word, key -> emptyLists(share.length))
                        .get(label)
                        .add(row);
            }
        }
        List<Candidate> pairs = new ArrayList<>();
        rowsOf.forEach((word, byLabel) -> {
            int all = byLabel.stream().mapToInt(List::size).sum();
            for (int label = 0; label < share.length; label++) {
                List<Integer> own = byLabel.get(label);
                if (!own.isEmpty()) {
                    pairs.add(new Candidate(
                            word, new Phrase(List.of(word)), word, label, own, zScore(own.size(), all, share[label])));
                }
            }
        });
        pairs.sort(STRONGEST_FIRST);
        return new TokenScores(pairs);
    }

    /**
     * The pairs of at least this score.
     *
     * @param minCount fewest rows of the label that the word must stand in
     * @return strongest first
     */
    public List<Candidate> atLeast(double bar, int minCount) {
        return pairs.stream()
                .filter(pair -> pair.zScore() >= bar && pair.rows().size() >= minCount)
                .toList();
    }

    /** The score so many standard deviations above the mean score of all pairs; infinite where there is no pair. */
    public double outlierBar(double deviations) {
        if (pairs.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = pairs.stream().mapToDouble(Candidate::zScore).average().orElseThrow();
        double variance = pairs.stream()
                .mapToDouble(pair -> (pair.zScore() - mean) * (pair.zScore() - mean))
                .average()
                .orElseThrow();
        return mean + deviations * Math.sqrt(variance);
    }

    private static List<List<Integer>> emptyLists(int count) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>(4));
        }
        return lists;
    }

    private static double zScore(int own, int all, double share) {
        return share >= 1 ? 0 : (own - all * share) / Math.sqrt(all * share * (1 - share));
    }
}
