package dev.antidote.page;

import dev.antidote.data.Proportion;

/**
 * A measured share with its 95 % interval.
 *
 * @param value 0 to 1
 * @param low lower end of the interval, 0 to {@code value}
 * @param high upper end of the interval, {@code value} to 1
 * @param n how many texts it was measured on, at least 1
 */
public record Rate(double value, double low, double high, long n) {
    private static final double ROUNDING = 1e-9;

    public Rate {
        boolean ordered = low <= value + ROUNDING && value <= high + ROUNDING;
        if (!(low >= -ROUNDING && high <= 1 + ROUNDING && ordered)) {
            throw new IllegalArgumentException(
                    "rate: " + value + " [" + low + ", " + high + "] is no share with interval");
        }
        if (n < 1) {
            throw new IllegalArgumentException("n: a rate over " + n + " texts");
        }
    }

    /**
     * The share of something counted, with its Wilson interval.
     *
     * @throws IllegalArgumentException where nothing was counted
     */
    public static Rate of(Proportion counted) {
        return new Rate(counted.value(), counted.low(), counted.high(), counted.trials());
    }
}
