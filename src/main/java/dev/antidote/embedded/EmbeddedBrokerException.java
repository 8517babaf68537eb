package dev.antidote.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded broker did not start; the message is one line. */
public class EmbeddedBrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedBrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
