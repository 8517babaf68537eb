package dev.antidote.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle cannot be read, written or taken; the message is one line that says which, why, and what to do. */
public class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public BundleException(String message) {
        this(message, null);
    }

    public BundleException(String message, @Nullable Throwable cause) {
        this(Refusal.DAMAGED, message, cause);
    }

    public BundleException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    public BundleException(Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** What kind of reason it is, where a bundle was to be taken. */
    public Refusal refusal() {
        return refusal;
    }
}
