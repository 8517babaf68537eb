package dev.antidote.model;

/**
 * Adam with decoupled weight decay (arXiv 1711.05101) and bias correction.
 *
 * @param beta1 decay of the gradient's mean, 0 up to but not including 1
 * @param beta2 decay of the squared gradient's mean, 0 up to but not including 1
 * @param epsilon above 0
 * @param weightDecay 0 or greater; times the learning rate, a step
 * @param largestGradient the gradient's norm is cut to this; 0 for no cut
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay, double largestGradient) {
    public AdamW {
        requireRange("beta1", beta1, 1);
        requireRange("beta2", beta2, 1);
        requireRange("weight decay", weightDecay, Double.POSITIVE_INFINITY);
        requireRange("largest gradient", largestGradient, Double.POSITIVE_INFINITY);
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("adamw epsilon: " + epsilon + " is not a finite number above 0");
        }
    }

    /** Betas 0.9 and 0.999, epsilon 1e-8, no weight decay, no cut. */
    public static AdamW standard() {
        return new AdamW(0.9, 0.999, 1e-8, 0, 0);
    }

    private static void requireRange(String key, double value, double below) {
        if (!(value >= 0 && value < below)) {
            throw new IllegalArgumentException("adamw " + key + ": " + value + " is outside 0.." + below);
        }
    }
}
