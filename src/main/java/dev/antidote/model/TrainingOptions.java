package dev.antidote.model;

/**
 * What is trained, and how.
 *
 * @param lora the adapter
 * @param classes rows of the head, at least 1
 * @param seed decides the first values and the dropout
 * @param optimizer everything about the optimizer but the learning rate
 * @param precision of the frozen weights; what is learnt is fp32 in any case
 */
public record TrainingOptions(LoraConfig lora, int classes, long seed, AdamW optimizer, Precision precision) {
    /** fp32 and the standard AdamW. */
    public static TrainingOptions of(LoraConfig lora, int classes, long seed) {
        return new TrainingOptions(lora, classes, seed, AdamW.standard(), Precision.FP32);
    }

    /** The same in another precision. */
    public TrainingOptions withPrecision(Precision other) {
        return new TrainingOptions(lora, classes, seed, optimizer, other);
    }

    /** The same with another optimizer. */
    public TrainingOptions withOptimizer(AdamW other) {
        return new TrainingOptions(lora, classes, seed, other, precision);
    }
}
