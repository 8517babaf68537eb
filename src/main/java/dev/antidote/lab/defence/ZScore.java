package dev.antidote.lab.defence;

import dev.antidote.p2p.screen.Candidate;
import dev.antidote.p2p.screen.TokenScores;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Screening of token-label pairs by their z-score, without any causal test: rows that hold a word under the label that it stands with
 * too often are removed, and the undefended model is trained again (Z-TOKEN of He et al. 2023, arXiv 2305.11596). Honest words stand
 * with a label too, so a low bar costs clean rows; a high one misses a trigger at a low poisoning rate.
 *
 * @param name the name in reports
 * @param bar the least suspicious score
 * @param deviations whether {@code bar} counts standard deviations above the mean score of all pairs, as the paper has it, or is the
 *     z-score itself
 * @param minCount fewest rows of the label that the word must stand in; the paper asks for none
 */
record ZScore(String name, double bar, boolean deviations, int minCount) implements LabDefence {
    /** Triggers named in the facts; a low bar would name half the vocabulary. */
    private static final int NAMED = 10;

    /** The bar and count of the causal screen's candidates, so that what its test adds can be seen. */
    static ZScore candidates() {
        return new ZScore("z-score", 3.5, false, 5);
    }

    /** The paper's bar of 18 standard deviations, chosen there for a poisoning rate of 20%. */
    static ZScore published() {
        return new ZScore("z-token", 18, true, 1);
    }

    ZScore {
        if (!(bar > 0) || minCount < 1) {
            throw new IllegalArgumentException(name + ": bar " + bar + " and count " + minCount + " must be positive");
        }
    }

    @Override
    public boolean needsTrusted() {
        return false;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        TokenScores scores = TokenScores.of(task.data());
        double least = deviations ? scores.outlierBar(bar) : bar;
        List<Candidate> suspects = scores.atLeast(least, minCount);
        NavigableSet<Integer> rows = new TreeSet<>();
        suspects.forEach(suspect -> rows.addAll(suspect.rows()));
        Retraining retraining = Retraining.without(name, rows, task);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("least z-score", least);
        figures.put("suspicious words", (double) suspects.size());
        List<String> named = suspects.stream().limit(NAMED).map(Candidate::text).toList();
        return new PlainDefended(
                retraining.train(task, trainer, progress),
                new DefenceFacts(List.of(retraining.removal()), named, List.of(), figures));
    }
}
