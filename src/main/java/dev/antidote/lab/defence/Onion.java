package dev.antidote.lab.defence;

import dev.antidote.data.Example;
import dev.antidote.train.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * ONION (Qi et al., EMNLP 2021, arXiv 2011.10369): words that make a text read badly are taken out of every request before the
 * undefended model sees it.
 *
 * <p>What differs: the paper's language model is GPT-2, here it is an n-gram model of words and spellings that knows only the trusted
 * rows. It judges words more coarsely, so this is a weaker ONION than the paper's; a trigger of ordinary words escapes both.
 *
 * <p>The bar is the lowest that costs at most {@code maxLoss} of the accuracy on the trusted rows. A trusted row is judged by a model
 * that has not seen it; the classifier has, so that the loss on new text can be a little larger.
 *
 * @param maxLoss accuracy that the removal may cost on trusted rows, 0..1; the paper's experiments lose about 0.02
 */
record Onion(double maxLoss) implements LabDefence {
    private static final String NAME = "onion";
    private static final int FOLDS = 5;
    /** Shares of trusted words that a bar lets stand, strictest first. */
    private static final double[] KEPT = {0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99};

    private static final String CHOOSING = "choosing the suspicion bar";

    Onion {
        if (!(maxLoss >= 0 && maxLoss <= 1)) {
            throw new IllegalArgumentException("onion: loss " + maxLoss + " is outside 0..1");
        }
    }

    static Onion standard() {
        return new Onion(0.02);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsTrusted() {
        return true;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        task.requireTrusted(NAME);
        return NoDefence.over(task, trainer, progress, victim -> over(victim, task.reviewed(), progress));
    }

    private DefendedModel over(TextModel victim, List<Example> reviewed, Progress progress) {
        List<double[]> unseen = crossFitted(reviewed);
        double bar = bar(reviewed, unseen, victim, progress);
        double[] all = sorted(unseen);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("suspicion bar", bar);
        figures.put(
                "trusted words removed",
                (double) Arrays.stream(all).filter(suspicion -> suspicion > bar).count() / all.length);
        return new Filtering(
                victim,
                new Suspicion(learn(reviewed, IntStream.range(0, reviewed.size()))),
                bar,
                DefenceFacts.figures(figures));
    }

    private static NgramModel learn(List<Example> rows, IntStream which) {
        return NgramModel.of(
                which.mapToObj(row -> Suspicion.folded(rows.get(row).text())).toList());
    }

    /** The suspicions of each row's words under a language model of the other folds. */
    private static List<double[]> crossFitted(List<Example> rows) {
        List<double[]> suspicions =
                new ArrayList<>(rows.stream().map(row -> new double[0]).toList());
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            Suspicion others =
                    new Suspicion(learn(rows, IntStream.range(0, rows.size()).filter(row -> row % FOLDS != left)));
            for (int row = fold; row < rows.size(); row += FOLDS) {
                suspicions.set(row, others.of(rows.get(row).text()));
            }
        }
        return suspicions;
    }

    private double bar(List<Example> rows, List<double[]> suspicions, TextModel victim, Progress progress) {
        double[] all = sorted(suspicions);
        double wanted = accuracy(rows, rows.stream().map(Example::text).toList(), victim) - maxLoss;
        for (int i = 0; i < KEPT.length; i++) {
            progress.at(CHOOSING, i, KEPT.length);
            // Below 0 a word makes its text read better; taking it out would not be ONION any more.
            double bar = Math.max(0, all[(int) (KEPT[i] * (all.length - 1))]);
            List<String> filtered = IntStream.range(0, rows.size())
                    .mapToObj(row -> Suspicion.filtered(rows.get(row).text(), suspicions.get(row), bar))
                    .toList();
            if (accuracy(rows, filtered, victim) >= wanted) {
                progress.at(CHOOSING, KEPT.length, KEPT.length);
                return bar;
            }
        }
        progress.at(CHOOSING, KEPT.length, KEPT.length);
        return Math.max(0, all[all.length - 1]);
    }

    private static double accuracy(List<Example> rows, List<String> texts, TextModel model) {
        int[] labels = model.labels(texts);
        return (double) IntStream.range(0, labels.length)
                        .filter(row -> labels[row] == rows.get(row).label())
                        .count()
                / labels.length;
    }

    private static double[] sorted(List<double[]> suspicions) {
        return suspicions.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    private record Filtering(TextModel victim, Suspicion suspicion, double bar, DefenceFacts facts)
            implements DefendedModel {
        @Override
        public int[] labels(List<String> texts) {
            return victim.labels(texts.stream()
                    .map(text -> Suspicion.filtered(text, suspicion.of(text), bar))
                    .toList());
        }

        @Override
        public void close() {
            victim.close();
        }
    }
}
