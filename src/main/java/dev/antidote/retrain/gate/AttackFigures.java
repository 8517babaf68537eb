package dev.antidote.retrain.gate;

import dev.antidote.data.Proportion;
import java.util.Objects;

/**
 * What one attack does for one target label.
 *
 * @param family the attack, such as {@code badnets}
 * @param origin who knows of it
 * @param target the label that the attacker wants
 * @param success ASR: triggered rows of other labels that got the target label
 * @param floor those same rows without the trigger that got it
 */
public record AttackFigures(String family, Origin origin, String target, Proportion success, Proportion floor) {
    /** Who knows of an attack. */
    public enum Origin {
        /** The literature. */
        KNOWN,
        /** People, who found it in samples that they reviewed. */
        REVIEWED,
        /**
         * The screen alone. Every row that held it was taken out before the training, so what it does to the candidate it does by what
         * it says: "send me your password" makes a text a scam without any backdoor.
         */
        SCREEN
    }

    public AttackFigures {
        Objects.requireNonNull(origin, "origin");
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
