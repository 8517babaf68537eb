package dev.antidote.batch;

import java.time.Duration;

/** The batcher, and not the record, is why there is no result: it is full, closed, or its caller was interrupted. */
public final class BatcherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BatcherException(String message) {
        super(message);
    }

    static BatcherException full(int capacity, Duration patience) {
        return new BatcherException("the batcher's queue of " + capacity + " records had no room within "
                + patience.toMillis() + " ms: the engine is too slow or stuck");
    }

    static BatcherException closed() {
        return new BatcherException("the batcher was closed before this record was run");
    }

    static BatcherException interrupted() {
        return new BatcherException("interrupted while waiting for room in the batcher's queue");
    }
}
