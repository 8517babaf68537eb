package dev.antidote.embedded;

/** The embedded broker did not start; the message is one line. */
public class EmbeddedBrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedBrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
