package dev.antidote.release;

import dev.antidote.bundle.GuardBundle;

/** The model side of a serving instance. Called by the follower's thread only. */
public interface Serving {
    /** The id of the bundle that serves. */
    String bundle();

    /**
     * Loads a verified bundle, warms it up and puts it in place. Its files are gone once this returns.
     *
     * @throws dev.antidote.bundle.BundleException if that fails; what served keeps serving
     */
    void take(GuardBundle bundle);
}
