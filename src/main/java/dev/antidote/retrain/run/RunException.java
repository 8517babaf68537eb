package dev.antidote.retrain.run;

import org.jspecify.annotations.Nullable;

/** A run cannot begin or go on; the message is one line for the person who runs it: what, why, and what to do. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }

    public RunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
