package dev.antidote.train;

import dev.antidote.data.Proportion;

/**
 * The three figures that are always reported together.
 *
 * @param cleanAccuracy CA: clean test rows that got their true label
 * @param attackSuccess ASR: triggered rows, whose true label is not the target, that got the target label
 * @param floor those same rows without the trigger that got the target label anyway: plain error, not backdoor
 */
public record Metrics(Proportion cleanAccuracy, Proportion attackSuccess, Proportion floor) {
    /** ASR minus floor: what the trigger adds, -1..1. */
    public double excess() {
        return attackSuccess.value() - floor.value();
    }
}
