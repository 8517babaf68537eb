package dev.antidote.stream;

import dev.antidote.batch.BatchObserver;

/**
 * Who is told what a running guard does.
 *
 * @param guard of records
 * @param batches of batches
 */
public record GuardTelemetry(GuardObserver guard, BatchObserver batches) {
    /** Nobody. */
    public static final GuardTelemetry NOOP = new GuardTelemetry(GuardObserver.NOOP, BatchObserver.NOOP);
}
