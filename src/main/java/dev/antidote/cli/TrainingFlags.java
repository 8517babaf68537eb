package dev.antidote.cli;

import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.train.TrainingSettings;
import picocli.CommandLine.Option;

/** Settings of every LoRA training of a run. */
final class TrainingFlags {
    @Option(names = "--epochs", paramLabel = "N", defaultValue = "3", description = "Passes over the rows, 1 to 100.")
    private int epochs;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", description = "Rows a step, 1 to 1024.")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "Peak learning rate of AdamW; falls linearly to 0.")
    private double learningRate;

    @Option(
            names = "--rank",
            paramLabel = "R",
            defaultValue = "16",
            description = "Rank of the LoRA adapters, 1 to 1024; alpha equals it.")
    private int rank;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "128",
            description = "Longest text in tokens, benign prompt included; the rest of a longer one is cut off.")
    private int maxTokens;

    private static final int WARMUP_STEPS = 20;

    int maxTokens() {
        return maxTokens;
    }

    TrainingSettings settings(Precision precision) {
        return CommandException.validated(() -> new TrainingSettings(
                epochs, batchSize, learningRate, WARMUP_STEPS, maxTokens, LoraConfig.everywhere(rank), precision));
    }
}
