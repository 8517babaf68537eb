package dev.antidote.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where bundles are kept for those who serve them, by their ids. A store is not trusted: whoever fetches a bundle verifies what
 * arrived. Thread-safe, across processes too.
 */
public interface BundleStore {
    /** Where it is, as an address for people. */
    String location();

    /**
     * Keeps a bundle, whole or not at all. One that is kept already stays as it is, but takes over a signature.
     *
     * @return the bundle as it is kept
     * @throws BundleException if it is no whole bundle, or cannot be written
     */
    GuardBundle put(Path bundle);

    /**
     * Opens a bundle where it is kept.
     *
     * @throws BundleException {@link Refusal#ABSENT} if there is none of this id
     */
    GuardBundle open(String id);

    /**
     * Copies a bundle, unverified, to a directory that does not exist yet.
     *
     * @throws BundleException {@link Refusal#ABSENT} if there is none of this id, or the store cannot be read
     */
    void fetch(String id, Path target);

    /** All bundles, in the order of their ids. */
    List<String> list();

    /** Where a bundle stands in its life; as long as nobody has said otherwise a {@link Lifecycle.Candidate}, since it was put. */
    Lifecycle lifecycle(String id);

    /**
     * Moves a bundle on in its life; of two callers, one comes after the other.
     *
     * @return what {@code transition} made of it
     * @throws LifecycleException if that is no way to go
     */
    Lifecycle change(String id, UnaryOperator<Lifecycle> transition);
}
