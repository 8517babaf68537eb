package dev.antidote.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after which pauses a failed call is made again.
 *
 * @param retries 0 or more tries after the first
 * @param firstWait the longest pause before the first retry; doubled before each further one
 * @param maxWait the longest pause of all
 */
record RetryPolicy(int retries, Duration firstWait, Duration maxWait) {
    RetryPolicy {
        if (retries < 0) {
            throw new IllegalArgumentException("retries: " + retries + " is negative");
        }
    }

    /**
     * The pause after failed attempt {@code attempt} (from 0): between half of the doubled wait and all of it, so that instances
     * that failed together do not come back together.
     */
    Duration pause(int attempt, RandomGenerator random) {
        long doubled = firstWait.toMillis() << Math.min(attempt, 20);
        long longest = Math.min(doubled, maxWait.toMillis());
        return Duration.ofMillis(longest - (long) (random.nextDouble() * longest / 2));
    }
}
