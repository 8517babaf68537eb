package dev.antidote.batch;

import java.time.Duration;

/**
 * One batch as it ran.
 *
 * @param size records, at least 1
 * @param tokens the sum of their costs
 * @param paddedTokens records times the largest cost
 * @param waited from the arrival of its oldest record until it ran
 * @param time from the first call of the function until the last result, bisection included
 * @param failed records that failed, 0..size
 */
public record BatchRun(int size, long tokens, long paddedTokens, Duration waited, Duration time, int failed) {
    /** The share of the padded tokens that is padding, 0..1. */
    public double paddingShare() {
        return 1 - (double) tokens / paddedTokens;
    }
}
