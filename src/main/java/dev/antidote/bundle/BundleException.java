package dev.antidote.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle cannot be read or written; the message is one line that says which, why, and what to do. */
public class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
