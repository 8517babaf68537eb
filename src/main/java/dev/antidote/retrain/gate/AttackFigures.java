package dev.antidote.retrain.gate;

import dev.antidote.data.Proportion;

/**
 * What one attack does for one target label.
 *
 * @param family the attack, such as {@code badnets}
 * @param target the label that the attacker wants
 * @param success ASR: triggered rows of other labels that got the target label
 * @param floor those same rows without the trigger that got it
 */
public record AttackFigures(String family, String target, Proportion success, Proportion floor) {
    public AttackFigures {
        if (success.trials() != floor.trials() || success.trials() == 0) {
            throw new IllegalArgumentException("figures of " + family + ": " + success.trials() + " triggered rows and "
                    + floor.trials() + " without the trigger; they must be the same, and some");
        }
    }

    /** What the trigger adds, ASR minus floor, -1..1. */
    public double excess() {
        return success.value() - floor.value();
    }
}
