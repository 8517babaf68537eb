package dev.antidote.bundle;

/**
 * Where a guard draws its lines.
 *
 * @param flagMargin verdicts with a smaller margin are flagged for review, 0 to 1
 */
public record Thresholds(double flagMargin) {
    public Thresholds {
        if (!(flagMargin >= 0 && flagMargin <= 1)) {
            throw new IllegalArgumentException("flagMargin: " + flagMargin + " is outside 0..1");
        }
    }
}
