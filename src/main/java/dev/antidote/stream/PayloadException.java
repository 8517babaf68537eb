package dev.antidote.stream;

/** A record cannot be judged because of what it holds; the message is one line and goes into its dead letter. */
public final class PayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PayloadException(String message) {
        super(message);
    }
}
