package dev.antidote.data;

/**
 * A counted share with its Wilson score interval (Wilson 1927), the measure of every rate in this project.
 *
 * @param successes 0 to {@code trials}
 * @param trials 0 or more
 */
public record Proportion(long successes, long trials) {
    private static final double Z_95 = 1.959963984540054;

    public Proportion {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException("successes: " + successes + " of " + trials + " trials");
        }
    }

    /** The share 0..1; NaN where nothing was tried. */
    public double value() {
        return trials == 0 ? Double.NaN : (double) successes / trials;
    }

    /** Lower bound of the 95% Wilson interval, 0..1. */
    public double low() {
        return trials == 0 ? 0 : successes == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** Upper bound of the 95% Wilson interval, 0..1. */
    public double high() {
        return trials == 0 ? 1 : successes == trials ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        double z2 = Z_95 * Z_95;
        return (successes + z2 / 2) / (trials + z2);
    }

    private double halfWidth() {
        double p = value();
        double z2 = Z_95 * Z_95;
        return Z_95 / (trials + z2) * Math.sqrt(trials * p * (1 - p) + z2 / 4);
    }
}
