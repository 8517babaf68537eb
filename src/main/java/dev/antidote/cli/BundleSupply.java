package dev.antidote.cli;

/** Where a serving guard's bundles come from. Closing it twice is as good as once. */
interface BundleSupply extends AutoCloseable {
    /**
     * Verifies and loads the bundle to begin with.
     *
     * @throws dev.antidote.bundle.BundleException if it cannot be had
     */
    LoadedBundle first();

    /** From now on puts others in its place. */
    void follow(ModelSwap swap);

    /** Ends within a bound; nothing is put in place after this. */
    @Override
    void close();
}
