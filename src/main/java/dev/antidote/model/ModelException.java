package dev.antidote.model;

/** A model, tokenizer or adapter cannot be used; the message is one line for the person who meets it. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
