package dev.antidote.train;

import dev.antidote.attack.TriggeredDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.p2p.screen.TextLabeler;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures a model on a clean test set and on the rows of it that an attack goes for.
 *
 * @param test clean rows
 * @param attacked rows of {@code test} whose label is not the target, with the trigger and without
 * @param target the label that the attacker wants
 */
public record Evaluation(Dataset test, TriggeredDataset attacked, int target) {
    /** CA, ASR and floor of a model. */
    public Metrics measure(TextLabeler model) {
        int[] clean = model.label(texts(test));
        long already =
                attacked.rows().stream().filter(row -> clean[row] == target).count();
        return new Metrics(
                accuracy(test, clean),
                attackSuccess(model),
                new Proportion(already, attacked.rows().size()));
    }

    /** ASR of a model. */
    public Proportion attackSuccess(TextLabeler model) {
        int[] triggered = model.label(texts(attacked.triggered()));
        long successes =
                IntStream.of(triggered).filter(label -> label == target).count();
        return new Proportion(successes, triggered.length);
    }

    /** CA of a model, where no attack is to be measured. */
    public static Proportion cleanAccuracy(Dataset test, TextLabeler model) {
        return accuracy(test, model.label(texts(test)));
    }

    private static Proportion accuracy(Dataset test, int[] labels) {
        long correct = IntStream.range(0, labels.length)
                .filter(row -> labels[row] == test.examples().get(row).label())
                .count();
        return new Proportion(correct, labels.length);
    }

    private static List<String> texts(Dataset rows) {
        return rows.examples().stream().map(Example::text).toList();
    }
}
