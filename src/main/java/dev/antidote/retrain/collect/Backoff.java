package dev.antidote.retrain.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When to try again what failed: after a time that doubles with every failure in a row. One thread. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Clock clock;
    private Duration delay = Duration.ZERO;
    private Instant next = Instant.MIN;

    Backoff(Clock clock) {
        this.clock = clock;
    }

    void failed() {
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.isZero() ? FIRST : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        next = clock.instant().plus(delay);
    }

    void succeeded() {
        delay = Duration.ZERO;
        next = Instant.MIN;
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return !delay.isZero();
    }

    /** Whether it is time for an attempt. */
    boolean isDue() {
        return !clock.instant().isBefore(next);
    }

    /** How long until then, at most {@code longest}. */
    Duration untilDue(Duration longest) {
        if (isDue()) {
            return isFailing() ? Duration.ZERO : longest;
        }
        Duration left = Duration.between(clock.instant(), next);
        return left.compareTo(longest) < 0 ? left : longest;
    }
}
