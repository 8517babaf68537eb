package dev.antidote.retrain.collect;

import dev.antidote.retrain.store.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes samples that are older than they may be, now and then. One thread. */
final class Expiry {
    private static final Duration EVERY = Duration.ofHours(1);

    private final Samples samples;
    private final Duration retention;
    private final Clock clock;
    private Instant due = Instant.MIN;

    Expiry(Samples samples, Duration retention, Clock clock) {
        this.samples = samples;
        this.retention = retention;
        this.clock = clock;
    }

    /** Deletes if it is time again, at once the first time; says how many. */
    int deleteIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return 0;
        }
        int deleted = samples.deleteOlderThan(now.minus(retention));
        due = now.plus(EVERY);
        return deleted;
    }
}
