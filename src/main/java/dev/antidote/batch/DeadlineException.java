package dev.antidote.batch;

import dev.antidote.config.Durations;
import java.time.Duration;

/** A record waited so long that it was given up, and was never run: the fault of the load, but answered as the record's own. */
public final class DeadlineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DeadlineException(String message) {
        super(message);
    }

    static DeadlineException after(Duration deadline) {
        return new DeadlineException("was not run within " + Durations.format(deadline)
                + " (batcher.deadline): the engine is too slow for what arrives");
    }
}
