package dev.antidote.retrain.collect;

/** The collector cannot start or go on; the message is one line: what, where, what to do. */
public class CollectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CollectorException(String message) {
        super(message);
    }

    public CollectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
