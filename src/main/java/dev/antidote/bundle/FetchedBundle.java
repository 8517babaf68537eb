package dev.antidote.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of a stored bundle in a directory of our own, verified there: what was verified is what is loaded, whatever becomes of the
 * store meanwhile. Close it once its files are loaded.
 */
public final class FetchedBundle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedBundle.class);

    private final GuardBundle bundle;

    private FetchedBundle(GuardBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Fetches a bundle.
     *
     * @param scratch an existing directory that nobody else writes to
     * @throws BundleException if it is not there, not whole, or not signed by a trusted key
     */
    public static FetchedBundle of(BundleStore store, String id, TrustedKeys trusted, Path scratch) {
        Path copy = scratch.resolve(UUID.randomUUID().toString());
        try {
            store.fetch(id, copy);
            GuardBundle bundle = BundleReader.open(copy, Optional.of(trusted));
            if (!bundle.id().equals(id)) {
                throw new BundleException(
                        Refusal.DIFFERENT,
                        "under the id " + id + " " + store.location() + " holds bundle " + bundle.id());
            }
            return new FetchedBundle(bundle);
        } catch (RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    /** The copy. */
    public GuardBundle bundle() {
        return bundle;
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        delete(bundle.directory());
    }

    private static void delete(Path copy) {
        try {
            Tree.delete(copy);
        } catch (IOException e) {
            LOG.warn("The copy of a bundle in {} cannot be deleted: {}", copy, e.toString());
        }
    }
}
