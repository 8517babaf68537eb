package dev.antidote.infer;

/** The engine failed on a batch. */
public class ClassifierException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClassifierException(String message, Throwable cause) {
        super(message, cause);
    }
}
