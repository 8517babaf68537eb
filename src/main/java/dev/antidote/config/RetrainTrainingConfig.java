package dev.antidote.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How {@code antidote retrain} trains; the defaults are those of {@code antidote train}.
 *
 * @param base the directory of the base model; where empty, the one that comes with Antidote
 * @param precision the arithmetic of the frozen weights
 * @param epochs passes over the rows, 1..100; the sentinel gets one more
 * @param batchSize rows a step, 1..1024
 * @param learningRate peak learning rate of AdamW, above 0 up to 1
 * @param rank of the LoRA adapters, 1..1024
 * @param maxTokens the longest text in tokens, the benign prompt included, 8..8192; the base model may allow less
 */
public record RetrainTrainingConfig(
        Optional<Path> base,
        Precision precision,
        int epochs,
        int batchSize,
        double learningRate,
        int rank,
        int maxTokens) {
    /** What is not configured. */
    public static final RetrainTrainingConfig DEFAULTS =
            new RetrainTrainingConfig(Optional.empty(), Precision.AUTO, 2, 32, 0.003, 16, 128);

    public RetrainTrainingConfig {
        Checks.between("epochs", epochs, 1, 100);
        Checks.between("batchSize", batchSize, 1, 1024);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("learningRate: " + learningRate + " is outside 0 (excluded) to 1");
        }
        Checks.between("rank", rank, 1, 1024);
        Checks.between("maxTokens", maxTokens, 8, 8192);
    }

    static RetrainTrainingConfig read(Section section) {
        Optional<Path> base = section.place("base");
        Precision precision = section.oneOf("precision", DEFAULTS.precision);
        int epochs = section.integer("epochs", DEFAULTS.epochs);
        int batchSize = section.integer("batchSize", DEFAULTS.batchSize);
        double learningRate = section.decimal("learningRate").orElse(DEFAULTS.learningRate);
        int rank = section.integer("rank", DEFAULTS.rank);
        int maxTokens = section.integer("maxTokens", DEFAULTS.maxTokens);
        return section.build(
                () -> new RetrainTrainingConfig(base, precision, epochs, batchSize, learningRate, rank, maxTokens));
    }
}
