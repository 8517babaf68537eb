package dev.antidote.train;

import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;

/**
 * Settings of one LoRA training.
 *
 * @param epochs passes over the rows, 1..100
 * @param batchSize rows a step, 1..1024
 * @param learningRate peak rate of AdamW, above 0 and at most 0.1; falls linearly to 0
 * @param warmupSteps steps over which the rate rises to its peak, 0 or more
 * @param maxTokens longest text in tokens, special ones included, 8 to the model's positions
 * @param lora rank, scale and the linear kinds that carry adapters
 * @param precision of the frozen weights
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        double learningRate,
        int warmupSteps,
        int maxTokens,
        LoraConfig lora,
        Precision precision) {
    public TrainingSettings {
        require(epochs >= 1 && epochs <= 100, "epochs", epochs, "1..100");
        require(batchSize >= 1 && batchSize <= 1024, "batch size", batchSize, "1..1024");
        require(learningRate > 0 && learningRate <= 0.1, "learning rate", learningRate, "(0, 0.1]");
        require(warmupSteps >= 0, "warm-up steps", warmupSteps, "0 or more");
        require(maxTokens >= 8, "max tokens", maxTokens, "8 or more");
    }

    /**
     * One epoch more at a third of the rate: for the sentinel, since at a high rate the poisoned rows teach the extended space as well,
     * and for a set so small that the usual rate teaches nothing (docs/results).
     */
    public TrainingSettings gentle() {
        return new TrainingSettings(
                Math.min(100, epochs + 1), batchSize, learningRate / 3, warmupSteps, maxTokens, lora, precision);
    }

    /** The rate of a step, {@code step} counted from 0 of {@code steps}. */
    double learningRateAt(int step, int steps) {
        double warm = warmupSteps == 0 ? 1 : Math.min(1, (step + 1.0) / warmupSteps);
        return learningRate * warm * (steps - step) / steps;
    }

    private static void require(boolean valid, String key, Object value, String range) {
        if (!valid) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + range);
        }
    }
}
