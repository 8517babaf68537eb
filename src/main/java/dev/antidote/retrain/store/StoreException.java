package dev.antidote.retrain.store;

/** The sample store failed; the message is one line: what, where, why, what to do. Holds neither texts nor passwords. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private StoreException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** A failure that may pass by itself: the database is away, full, locked, or lost a race. */
    static StoreException passing(String message, Throwable cause) {
        return new StoreException(message, true, cause);
    }

    /** A failure that lasts until somebody changes the database or the configuration. */
    static StoreException lasting(String message, Throwable cause) {
        return new StoreException(message, false, cause);
    }

    /** Whether trying again later may help without anybody changing anything. */
    public boolean isPassing() {
        return passing;
    }
}
