package dev.antidote.infer;

/** The engine was stopped or the model closed, so no batch can be judged any more: no text is to blame. */
public final class ClassifierStoppedException extends ClassifierException {
    private static final long serialVersionUID = 1L;

    public ClassifierStoppedException(Throwable cause) {
        super("the model is stopped", cause);
    }
}
