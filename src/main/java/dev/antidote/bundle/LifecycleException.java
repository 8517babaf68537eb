package dev.antidote.bundle;

/** A bundle cannot go from the state that it is in to the one that was asked for. */
public final class LifecycleException extends BundleException {
    private static final long serialVersionUID = 1L;

    LifecycleException(Lifecycle from, String transition, String mend) {
        super("a bundle that is " + from.word() + " cannot be " + transition + (mend.isEmpty() ? "" : "; " + mend));
    }
}
