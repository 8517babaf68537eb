package dev.antidote.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message is one line for the person who asked: what, why, and what to do. */
public class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Builds a value from options, and turns the complaint of its validating constructor into a message to the user. Elsewhere an
     * {@link IllegalArgumentException} is a fault of ours and is reported as one.
     */
    public static <T> T validated(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage() == null ? "an option is out of range" : e.getMessage(), e);
        }
    }
}
