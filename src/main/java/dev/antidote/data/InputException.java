package dev.antidote.data;

import org.jspecify.annotations.Nullable;

/** Wrong input from a user; the message is one line that names the file and the line, the cause and what to do. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
