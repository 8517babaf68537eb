package dev.antidote.stream;

/** The guard cannot start or go on; the message is one line: what, where, what to do. */
public class GuardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GuardException(String message) {
        super(message);
    }

    public GuardException(String message, Throwable cause) {
        super(message, cause);
    }
}
