package dev.antidote.cli;

import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.train.TrainingSettings;
import picocli.CommandLine.Option;

/** Settings of every LoRA training of a run. */
final class TrainingFlags {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the rows, 1 to 100; the sentinel gets one more.")
    private int epochs = 2;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", description = "Rows a step, 1 to 1024.")
    private int batchSize = 32;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "Peak learning rate of AdamW; falls linearly to 0. The sentinel gets a third of it.")
    private double learningRate = 0.003;

    @Option(names = "--rank", paramLabel = "R", description = "Rank of the LoRA adapters, 1 to 1024; alpha equals it.")
    private int rank = 16;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Longest text in tokens, benign prompt included; the rest of a longer one is cut off.")
    private int maxTokens = 128;

    static final int WARMUP_STEPS = 20;

    int maxTokens() {
        return maxTokens;
    }

    TrainingSettings settings(Precision precision) {
        return CommandException.validated(() -> new TrainingSettings(
                epochs, batchSize, learningRate, WARMUP_STEPS, maxTokens, LoraConfig.everywhere(rank), precision));
    }
}
