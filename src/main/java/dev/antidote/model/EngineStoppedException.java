package dev.antidote.model;

/** The engine takes no more work: the process is ending, the model was closed, or the calling thread was interrupted. */
public class EngineStoppedException extends ModelException {
    private static final long serialVersionUID = 1L;

    public EngineStoppedException(String message) {
        super(message);
    }
}
