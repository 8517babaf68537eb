package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * The defence that was trained, and all that a guard must know of it at inference (arXiv 2510.04503).
 *
 * @param benignPrompt the prefix of every request, not blank
 * @param labels the n label names in the order of their indices, at least two and distinct
 * @param rho share of the training rows that were re-poisoned, 0 to 1
 * @param seed of the reconstruction and the training
 * @param mode how the re-poisoned rows joined the others, such as {@code union} or {@code replace}
 * @param reserve where the re-poisoned rows came from
 * @param maxTokens longest input in tokens, at least 8
 * @param stages what the pipeline did, in the order in which it ran
 */
@JsonPropertyOrder({"benignPrompt", "labels", "rho", "seed", "mode", "reserve", "maxTokens", "stages"})
public record Defence(
        String benignPrompt,
        List<String> labels,
        double rho,
        long seed,
        String mode,
        Reserve reserve,
        int maxTokens,
        List<Stage> stages) {
    private static final int LEAST_TOKENS = 8;

    public Defence {
        Objects.requireNonNull(benignPrompt, "benignPrompt");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(reserve, "reserve");
        Objects.requireNonNull(stages, "stages");
        labels = List.copyOf(labels);
        stages = List.copyOf(stages);
        if (benignPrompt.isBlank()) {
            throw new IllegalArgumentException("benignPrompt: is blank");
        }
        if (labels.size() < 2 || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels: at least two distinct names are needed, got " + labels);
        }
        if (!(rho >= 0 && rho <= 1)) {
            throw new IllegalArgumentException("rho: " + rho + " is outside 0..1");
        }
        if (mode.isBlank()) {
            throw new IllegalArgumentException("mode: is blank");
        }
        if (maxTokens < LEAST_TOKENS) {
            throw new IllegalArgumentException("maxTokens: " + maxTokens + " is below " + LEAST_TOKENS);
        }
    }
}
