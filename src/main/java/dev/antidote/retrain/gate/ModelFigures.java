package dev.antidote.retrain.gate;

import dev.antidote.data.Proportion;
import java.util.List;

/**
 * What was measured of a model on rows that its training never saw.
 *
 * @param bundle the id of its bundle
 * @param cleanAccuracy CA
 * @param attacks every attack for every target label
 * @param falseAlarms clean rows that its own thresholds flag
 * @param leakage mean softmax mass on the base space over the clean rows, 0..1
 */
public record ModelFigures(
        String bundle, Proportion cleanAccuracy, List<AttackFigures> attacks, Proportion falseAlarms, double leakage) {
    public ModelFigures {
        attacks = List.copyOf(attacks);
        if (cleanAccuracy.trials() == 0 || falseAlarms.trials() == 0) {
            throw new IllegalArgumentException("figures of bundle " + bundle + ": no clean rows were measured");
        }
        if (!(leakage >= 0 && leakage <= 1)) {
            throw new IllegalArgumentException("leakage: " + leakage + " is outside 0..1");
        }
    }
}
